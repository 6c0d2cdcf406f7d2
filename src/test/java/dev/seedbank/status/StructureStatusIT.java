package dev.seedbank.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The line of {@code status} that says whether the structure has drifted. */
@Tag("program")
@ParameterizedClass
@MethodSource("dev.seedbank.testing.PostgresServer#all")
class StructureStatusIT {
    private static final String AS_MADE = "  structure: as the migrations made it\n";
    private static final String CHANGED = "  structure: changed since the migrations made it\n";
    private static final String AS_DECLARED = "  structure: as schema/ declares\n";
    private static final String NOT_AS_DECLARED = "  structure: not as schema/ declares\n";
    private static final String UNKNOWN = "  structure: not compared yet, see: seedbank schema diff\n";

    /** The server writes such a check in other words when it is made from its own. */
    private static final String USERS = """
            create table users (id int generated always as identity primary key, name text,
                role varchar(10) check (role in ('user', 'admin')));
            create index on users (name);
            """;

    private static final String TEAMS = """
            -- migrate:up
            create schema crew;
            create table crew.teams (id int primary key, lead int references users);
            create view leads as select name from users join crew.teams on lead = users.id;
            -- migrate:down
            drop view leads;
            drop schema crew cascade;
            """;

    @Parameter
    PostgresServer server;

    @TempDir
    Path project;

    private Database db;
    private CliRunner seedbank;

    @BeforeEach
    void create() {
        db = server.createDatabase();
        seedbank = CliRunner.in(project)
                .env("DATABASE_URL", db.url())
                .file("seedbank.yaml", "seedbank: {stores: {main: {url: '${DATABASE_URL}'}}}");
    }

    @AfterEach
    void drop() {
        db.close();
    }

    private void migrates() {
        seedbank.file("migrations/V1__users.sql", USERS).file("migrations/V2__teams.sql", TEAMS);
        run(0, "migrate");
    }

    private String run(int code, String... command) {
        var result = seedbank.run(command);
        assertThat(result).exits(code);
        return result.out();
    }

    private void status(int code, String line) {
        assertThat(run(code, "status")).contains(line);
    }

    private String latest(String name) {
        return BackupFolder.of(project).only(name);
    }

    @Test
    void what_migrations_make_is_known_and_a_change_by_hand_is_drift() {
        assertThat(run(0, "status")).doesNotContain("structure:");
        migrates();
        status(0, AS_MADE);
        assertThat(run(0, "status", "-o", "json")).contains("\"comparedWith\" : \"migrations\"", "\"changed\" : false");
        db.run("alter table users add age int");
        assertThat(seedbank.run("status"))
                .exits(5)
                .prints(CHANGED)
                .warns("✘ Structure of main: changed since the migrations made it", "seedbank schema diff");
        assertThat(run(5, "status", "-o", "json")).contains("\"changed\" : true", "\"code\" : \"check-failed\"");
        run(5, "schema", "diff");
        status(5, CHANGED);
        db.run("alter table users drop age");
        status(0, AS_MADE);
    }

    @Test
    void a_later_run_goes_on_from_what_is_known_and_never_from_drift() {
        migrates();
        seedbank.file("migrations/V3__more.sql", "create table more (id int);");
        run(0, "migrate");
        status(0, AS_MADE);
        db.run("create table by_hand (id int)");
        seedbank.file("migrations/V4__most.sql", "create table most (id int);");
        run(0, "migrate");
        status(0, UNKNOWN);
        run(5, "schema", "diff");
        status(0, UNKNOWN);
        db.run("drop table by_hand");
        run(0, "schema", "diff");
        status(0, AS_MADE);
    }

    @Test
    void everything_that_schema_diff_finds_is_found() {
        migrates();
        for (var change : new String[][] {
            {"drop index users_name_idx", "create index on users (name)"},
            {"alter table crew.teams add unique (lead)", "alter table crew.teams drop constraint teams_lead_key"},
            {"alter table users alter name set not null", "alter table users alter name drop not null"},
            {"create function f() returns int language sql as 'select 1'", "drop function f()"},
            {"comment on table users is 'them'", "comment on table users is null"},
            {
                "create or replace view leads as select name from users",
                "create or replace view leads as select name from users join crew.teams on lead = users.id"
            },
            {"alter table users enable row level security", "alter table users disable row level security"},
        }) {
            db.run(change[0]);
            assertThat(seedbank.run("status")).as(change[0]).exits(5).prints(CHANGED);
            db.run(change[1]);
            assertThat(seedbank.run("status")).as(change[1]).exits(0).prints(AS_MADE);
        }
    }

