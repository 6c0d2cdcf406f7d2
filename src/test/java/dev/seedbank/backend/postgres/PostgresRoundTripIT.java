package dev.seedbank.backend.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.backend.postgres.structure.read.EverythingFixture;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresDigest;
import dev.seedbank.testing.PostgresServer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A database with one of everything is the same, bit for bit, after its data went out as JSON and came in again. */
class PostgresRoundTripIT {
    private static final String[] SCHEMAS = {"public", "Möbel & Co. \"quoted\".dotted"};

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void everything_comes_back_as_superuser(PostgresServer server) {
        try (var db = server.createDatabase()) {
            everything(db, server.major());
            comesBack(db);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void everything_comes_back_as_plain_owner(PostgresServer server) {
        try (var db = server.createDatabase()) {
            var owner = db.as(db.createOwner());
            everything(owner, server.major());
            comesBack(owner);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void everything_comes_back_into_an_empty_database(PostgresServer server) {
        try (var db = server.createDatabase();
                var empty = server.createDatabase()) {
            everything(db, server.major());
            try (var from = PostgresStores.open(db.url(), SCHEMAS);
                    var to = PostgresStores.open(empty.url(), SCHEMAS)) {
                var dump = PostgresStores.dump(from);
                PostgresStores.load(to, dump);
                assertThat(PostgresDigest.of(empty)).isEqualTo(PostgresDigest.of(db));
                assertThat(PostgresStores.dump(to).rows()).isEqualTo(dump.rows());
            }
        }
    }

    private static void comesBack(Database db) {
        try (var store = PostgresStores.open(db.url(), SCHEMAS)) {
            // Who is bound by policies cannot see all rows, and a backup of some would be a lie.
            db.run("alter table secrets no force row level security");
            var before = PostgresDigest.of(db);
            var dump = PostgresStores.dump(store);
            db.run("alter table secrets force row level security");
            var catalog = catalog(db);
            db.run("alter sequence plain_sequence restart with 99", "delete from employees", "truncate every_scalar");
            PostgresStores.load(store, dump);
            assertThat(catalog(db)).hasSameElementsAs(catalog);
            db.run("alter table secrets no force row level security");
            assertThat(PostgresDigest.of(db)).isEqualTo(before);
            assertThat(PostgresStores.dump(store).rows()).isEqualTo(dump.rows());
        }
    }

    /** What a restore switches off and must switch on again. */
    private static List<String> catalog(Database db) {
        return db.query("""
                select 'trigger ' || tgrelid::regclass || '.' || tgname || ' ' || tgenabled::text from pg_trigger where not tgisinternal
                union all
                select 'constraint ' || conrelid::regclass || '.' || conname || ' ' || pg_get_constraintdef(oid)
                       || coalesce(obj_description(oid, 'pg_constraint'), '') from pg_constraint where conrelid <> 0
                union all
                select 'table ' || oid::regclass || relrowsecurity || relforcerowsecurity from pg_class where relkind in ('r', 'p')
                order by 1
                """);
    }

    private static void everything(Database db, int major) {
        EverythingFixture.build(db, major);
        db.run("alter table secrets no force row level security");
        EverythingFixture.fill(db);
    }
}
