package dev.seedbank.backend.postgres.schema.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.backend.postgres.PostgresStores;
import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.connection.PostgresConnector;
import dev.seedbank.backend.postgres.script.ScriptStatements;
import dev.seedbank.backend.postgres.script.Statement;
import dev.seedbank.backend.postgres.structure.model.LiveStructure;
import dev.seedbank.backend.postgres.structure.model.ObjectDifference;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.read.EverythingFixture;
import dev.seedbank.backend.postgres.structure.read.PostgresStructure;
import dev.seedbank.backend.schema.SchemaDesigner.Place;
import dev.seedbank.backend.schema.SchemaFile;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PulledFilesIT {
    /** Something that the owner, who is somebody else here, may not do. */
    private static final StructureId OWNERS_RIGHT =
            new StructureId(StructureKind.PRIVILEGES, "TABLE public.identities");

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void each_table_has_a_file_and_histories_of_migrations_have_none(PostgresServer server) throws SQLException {
        try (var db = server.createDatabase()) {
            db.run(
                    "create schema seedbank; create table seedbank.marker (environment text)",
                    "create schema drizzle; create table drizzle.__drizzle_migrations (id serial primary key)",
                    "create table schema_migrations (version text primary key)",
                    "create table users (id serial primary key, name text); create index by_name on users (name)",
                    "comment on column users.name is 'a name'; create sequence numbers",
                    "create schema billing; create table billing.invoices (id int references users)",
                    "create view named as select name from users; grant select on named to public");
            var live = live(db);
            var files = PulledFiles.of(
                    live.objects(), live.store(), List.of("drizzle.__drizzle_migrations", "public.schema_migrations"));
            assertThat(files)
                    .extracting(SchemaFile::name)
                    .containsExactly(
                            "schema/grants.sql",
                            "schema/schemas.sql",
                            "schema/sequences.sql",
                            "schema/tables/billing.invoices.sql",
                            "schema/tables/users.sql",
                            "schema/views.sql");
            assertThat(files.get(4).text())
                    .contains("SEQUENCE public.users_id_seq", "PRIMARY KEY", "CREATE INDEX by_name", "'a name'");
            assertThat(files.get(1).text()).isEqualTo("CREATE SCHEMA IF NOT EXISTS billing;\n");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void everything_comes_back(PostgresServer server) throws SQLException {
        comesBack(server, EverythingFixture::build);
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void what_only_a_superuser_makes_comes_back(PostgresServer server) throws SQLException {
        comesBack(server, (db, major) -> {
            EverythingFixture.build(db, major);
            EverythingFixture.buildAsSuperuser(db, major);
        });
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void corners_come_back(PostgresServer server) throws SQLException {
        comesBack(server, EverythingFixture::buildCorners);
    }

    /** But for the order of parents, which the order of two statements about one table decides. */
    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void the_order_of_pulled_statements_has_no_meaning(PostgresServer server) throws SQLException {
        try (var db = server.createDatabase();
                var area = open(db)) {
            EverythingFixture.build(db, server.major());
            var live = live(db);
            var statements = PulledFiles.of(live.objects(), live.store(), List.of()).stream()
                    .flatMap(file -> ScriptStatements.all(file.name(), file.text(), comment -> {}).stream())
                    .map(Statement::sql)
                    .collect(Collectors.toCollection(ArrayList::new));
            var random = new Random(5);
            for (int i = 0; i < 5; i++) {
                Collections.shuffle(statements, random);
                area.clear();
                DeclaredFiles.load(area, List.of(new SchemaFile("schema/a.sql", String.join(";\n", statements))));
                assertThat(
                                ObjectDifference.between(
                                                live.objects(),
                                                read(area.session().connection())
                                                        .objects())
                                        .stream()
                                        .map(ObjectDifference::id)
                                        .filter(id -> id.kind() != StructureKind.OWNER
                                                && !id.name().equals("public.robot_dogs")))
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void tables_are_written_as_people_would(PostgresServer server) throws SQLException {
        try (var db = server.createDatabase()) {
            db.run("create table users (id bigint generated always as identity primary key, email text unique)");
            var live = live(db);
            assertThat(PulledFiles.of(live.objects(), live.store(), List.of()))
                    .extracting(SchemaFile::text)
                    .containsExactly("""
                            CREATE TABLE public.users (
                                id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
                                email text,
                                CONSTRAINT users_email_key UNIQUE (email),
                                CONSTRAINT users_pkey PRIMARY KEY (id)
                            );
                            """);
        }
    }

    private static void comesBack(PostgresServer server, BiConsumer<Database, Integer> build) throws SQLException {
        try (var db = server.createDatabase();
                var area = open(db)) {
            build.accept(db, server.major());
            var live = live(db);
            var files = PulledFiles.of(live.objects(), live.store(), List.of());
            area.clear();
            DeclaredFiles.load(area, files);
            var loaded = read(area.session().connection());
            assertThat(ObjectDifference.between(live.objects(), loaded.objects()).stream()
                            .map(ObjectDifference::id)
                            .filter(id -> id.kind() != StructureKind.OWNER && !id.equals(OWNERS_RIGHT)))
                    .isEmpty();
            assertThat(files).extracting(SchemaFile::name).doesNotHaveDuplicates();
        } finally {
            EverythingFixture.dropRoles(server);
        }
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

    private static SchemaArea open(Database db) {
        var settings = PostgresStores.settings(db.url());
        return SchemaAreas.open(new PostgresConnector(settings), settings, new Place(Optional.empty(), true, false));
    }
}