    @Test
    void what_schema_diff_does_not_count_is_no_drift() {
        migrates();
        var other = db.createOwner();
        var role = other.replaceFirst("^[a-z]+://([^:]+):.*", "$1");
        db.run(
                "grant select on users to " + role,
                "alter table crew.teams owner to " + role,
                "alter default privileges grant select on tables to public",
                "create schema theirs",
                "create table theirs.things (id int)",
                "create table schema_migrations (version text)",
                "create extension if not exists plpgsql",
                "alter table users drop column name cascade",
                "alter table users add name text",
                "create index users_name_idx on users (name)",
                "create view leads as select name from users join crew.teams on lead = users.id");
        status(0, AS_MADE);
    }

    @Test
    void a_database_that_exists_comes_to_be_known_by_schema_diff() {
        seedbank.file("migrations/V1__users.sql", USERS);
        db.run(USERS);
        run(0, "migrate", "baseline", "--version", "1");
        status(0, UNKNOWN);
        assertThat(run(0, "status", "-o", "json")).contains("\"changed\" : null");
        run(0, "schema", "diff");
        status(0, AS_MADE);
        seedbank.file("migrations/V2__teams.sql", TEAMS);
        run(0, "migrate");
        status(0, AS_MADE);
    }

    @Test
    void other_commands_are_no_drift() {
        seedbank.file("seeds/users.json", "[{\"name\": \"Ada\"}]")
                .file("migrations/V1__users.sql", USERS)
                .file("migrations/V2__teams.sql", TEAMS);
        run(0, "init");
        status(0, AS_MADE);
        run(0, "backup", "--name", "all");
        run(0, "restore", latest("all"), "-y");
        status(0, AS_MADE);
        run(0, "undo", "-y");
        status(0, AS_MADE);
        run(0, "clean", "-y");
        status(0, AS_MADE);
        run(0, "reset", "-y");
        status(0, AS_MADE);
        run(0, "migrate", "rollback", "--steps", "1", "-y");
        status(5, UNKNOWN); // a way back may leave something
        run(0, "migrate");
        status(0, UNKNOWN);
        run(0, "schema", "diff");
        status(0, AS_MADE);
        run(0, "reset", "--structure", "-y");
        status(0, AS_MADE);
    }

    /** The server may have put it into other words; then nobody knows. */
    @Test
    void what_a_restore_makes_anew_is_no_drift() {
        migrates();
        run(0, "backup", "--name", "all");
        run(0, "restore", latest("all"), "--recreate", "--drop-existing", "-y");
        assertThat(run(0, "status")).containsAnyOf(AS_MADE, UNKNOWN);
        run(0, "reset", "--structure", "-y");
        run(0, "undo", "-y");
        assertThat(run(0, "status")).containsAnyOf(AS_MADE, UNKNOWN);
        try (var empty = server.createDatabase()) {
            seedbank = seedbank.env("DATABASE_URL", empty.url());
            run(0, "restore", latest("all"), "-y");
            status(0, UNKNOWN);
            run(0, "schema", "diff");
            status(0, AS_MADE);
            empty.run("drop view leads");
            status(5, CHANGED);
        }
    }

    @Test
    void a_failed_migration_leaves_what_is_known_unless_it_may_have_left_more() {
        migrates();
        seedbank.file("migrations/V3__bad.sql", "create table bad (id int);\ninsert into nowhere values (1);");
        run(1, "migrate");
        status(5, AS_MADE);
        db.run("create table by_hand (id int)");
        status(5, CHANGED);
        db.run("drop table by_hand");
        status(5, AS_MADE);
        seedbank.file("migrations/V3__bad.sql", """
                -- migrate:up transaction:false
                create table bad (id int);
                create index concurrently on bad (id);
                insert into nowhere values (1);
                """);
        run(1, "migrate");
        status(5, UNKNOWN);
    }

    @Test
    void a_corrected_history_is_compared_once_more() {
        migrates();
        seedbank.file("migrations/V1__users.sql", USERS + "-- the same\n");
        run(0, "migrate", "repair", "--accept", "1");
        status(0, UNKNOWN);
        run(0, "schema", "diff");
        status(0, AS_MADE);
    }

