package dev.seedbank.backend.postgres.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Emptying;
import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.LoadRequest.Options;
import dev.seedbank.backend.LoadRequest.Recreate;
import dev.seedbank.backend.postgres.PostgresStores;
import dev.seedbank.backend.postgres.catalog.LockNeed;
import dev.seedbank.backend.postgres.catalog.PostgresCatalog;
import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.connection.PostgresConnector;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.structure.change.StructureAnalysis;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import dev.seedbank.testing.ShopDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told before about the number of locks, beside what the server has in its table at the end. */
class LockNeedIT {
    private static final Schemas SCHEMAS = new Schemas(List.of("public", "app"));

    static Stream<Arguments> servers() {
        return PostgresServer.all().stream()
                .flatMap(server -> Stream.of(Arguments.of(server, false), Arguments.of(server, true)));
    }

    @ParameterizedTest(name = "{0}, plain owner {1}")
    @MethodSource("servers")
    void a_restore_takes_no_more_than_was_told(PostgresServer server, boolean plainOwner) throws IOException {
        try (var db = ShopDatabase.on(server, plainOwner);
                var empty = server.createDatabase()) {
            db.run(
                    "do $$ begin for i in 1..100 loop execute format('create table many_%s (id serial primary key, name text, "
                            + "c int references customers)', i); end loop; end $$");
            PostgresStores.Dump dump;
            try (var store = PostgresStores.open(db.url(), "public", "app")) {
                dump = PostgresStores.dump(store);
            }
            compare(db, dump, Recreate.NOTHING);
            db.run("alter table customers drop column email cascade");
            compare(db, dump, Recreate.EVERYTHING);
            db.run(
                    "do $$ begin for i in 1..100 loop execute format('alter table many_%s add extra int', i); end loop; end $$");
            compare(db, dump, Recreate.EVERYTHING);
            compare(empty, dump, Recreate.NOTHING);
        }
    }

    @ParameterizedTest(name = "{0}, plain owner {1}")
    @MethodSource("servers")
    void clean_takes_no_more_than_was_told(PostgresServer server, boolean plainOwner) {
        try (var db = ShopDatabase.on(server, plainOwner);
                var store = PostgresStores.open(db.url(), "public", "app");
                var session = open(db)) {
            var tables = store.collections().stream()
                    .filter(it -> it.kind() == Collection.Kind.DATA)
                    .toList();
            var byName = new PostgresCatalog(session, SCHEMAS).tablesByName();
            long told = new LockNeed(session)
                    .toEmpty(tables.stream().map(it -> byName.get(it).oid()).toList());
            var taken = new ArrayList<Long>();
            store.cleaner().clean(tables, counting(db, taken));
            requireEnough(told, taken);
        }
    }

    private static void compare(Database db, PostgresStores.Dump dump, Recreate recreate) throws IOException {
        var plain = dump.request();
        var options = new Options(recreate, false, Set.of(), Set.of());
        var request = new LoadRequest(plain.items(), plain.structure(), plain.sequences(), plain.removals(), options);
        long told;
        try (var session = open(db)) {
            session.begin("isolation level repeatable read read only");
            var analysis = StructureAnalysis.read(session, SCHEMAS, request);
            var tables = new PostgresCatalog(session, SCHEMAS).tablesByName();
            told = new RestoreLockNeed(session).toRestore(request, tables, analysis);
        }
        var taken = new ArrayList<Long>();
        try (var store = PostgresStores.open(db.url(), "public", "app");
                var loader = store.loader(request)) {
            loader.begin();
            for (var item : request.items()) {
                loader.load(
                        item,
                        new ByteArrayInputStream(dump.rows().get(item.source()).getBytes(StandardCharsets.UTF_8)));
            }
            loader.commit(counting(db, taken));
        }
        requireEnough(told, taken);
    }

    private static Session open(Database db) {
        return new PostgresConnector(PostgresStores.settings(db.url(), "public", "app")).open();
    }

    private static Emptying counting(Database db, List<Long> taken) {
        return token -> taken.add(Long.valueOf(db.query(
                        "select count(distinct (locktype, relation, classid, objid, objsubid)) from pg_locks l "
                                + "join pg_stat_activity a using (pid) where a.datname = current_database() and pid <> pg_backend_pid()")
                .getFirst()));
    }

    private static void requireEnough(long told, List<Long> taken) {
        assertThat(told).isBetween(taken.getFirst(), 2 * taken.getFirst() + 100);
    }
}
