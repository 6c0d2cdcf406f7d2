package dev.seedbank.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.OptionTest;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Owners, grants and roles of a backup of PostgreSQL, on a server that may lack them and as a role that may not set them. */
@Tag("program")
@Tag("long")
class RightsIT {
    private static final String LAB =
            "Lab \"Reader\" " + ProcessHandle.current().pid();
    private static final String LAB_SQL =
            "\"Lab \"\"Reader\"\" " + ProcessHandle.current().pid() + '"';
    private static final String WRITER =
            "rights_writer_" + ProcessHandle.current().pid();

    private static final String FACTS = """
            select c.relname || ' ' || pg_get_userbyid(c.relowner) || ' ' || coalesce((select string_agg(pg_get_userbyid(grantee) || ' ' || privilege_type || is_grantable, ', '
                order by 1) from aclexplode(c.relacl) where grantee <> relowner), '') from pg_class c where c.relname in ('samples', 'seen', 'samples_id_seq') order by 1
            """;

    @TempDir
    Path project;

    private Database db;
    private Database empty;
    private CliRunner there;

    @BeforeEach
    void makeBackup() {
        db = PostgresServer.any().createDatabase();
        empty = PostgresServer.any().createDatabase();
        db.run(
                "create role " + LAB_SQL,
                "create role " + WRITER,
                "create table samples (id serial primary key, owner text)",
                "insert into samples (owner) values ('a'), ('b')",
                "create view seen as select id from samples",
                "alter table samples owner to " + WRITER,
                "grant select on samples to " + LAB_SQL + " with grant option",
                "grant select on seen to public, " + WRITER);
        there = CliRunner.in(project).env("DATABASE_URL", empty.url());
    }

    @AfterEach
    void drop() {
        db.close();
        empty.close();
        dropRoles();
    }

    private CliRunner here() {
        return there.env("DATABASE_URL", db.url());
    }

    private void backUpAndLoseRoles() {
        assertThat(here().run("backup", "--name", "lab")).exits(0);
        db.close();
        dropRoles();
    }

    private void dropRoles() {
        try (var any = PostgresServer.any().createDatabase()) {
            any.run("drop role if exists " + LAB_SQL, "drop role if exists " + WRITER);
        }
    }

    @Test
    void owners_and_grants_come_back() {
        var facts = db.query(FACTS);
        assertThat(here().run("backup", "--name", "lab")).exits(0);
        assertThat(there.run("restore", "--confirm")).exits(0).neverSays("left out");
        assertThat(empty.query(FACTS)).isEqualTo(facts).hasSize(3);
        assertThat(empty.query(FACTS).getFirst()).contains(WRITER, LAB + " SELECTtrue");
    }

    /** Other versions of the server have other views there. */
    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void what_the_server_grants_on_its_information_schema_is_not_the_backup_s(PostgresServer server)
            throws IOException {
        try (var plain = server.createDatabase()) {
            plain.run("create table notes (id int primary key)", "grant select on notes to public");
            assertThat(there.env("DATABASE_URL", plain.url()).run("backup", "--name", "plain"))
                    .exits(0);
            var folder = BackupFolder.of(project);
            assertThat(Files.readString(folder.path(folder.only("plain")).resolve("postgresql/schema.sql")))
                    .contains("GRANT SELECT ON TABLE public.notes TO PUBLIC")
                    .doesNotContain("information_schema");
        }
    }

    @Test
    void missing_roles_are_listed_first_and_what_names_them_is_left_out() {
        backUpAndLoseRoles();
        var statement = "CREATE ROLE " + LAB_SQL + " NOLOGIN";
        assertThat(there.run("restore", "--dry-run"))
                .exits(0)
                .prints("role " + LAB + ": this server lacks it", statement, "role " + WRITER);
        assertThat(there.run("restore", "--confirm"))
                .exits(0)
                .says(statement, "owner of TABLE public.samples left out: role \"" + WRITER + "\" does not exist");
        assertThat(empty.query(FACTS).get(1)).startsWith("samples_id_seq postgres");
        assertThat(empty.query("select count(*) from samples")).containsExactly("2");
    }

    @OptionTest("restore --create-roles")
    void roles_are_created_without_login_when_asked() {
        var facts = db.query(FACTS);
        backUpAndLoseRoles();
        assertThat(there.run("restore", "--confirm", "--create-roles")).exits(0).neverSays("left out");
        assertThat(empty.query(FACTS)).isEqualTo(facts);
        assertThat(empty.query("select rolcanlogin from pg_roles where rolname = '" + WRITER + "'"))
                .containsExactly("f");
    }

    @OptionTest("restore --no-privileges")
    void without_owners_and_privileges_no_role_is_needed() {
        backUpAndLoseRoles();
        assertThat(there.run("restore", "--confirm", "--no-owner", "--no-privileges"))
                .exits(0)
                .neverSays("left out", "this server lacks");
        assertThat(empty.query("select count(*) from pg_class where relacl is not null and oid >= 16384"))
                .containsExactly("0");
    }

    @OptionTest("restore --no-owner")
    void no_owner_alone_still_grants() {
        assertThat(here().run("backup", "--name", "lab")).exits(0);
        assertThat(there.run("restore", "--confirm", "--no-owner")).exits(0);
        assertThat(empty.query(FACTS).getFirst()).startsWith("samples postgres").contains("SELECTtrue");
    }

    @Test
    void a_policy_is_never_left_out_for_a_missing_role() {
        db.run(
                "alter table samples enable row level security",
                "create policy \"for; labs\" on samples as restrictive for select to " + LAB_SQL
                        + " using (owner = 'a')");
        backUpAndLoseRoles();
        var refused = there.run("restore", "--confirm", "--no-owner", "--no-privileges");
        assertThat(refused)
                .exits(1)
                .warns(
                        "This server lacks roles that the backup names: " + LAB,
                        "policy",
                        "Add --create-roles",
                        "CREATE ROLE " + LAB_SQL);
        assertThat(empty.query("select count(*) from pg_class where relname = 'samples'"))
                .containsExactly("0");
        assertThat(there.run("restore", "--confirm", "--create-roles")).exits(0);
        assertThat(empty.query("select roles::text from pg_policies").getFirst())
                .contains("Reader");
    }

    @Test
    void what_this_role_may_not_do_is_left_out_in_a_line_each() {
        db.run(
                "create extension pg_stat_statements",
                "create function on_ddl() returns event_trigger language plpgsql as 'begin end'",
                "create event trigger watch on ddl_command_end execute function on_ddl()",
                "create publication everything for all tables",
                "create function c_language(internal) returns void language c as '$libdir/plpgsql', 'plpgsql_call_handler'");
        assertThat(here().run("backup", "--name", "lab")).exits(0);
        var owner = empty.createOwner();
        assertThat(there.env("DATABASE_URL", owner).run("restore", "--confirm", "--trust-structure"))
                .exits(0)
                .prints(
                        "extension pg_stat_statements left out: ",
                        "event trigger watch left out: ",
                        "publication everything left out: ",
                        "function public.c_language(internal) left out: ",
                        "owner of ",
                        " and 2 more left out: must be ");
        assertThat(empty.query("select count(*) from samples")).containsExactly("2");
        assertThat(empty.query("select has_table_privilege('" + WRITER + "', 'seen', 'select')"))
                .containsExactly("t");
    }
}
