package dev.seedbank.backend.postgres.schema.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.backend.postgres.PostgresStores;
import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.connection.PostgresConnector;
import dev.seedbank.backend.postgres.structure.model.LiveStructure;
import dev.seedbank.backend.postgres.structure.model.ObjectDifference;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import dev.seedbank.backend.postgres.structure.read.EverythingFixture;
import dev.seedbank.backend.postgres.structure.read.PostgresStructure;
import dev.seedbank.backend.schema.SchemaDesigner.Place;
import dev.seedbank.backend.schema.SchemaFile;
import dev.seedbank.config.ConnectionUrl;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaAreasIT {
    private static final Place BESIDE = new Place(Optional.empty(), true, false);
    private static final Place INSIDE = new Place(Optional.empty(), true, true);

    private static final String DATABASES = "select datname from pg_database where datname like 'seedbank_scratch_%'";

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void a_scratch_database_is_like_the_one_beside_it_and_gone_afterwards(PostgresServer server) {
        var locale = """
                select concat(encoding, datcollate, datctype, to_jsonb(d) ->> 'datlocprovider', to_jsonb(d) ->> 'daticulocale')
                from pg_database d where datname = current_database()""";
        try (var db = server.createDatabase()) {
            try (var area = open(db, BESIDE)) {
                area.clear();
                assertThat(area.session().first(locale, row -> row.getString(1)).orElseThrow())
                        .isEqualTo(db.query(locale).getFirst());
                assertThat(db.query(DATABASES))
                        .contains(area.session().greeting().database());
                area.session().run("create table public.a (id int)");
                area.clear();
                area.session().run("create table public.a (id int)");
            }
            assertThat(db.query(DATABASES)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void databases_of_killed_runs_are_removed_and_no_others(PostgresServer server) throws SQLException {
        var used = "seedbank_scratch_0123456789aa";
        try (var db = server.createDatabase();
                var neighbour = server.createDatabase()) {
            db.run("create database seedbank_scratch_0123456789ab");
            db.run("create database " + used);
            db.run("create database seedbank_scratch_0123456789abc");
            db.run("create database seedbank_scratch_0123456789aX");
            try (var connected = db.as(db.url().replace(db.name(), used)).connect();
                    var live = open(neighbour, BESIDE);
                    var made = ScratchDatabase.make(new PostgresConnector(PostgresStores.settings(neighbour.url())));
                    var next = open(db, BESIDE)) {
                assertThat(connected.isValid(1)).isTrue();
                assertThat(db.query(DATABASES))
                        .containsExactlyInAnyOrder(
                                used,
                                "seedbank_scratch_0123456789abc",
                                "seedbank_scratch_0123456789ax",
                                live.session().greeting().database(),
                                made.name(),
                                next.session().greeting().database());
            } finally {
                db.run("drop database " + used + " with (force)");
                db.run("drop database seedbank_scratch_0123456789abc");
                db.run("drop database seedbank_scratch_0123456789ax");
            }
            assertThat(db.query(DATABASES)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void without_a_place_it_says_what_was_tried(PostgresServer server) {
        try (var db = server.createDatabase()) {
            var owned = db.as(db.createOwner());
            assertThatThrownBy(() -> open(owned, BESIDE))
                    .isInstanceOf(OperationFailed.class)
                    .hasMessageContaining("No scratch database can be created at ")
                    .hasMessageContaining("permission denied to create database");
            var nowhere = ConnectionUrl.of("postgresql://localhost:1/scratch", "test");
            assertThatThrownBy(() -> open(owned, new Place(Optional.of(nowhere), true, false)))
                    .hasMessageContaining("no PostgreSQL server listens at localhost:1")
                    .hasMessageContaining("permission denied to create database");
            assertThatThrownBy(() -> open(owned, new Place(Optional.empty(), false, false)))
                    .isInstanceOf(OperationFailed.class)
                    .hasMessageContaining("A scratch database is needed");
            var scratch = ConnectionUrl.of(db.url(), "test");
            assertThatCode(() -> open(owned, new Place(Optional.of(scratch), false, false))
                            .close())
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void inside_others_go_on_and_nothing_stays(PostgresServer server) throws SQLException {
        try (var db = server.createDatabase()) {
            var owned = db.as(db.createOwner());
            owned.run(
                    "create table users (id serial primary key, name text); insert into users (name) values ('a')",
                    "create schema app; create table app.a (id int references users)");
            var before = read(owned);
            try (var area = open(owned, INSIDE);
                    var other = owned.connect();
                    var statement = other.createStatement()) {
                assertThat(area).isInstanceOf(InsideArea.class);
                area.clear();
                DeclaredFiles.load(
                        area,
                        List.of(new SchemaFile("schema/a.sql", "create table users (id int); create schema app")));
                statement.execute("set statement_timeout = '3s'");
                statement.execute(
                        "insert into users (name) values ('b'); create table meanwhile (id int references users)");
                statement.execute("alter table users add age int; create index on users (age); drop table meanwhile");
                statement.execute("alter table users drop age");
                var built = SchemaArea.outward(read(area.session().connection()));
                assertThat(built.objects().ids().stream()
                                .filter(id -> id.kind() != StructureKind.OWNER)
                                .map(Object::toString))
                        .containsExactlyInAnyOrder("TABLE public.users", "SCHEMA app", "SCHEMA public");
                assertThat(built.store()).isSubsetOf(built.objects().ids());
                statement.execute("select pg_terminate_backend(%d)"
                        .formatted(area.session().process()));
            }
            assertThat(ObjectDifference.between(before, read(owned))).isEmpty();
            assertThat(owned.query("select count(*) from users")).containsExactly("2");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void inside_everything_comes_back(PostgresServer server) throws SQLException {
        try (var db = server.createDatabase()) {
            var owned = db.as(db.createOwner());
            EverythingFixture.build(owned, server.major());
            comesBack(owned);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void inside_extensions_are_found_whosever_they_are(PostgresServer server) throws SQLException {
        try (var db = server.createDatabase()) {
            db.run("create extension citext");
            var owned = db.as(db.createOwner());
            owned.run(
                    "create schema extensions; create extension hstore schema extensions; create extension pg_trgm",
                    "create table users (email citext unique check (email > 'a'::citext), tags extensions.hstore, name text)",
                    "create index on users using gin (name gin_trgm_ops)",
                    "create function f(e citext) returns citext language sql immutable begin atomic select lower(e)::citext; end",
                    "comment on table users is 'not public.citext'");
            comesBack(owned);
            try (var area = open(owned, INSIDE)) {
                area.clear();
                DeclaredFiles.load(area, List.of(new SchemaFile("schema/a.sql", """
                                set search_path = ''; create table public.users (email public.citext unique, "Public" text);
                                """)));
                assertThat(SchemaArea.outward(read(area.session().connection())).objects().all().stream()
                                .flatMap(object -> object.statements().stream()))
                        .anyMatch(sql -> sql.contains("email public.citext"));
                area.clear();
                DeclaredFiles.load(area, List.of(new SchemaFile("schema/a.sql", """
                                create table orders (email citext references users (email));
                                create table users (email CITEXT unique);
                                """)));
                area.clear();
                assertThatThrownBy(() -> DeclaredFiles.load(
                                area,
                                List.of(new SchemaFile("schema/a.sql", "create view v as select email from users"))))
                        .isInstanceOf(OperationFailed.class)
                        .hasMessageContaining("beside the store's own structure");
                area.clear();
                assertThatThrownBy(() -> DeclaredFiles.load(
                                area,
                                List.of(new SchemaFile(
                                        "schema/a.sql", "\ncreate function similarity(a users) returns int"))))
                        .isInstanceOf(UsageFailure.class)
                        .hasMessageContaining(
                                "schema/a.sql:2: CREATE FUNCTION SIMILARITY similarity has the same name");
            }
        }
    }

    private static void comesBack(Database owned) throws SQLException {
        var live = live(owned);
        try (var area = open(owned, INSIDE)) {
            assertThat(area).isInstanceOf(InsideArea.class);
            area.clear();
            DeclaredFiles.load(area, PulledFiles.of(live.objects(), live.store(), List.of()));
            var built = SchemaArea.outward(read(area.session().connection()));
            assertThat(ObjectDifference.between(store(live), store(built)).stream()
                            .map(ObjectDifference::id)
                            .filter(id -> !id.name().endsWith("SCHEMA public")))
                    .isEmpty();
        }
        assertThat(ObjectDifference.between(live.objects(), read(owned))).isEmpty();
    }

    private static SchemaArea open(Database db, Place place) {
        var settings = PostgresStores.settings(db.url());
        return SchemaAreas.open(new PostgresConnector(settings), settings, place);
    }

    private static StructureSet read(Database db) throws SQLException {
        return live(db).objects();
    }

    private static LiveStructure live(Database db) throws SQLException {
        try (var connection = db.connect()) {
            connection.setAutoCommit(false);
            return read(connection);
        }
    }

    private static LiveStructure read(Connection connection) throws SQLException {
        return PostgresStructure.parts(connection, new Schemas(List.of()));
    }

    private static StructureSet store(LiveStructure live) {
        return new StructureSet(live.objects().all().stream()
                .filter(object -> live.store().contains(object.id()))
                .toList());
    }
}