    @Test
    void declared_indexes_have_a_line_of_their_own() {
        seedbank.file("migrations/V1__users.sql", USERS.replaceFirst("create index.*", ""))
                .file("indexes/users.yaml", "indexes: [name]");
        run(0, "init");
        status(0, AS_MADE);
        seedbank.file("migrations/V2__teams.sql", TEAMS);
        run(0, "migrate");
        status(0, AS_MADE);
        db.run("create unique index by_hand on users (role)");
        status(5, AS_MADE);
        db.run("alter table users add constraint by_hand unique using index by_hand");
        status(5, CHANGED);
        db.run("alter table users drop constraint by_hand");
        run(0, "migrate", "repair", "--forget", "2");
        run(0, "migrate", "repair", "--applied", "2");
        status(0, UNKNOWN);
        assertThat(run(5, "schema", "diff")).contains("DROP INDEX");
        status(0, AS_MADE);
    }

    @Test
    void what_push_changes_is_drift_until_a_migration_has_it() {
        migrates();
        seedbank.file("schema/more.sql", "create table more (id int primary key);")
                .file("schema/users.sql", USERS)
                .file("schema/teams.sql", TEAMS.replaceFirst("(?s)-- migrate:down.*", ""));
        run(0, "push");
        status(5, CHANGED);
        db.run("drop table more");
        status(0, AS_MADE);
        run(0, "generate", "--name", "more");
        run(0, "migrate");
        status(0, AS_MADE);
    }

    @Test
    void without_migrations_it_is_what_files_declare() {
        seedbank.file("schema/users.sql", USERS).file("schema/notes.txt", "not SQL");
        status(0, UNKNOWN);
        run(0, "push");
        status(0, AS_DECLARED);
        assertThat(run(0, "status", "-o", "json")).contains("\"comparedWith\" : \"schema\"");
        db.run("alter table users add age int");
        assertThat(seedbank.run("status"))
                .exits(5)
                .prints(NOT_AS_DECLARED)
                .warns("✘ Structure of main: not as schema/ declares");
        run(5, "schema", "diff");
        seedbank.file("schema/users.sql", USERS.replace("name text,", "name text, age int,"));
        status(0, UNKNOWN);
        run(0, "push", "--dry-run");
        status(0, UNKNOWN);
        run(0, "schema", "diff");
        status(0, AS_DECLARED);
        db.run("grant select on users to public");
        status(0, AS_DECLARED);
    }

    @Test
    void a_folder_schema_of_something_else_has_no_line() {
        seedbank.file("schema/schema.graphql", "type Query { users: [User] }");
        assertThat(run(0, "status")).doesNotContain("structure:");
    }

    @Test
    void the_structure_is_read_only_if_something_was_noted_for_it() {
        var reads = "set local lock_timeout";
        seedbank.file("migrations/V1__users.sql", USERS);
        assertThat(seedbank.run("status", "--verbose")).neverSays(reads, "seedbank.structure");
        run(0, "migrate");
        assertThat(seedbank.run("status", "--verbose")).exits(0).says(reads, "from seedbank.structure");
        run(0, "migrate", "repair", "--forget", "1");
        run(0, "migrate", "repair", "--applied", "1");
        assertThat(seedbank.run("status", "--verbose"))
                .exits(0)
                .prints(UNKNOWN)
                .says("from seedbank.structure")
                .neverSays(reads);
        assertThat(seedbank.run("migrate", "--verbose")).exits(0).neverSays("seedbank.structure");
    }

    @Test
    void every_role_is_told_and_one_that_may_not_note_it_does_without() {
        migrates();
        var other = db.createOwner();
        var owner = seedbank;
        seedbank = seedbank.env("DATABASE_URL", other);
        status(0, AS_MADE);
        db.run("revoke all on seedbank.structure from public");
        status(0, UNKNOWN);
        seedbank = owner;
        db.run("drop table seedbank.structure", "create view seedbank.structure as select 1 as one");
        status(0, UNKNOWN);
        seedbank.file("migrations/V3__more.sql", "create table more (id int);");
        run(0, "migrate");
        status(0, UNKNOWN);
    }

    /** Somebody changes a view, and everybody who looks at it waits. */
    @Test
    void it_does_not_wait_for_what_is_locked() throws Exception {
        migrates();
        try (var locking = db.connect()) {
            locking.setAutoCommit(false);
            locking.createStatement().execute("alter view leads alter name set default 'nobody'");
            assertThat(seedbank.run("status")).exits(0).prints("structure: ");
        }
        status(0, AS_MADE);
    }

    /** As a dump brings it, whose rows are another transaction's: the server may have put the structure into other words. */
    @Test
    void a_note_that_came_with_a_dump_is_no_proof_of_drift() {
        migrates();
        db.run(
                "create table kept as select * from seedbank.structure",
                "delete from seedbank.structure",
                "insert into seedbank.structure select * from kept",
                "drop table kept");
        status(0, AS_MADE);
        db.run("drop view leads");
        status(0, UNKNOWN);
    }
}
