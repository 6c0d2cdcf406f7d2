package dev.seedbank.backend.postgres.structure.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Collection.Kind;
import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import dev.seedbank.backend.postgres.structure.script.StructureScript;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PostgresStructureIT {
    /** The one of the machine, unless the variable names another. */
    private static final String PG_DUMP = System.getenv().getOrDefault("SEEDBANK_TEST_PG_DUMP", "pg_dump");

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void everything_comes_back_in_an_empty_database(PostgresServer server) {
        try (var original = server.createDatabase();
                var copy = server.createDatabase()) {
            EverythingFixture.build(original, server.major());
            var script = EverythingFixture.dump(original);
            EverythingFixture.apply(script, copy, "");
            assertThat(EverythingFixture.dump(copy)).isEqualTo(script);
            assertThat(EverythingFixture.facts(copy)).isEqualTo(EverythingFixture.facts(original));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void a_plain_owner_can_read_and_make_everything(PostgresServer server) {
        try (var original = server.createDatabase();
                var copy = server.createDatabase()) {
            var owned = original.as(original.createOwner());
            EverythingFixture.build(owned, server.major());
            var script = EverythingFixture.dump(owned);
            var owner = copy.as(copy.createOwner());
            var role = owner.query("select current_user").getFirst();
            var theirs = script.replace(owned.query("select current_user").getFirst(), role);
            EverythingFixture.apply(theirs, owner, "");
            assertThat(EverythingFixture.dump(owner)).isEqualTo(theirs);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void a_list_in_a_partition_key_keeps_its_type(PostgresServer server) {
        try (var original = server.createDatabase();
                var copy = server.createDatabase()) {
            original.run("create table public.keyed (status varchar(9) not null)"
                    + " partition by list ((case when status in ('a', 'b') then 1 else 0 end))");
            var script = EverythingFixture.dump(original);
            EverythingFixture.apply(script, copy, "");
            assertThat(EverythingFixture.dump(copy)).isEqualTo(script).contains("PARTITION BY LIST");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void rows_fit_between_the_parts_and_materialized_views_are_filled_after_them(PostgresServer server) {
        try (var original = server.createDatabase();
                var copy = server.createDatabase()) {
            EverythingFixture.build(original, server.major());
            var rows = EverythingFixture.resource("everything-rows.sql");
            EverythingFixture.fill(original);
            rows = rows.substring(0, rows.indexOf("commit;")).replace("begin;", "");
            EverythingFixture.apply(EverythingFixture.dump(original), copy, rows);
            var totals =
                    "select t::text from (select * from z_totals order by boss) t union all select t::text from a_totals t";
            assertThat(copy.query(totals)).isEqualTo(original.query(totals)).hasSizeGreaterThan(2);
            assertThat(copy.query("select count(*) from measurements"))
                    .isEqualTo(original.query("select count(*) from measurements"));
            assertThat(copy.query("select relispopulated from pg_class where relname = 'never_filled'"))
                    .containsExactly("f");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void every_statement_says_which_object_it_creates(PostgresServer server) {
        try (var original = server.createDatabase()) {
            EverythingFixture.build(original, server.major());
            var script = EverythingFixture.dump(original);
            var objects = StructureScript.objects(script);
            var ids = objects.stream().map(StructureObject::id).toList();
            assertThat(ids).doesNotHaveDuplicates();
            assertThat(objects).allSatisfy(object -> assertThat(ids).containsAll(object.needs()));
            var known = objects.stream().flatMap(it -> it.statements().stream()).toList();
            var all = new ArrayList<>(StructureScript.statements(script, false));
            all.addAll(StructureScript.statements(script, true));
            all.removeAll(known);
            assertThat(all).allMatch(statement -> statement.matches("(RE)?SET [a-z_]+.*"));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void what_only_a_superuser_makes_comes_back_with_owners_and_grants(PostgresServer server) {
        try (var original = server.createDatabase();
                var copy = server.createDatabase()) {
            EverythingFixture.build(original, server.major());
            EverythingFixture.buildAsSuperuser(original, server.major());
            var script = EverythingFixture.dump(original);
            assertThat(script).doesNotContain("secret of");
            EverythingFixture.apply(script, copy, "");
            assertThat(withoutHead(EverythingFixture.dump(copy))).isEqualTo(withoutHead(script));
            assertThat(EverythingFixture.facts(copy)).isEqualTo(EverythingFixture.facts(original));
        } finally {
            EverythingFixture.dropRoles(server);
        }
    }

    /** What is left out differs: the copy has no passwords. */
    private static String withoutHead(String script) {
        return script.substring(script.indexOf("\n\n"));
    }

    /** Owners and grants too, where the machine has a {@code pg_dump} that is new enough for the server. */
    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void pg_dump_sees_no_difference(PostgresServer server) throws Exception {
        assumeTrue(pgDumpVersion() >= server.major(), "no pg_dump of version " + server.major());
        try (var original = server.createDatabase();
                var copy = server.createDatabase()) {
            EverythingFixture.build(original, server.major());
            EverythingFixture.buildAsSuperuser(original, server.major());
            // The copy keeps the order of columns; pg_dump itself would not, and prints such a child in another way.
            original.run("alter table animals drop column added_later");
            EverythingFixture.dropSecrets(original);
            if (server.major() >= 18) { // children validated it when they were made, and new ones do not
                original.run("alter table named_nulls drop constraint c_later");
            }
            EverythingFixture.apply(EverythingFixture.dump(original), copy, "");
            assertThat(pgDump(copy))
                    .isEqualTo(pgDump(original))
                    .contains(
                            "CREATE TABLE public.every_scalar", "OWNER TO \"Seedbank Owner\"", "CREATE EVENT TRIGGER");
        } finally {
            EverythingFixture.dropRoles(server);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void a_child_keeps_its_order_of_columns_when_its_parent_got_one_later(PostgresServer server) {
        try (var original = server.createDatabase();
                var copy = server.createDatabase()) {
            original.run(
                    "create table parent (a int)",
                    "create table child (b int) inherits (parent)",
                    "alter table parent add c int default 7");
            EverythingFixture.apply(EverythingFixture.dump(original), copy, "insert into public.child (b) values (2)");
            assertThat(copy.query("select child::text from child")).containsExactly("(,2,7)");
            assertThat(copy.query("select count(*) from parent")).containsExactly("1");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void tables_alone_bring_what_they_need_and_leave_out_what_points_elsewhere(PostgresServer server) {
        try (var original = server.createDatabase();
                var copy = server.createDatabase()) {
            EverythingFixture.build(original, server.major());
            var wanted = List.of(
                    table("public", "every_made_type"),
                    table("public", "cities"),
                    table("public", "triggered"),
                    table("public", "own_row"),
                    table("public", "measurements"));
            var script = EverythingFixture.dump(original, wanted, Optional.empty());
            EverythingFixture.apply(
                    script,
                    copy,
                    "insert into public.triggered values (1); insert into public.every_made_type (id) values (1)");
            assertThat(script)
                    .contains(
                            "-- Left out: foreign key public.cities.\"cities; country\", which needs table public.countries\n")
                    .contains(
                            "CREATE OR REPLACE FUNCTION ",
                            "public.must_not_fire()",
                            "CREATE EXTENSION IF NOT EXISTS hstore")
                    .doesNotContain("public.employees", "btree_gist", "public.slug");
            assertThat(
                            copy.query(
                                    "select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and not relispartition order by 1"))
                    .containsExactly("cities", "every_made_type", "measurements", "own_row", "triggered");
            assertThat(copy.query("select count(*) from pg_class where relispartition and relkind in ('r', 'p')"))
                    .containsExactly("7");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void other_schemas_and_seedbanks_own_stay_out(PostgresServer server) {
        try (var original = server.createDatabase();
                var copy = server.createDatabase()) {
            original.run(
                    "create schema seedbank; create table seedbank.marker (environment text)",
                    "create schema auth; create type auth.role as enum ('a'); create table auth.users (id int primary key)",
                    "create table mine (id int primary key, role auth.role, owner int references auth.users)",
                    "create view seen as select m.id from mine m join auth.users u on u.id = m.owner",
                    "create view marked as select * from seedbank.marker",
                    "create view fine as select id from mine");
            var script = EverythingFixture.dump(
                    original, List.of(table("public", "mine")), Optional.of(new Schemas(List.of("public"))));
            EverythingFixture.apply(script, copy, "");
            assertThat(script)
                    .contains(
                            "-- Left out: foreign key public.mine.mine_owner_fkey, which needs table auth.users\n",
                            "-- Left out: view public.marked, which needs table seedbank.marker\n",
                            "-- Left out: view public.seen, which needs table auth.users\n",
                            "CREATE TYPE auth.role",
                            "CREATE VIEW public.fine");
            assertThat(copy.query(
                            "select count(*) from pg_class where relname in ('users', 'marker', 'seen', 'marked')"))
                    .containsExactly("0");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void reading_leaves_the_session_as_it_was(PostgresServer server) throws Exception {
        try (var db = server.createDatabase();
                var connection = db.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local search_path = information_schema; set local timezone = 'Pacific/Apia'");
            PostgresStructure.dump(connection, List.of(), Optional.of(new Schemas(List.of())))
                    .close();
            try (var rows =
                    statement.executeQuery("select current_setting('search_path') || current_setting('timezone')")) {
                rows.next();
                assertThat(rows.getString(1)).isEqualTo("information_schemaPacific/Apia");
            }
        }
    }

    private static Collection table(String schema, String name) {
        return new Collection(schema, name, true, Kind.DATA);
    }

    private static int pgDumpVersion() throws Exception {
        try {
            var matcher = Pattern.compile("\\) (\\d+)").matcher(run(PG_DUMP, "--version"));
            return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Newer ones write a random word around it, against injection by psql's own commands. */
    private static String pgDump(Database db) throws Exception {
        return run(PG_DUMP, "--schema-only", "--dbname=" + db.url()).replaceAll("(?m)^\\\\(un)?restrict .*$", "");
    }

    private static String run(String... command) throws Exception {
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }
}
