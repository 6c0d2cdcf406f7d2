package dev.seedbank.backend.postgres.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.RowReader;
import dev.seedbank.backend.Snapshot;
import dev.seedbank.backend.postgres.PostgresStores;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PostgresSnapshotIT {
    private static final String SESSIONS =
            "select count(*) from pg_stat_activity where datname = current_database() and state = 'idle in transaction'";

    private static void fill(Database db) {
        db.run(
                "create table a (id int primary key, text text)",
                "insert into a select n, repeat('x', n % 90) from generate_series(1, 20000) n",
                "create table b (id int) partition by hash (id)",
                "create table b_0 partition of b for values with (modulus 1, remainder 0)",
                "insert into b select generate_series(1, 5000)",
                "select lo_from_bytea(0, 'large')");
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void readers_in_two_threads_see_the_same_while_others_write(PostgresServer server) throws Exception {
        try (var db = server.createDatabase()) {
            fill(db);
            try (var store = PostgresStores.open(db.url());
                    var threads = Executors.newFixedThreadPool(3);
                    var snapshot = store.snapshot();
                    var first = snapshot.reader();
                    var second = snapshot.reader()) {
                var reading = new AtomicBoolean(true);
                db.run("delete from a where id % 2 = 0", "insert into b values (-1)", "select lo_from_bytea(0, 'new')");
                var writer = threads.submit(() -> {
                    for (int n = 1; reading.get(); n++) {
                        db.run("insert into a values (-" + n + ")", "delete from b where id = " + n);
                    }
                });
                var one = threads.submit(all(snapshot, first));
                var other = threads.submit(all(snapshot, second));
                try {
                    assertThat(one.get()).isEqualTo(other.get()).hasSize(3);
                } finally {
                    reading.set(false);
                }
                writer.get();
                assertThat(one.get().get("a").lines()).hasSize(20_000);
                assertThat(one.get().get("b").lines()).hasSize(5_000);
                assertThat(one.get().get("pg_largeobject").lines()).hasSize(1);
                assertThat(snapshot.structure(snapshot.collections()).text()).contains("CREATE TABLE public.a");
            }
        }
    }

    private static Callable<Map<String, String>> all(Snapshot snapshot, RowReader reader) {
        return () -> {
            var rows = new TreeMap<String, String>();
            for (Collection collection : snapshot.collections()) {
                var out = new ByteArrayOutputStream();
                reader.read(collection, out, read -> {});
                rows.put(collection.name(), out.toString(StandardCharsets.UTF_8));
            }
            return rows;
        };
    }

    @Test
    void one_reader_needs_no_connection_of_its_own_and_a_second_gives_its_own_back() {
        try (var db = PostgresServer.any().createDatabase();
                var store = PostgresStores.open(db.url());
                var snapshot = store.snapshot()) {
            try (var _ = snapshot.reader()) {
                assertThat(db.query(SESSIONS)).containsExactly("1");
                try (var _ = snapshot.reader()) {
                    assertThat(db.query(SESSIONS)).containsExactly("2");
                }
            }
            try (var _ = snapshot.reader()) {
                assertThat(db.query(SESSIONS)).containsExactly("1");
            }
        }
    }
}
