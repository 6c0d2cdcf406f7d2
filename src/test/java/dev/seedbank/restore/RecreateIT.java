package dev.seedbank.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import dev.seedbank.testing.ShopDatabase;
import dev.seedbank.testing.ShopDatabase.State;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** On the real command line structure comes back with the rows: by {@code undo} exactly, by {@code restore --recreate} that of the tables. */
@Tag("program")
@Tag("long")
class RecreateIT {
    @TempDir
    Path project;

    /** As a superuser and as a plain owner in turn; RecreationIT has every change on every server for both. */
    static Stream<Arguments> changes() {
        var names = ShopDatabase.CHANGES.keySet().stream().limit(7).toList();
        return PostgresServer.all().stream()
                .limit(1)
                .flatMap(server ->
                        names.stream().map(name -> Arguments.of(server, names.indexOf(name) % 2 == 0, name)));
    }

    private CliRunner seedbank(Database db) {
        return CliRunner.in(project).env("DATABASE_URL", db.url()).file("seedbank.yaml", """
                seedbank:
                  stores:
                    main: {url: "${DATABASE_URL}", schemas: [public, app]}
                """);
    }

    @ParameterizedTest(name = "{2}, {0}, plain owner {1}")
    @MethodSource("changes")
    void undo_brings_back_rows_and_structure(PostgresServer server, boolean plainOwner, String change) {
        try (var db = ShopDatabase.on(server, plainOwner)) {
            var seedbank = seedbank(db);
            var before = State.of(db);
            assertThat(seedbank.run("clean", "--confirm")).exits(0);
            db.run(ShopDatabase.CHANGES.get(change).toArray(String[]::new));
            var changed = State.of(db);
            assertThat(seedbank.run("undo", "--confirm")).exits(0);
            assertThat(State.of(db)).isEqualTo(before);
            assertThat(seedbank.run("undo", "--confirm")).exits(0);
            assertThat(State.of(db)).isEqualTo(changed);
        }
    }

    @Test
    void undo_brings_back_what_drop_existing_removed() {
        try (var db = ShopDatabase.on(PostgresServer.any(), true)) {
            var seedbank = seedbank(db);
            assertThat(seedbank.run("backup")).exits(0);
            db.run(
                    "create table extra (id int primary key, c int references customers)",
                    "insert into extra values (1, 1)",
                    "create view seen as select * from extra");
            var before = State.of(db);
            assertThat(seedbank.run("restore", "--drop-existing", "--confirm"))
                    .exits(0)
                    .prints("main/extra", "main/seen");
            assertThat(seedbank.run("undo", "--confirm")).exits(0);
            assertThat(State.of(db)).isEqualTo(before);
        }
    }

    @Test
    void a_table_that_does_not_fit_is_refused_until_it_may_be_recreated() {
        try (var db = ShopDatabase.on(PostgresServer.any(), true)) {
            var seedbank = seedbank(db);
            assertThat(seedbank.run("backup")).exits(0);
            var before = State.of(db);
            db.run("alter table orders drop column note");
            var changed = State.of(db);
            assertThat(seedbank.run("restore", "--confirm"))
                    .exits(1)
                    .warns("orders.note: the column is missing in the database", "--recreate");
            assertThat(seedbank.run("restore", "--recreate", "--dry-run"))
                    .exits(0)
                    .prints("table public.orders: will be recreated as in the backup");
            assertThat(State.of(db)).isEqualTo(changed);
            assertThat(seedbank.run("restore", "--recreate", "--confirm")).exits(0);
            assertThat(State.of(db)).isEqualTo(before);
        }
    }

    @Test
    void a_dry_run_lists_every_difference() {
        try (var db = ShopDatabase.on(PostgresServer.any(), true)) {
            var seedbank = seedbank(db);
            assertThat(seedbank.run("backup")).exits(0);
            db.run("alter table orders drop column note", "alter table customers drop column email cascade");
            assertThat(seedbank.run("restore", "--dry-run"))
                    .exits(1)
                    .says("! orders.note: the column is missing", "! customers.email: the column is missing")
                    .warns("(and 1 more). Nothing was changed")
                    .neverSays("Would restore")
                    .neverSays("--dry-run");
        }
    }

    @Test
    void a_read_only_database_is_not_restored_into() {
        try (var db = ShopDatabase.on(PostgresServer.any(), true)) {
            var seedbank = seedbank(db);
            assertThat(seedbank.run("backup")).exits(0);
            db.run("alter database " + db.name() + " set default_transaction_read_only = on");
            assertThat(seedbank.run("restore", "--confirm")).exits(1).warns("read-only");
            assertThat(seedbank.run("backup", "list")).neverSays("safety-");
        }
    }
}
