package dev.seedbank.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import at.favre.lib.crypto.bcrypt.BCrypt;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PgBouncer;
import dev.seedbank.testing.PostgresDigest;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Apex Agents' guide to its database: every flow that the document names, as the example's own document now has it. */
@Tag("program")
class ApexAgentsIT {
    private static final String PUBLIC_TABLES = "select count(*) from pg_tables where schemaname = 'public'";

    @TempDir
    Path folder;

    private final Database db = PostgresServer.any().createDatabase();

    @AfterEach
    void drop() {
        db.close();
    }

    private CliRunner project() {
        Example.copy("apex-agents", folder.resolve("apex-agents"));
        return on(db);
    }

    private CliRunner on(Database database) {
        return CliRunner.in(folder.resolve("apex-agents"))
                .env("DATABASE_URL", database.url())
                .timeout(Duration.ofMinutes(3));
    }

    private static String count(Database database, String table) {
        return database.query("select count(*) from " + table).getFirst();
    }

    /** In a file of {@code schema/}. */
    private void edit(String table, String before, String after) throws IOException {
        var file = folder.resolve("apex-agents/schema/tables/" + table + ".sql");
        var text = Files.readString(file);
        assertThat(text).contains(before);
        Files.writeString(file, text.replace(before, after));
    }

    private void describesAgents() throws IOException {
        edit("agents", "    CONSTRAINT agents_pkey", "    description text,\n    CONSTRAINT agents_pkey");
    }

    @Test
    void begins_seeds_resets_and_undoes() throws IOException {
        var seedbank = project();
        assertThat(seedbank.shell(Example.workflow(seedbank)))
                .exits(0)
                .prints("3 down scripts tried", "3 migrations, now at version 3", "Left alone: main: it has data");
        assertThat(db.query(PUBLIC_TABLES)).containsExactly("17");
        assertThat(seedbank.run("migrate", "lint", "--all")).exits(0);
        assertThat(seedbank.run("migrate", "rollback", "--version", "0", "--confirm"))
                .exits(0);
        assertThat(db.query(PUBLIC_TABLES)).containsExactly("0");
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void files_declare_what_migrations_make(PostgresServer server) {
        project();
        try (var empty = server.createDatabase()) {
            assertThat(on(empty).run("push")).exits(0);
            assertThat(empty.query(PUBLIC_TABLES)).containsExactly("17");
            assertThat(on(empty).run("schema", "diff"))
                    .exits(0)
                    .prints("the structure is what its migrations make", "The migrations make what schema/ declares");
        }
    }

    @Test
    void is_pushed_without_migration_files() throws IOException {
        var seedbank = project();
        assertThat(seedbank.shell(Example.workflow(seedbank, "Without migration files")))
                .exits(0)
                .prints("Dry run: nothing was changed", "main: 0 statements: the database is as schema/ declares");
        assertThat(count(db, "users")).isEqualTo("3");
        assertThat(seedbank.run("migrate", "baseline", "--version", "3")).exits(0);
        assertThat(seedbank.run("status")).exits(0).prints("at version 3, none pending");
        assertThat(seedbank.run("reset", "--confirm")).exits(0);
        assertThat(count(db, "users")).isEqualTo("3");
    }

    @ParameterizedTest
    @CsvSource({
        "admin@apexagents.test, Admin123!, admin, enterprise",
        "test@apexagents.test,  Test123!,  user,  pro",
        "demo@apexagents.test,  Demo123!,  user,  trial",
    })
    void the_test_users_are_those_of_the_document(String email, String password, String role, String tier) {
        var seedbank = project();
        assertThat(seedbank.shell("seedbank push\nseedbank seed --if-empty")).exits(0);
        var user = "from users where email = '%s'".formatted(email);
        assertThat(db.query("select role || ' ' || tier " + user)).containsExactly(role + " " + tier);
        var hash = db.query("select password_hash " + user).getFirst();
        assertThat(BCrypt.verifyer().verify(password.toCharArray(), hash).verified)
                .isTrue();
    }

    @Test
    void seeds_what_the_document_lists_and_skips_a_database_with_data() {
        var seedbank = project();
        assertThat(seedbank.shell("seedbank push\nseedbank seed --if-empty")).exits(0);
        assertThat(count(db, "organizations")).isEqualTo("2");
        assertThat(db.query("select type from agents order by 1")).containsExactly("analysis", "research", "writing");
        assertThat(db.query("select name from workflows")).containsExactly("Research & Report");
        assertThat(count(db, "knowledge_base")).isEqualTo("2");
        assertThat(count(db, "executions")).isEqualTo("1");

        db.run("delete from executions");
        assertThat(seedbank.run("seed", "--if-empty")).exits(0).prints("Left alone: main: it has data");
        assertThat(count(db, "executions")).isEqualTo("0");
        assertThat(seedbank.run("reset", "--dry-run")).exits(5).warns("push has made it", "seedbank reset --structure");
        assertThat(seedbank.run("reset", "--structure", "--dry-run")).exits(0);
        assertThat(count(db, "executions")).isEqualTo("0");
    }

    @Test
    void has_the_indexes_that_the_document_lists() {
        assertThat(project().run("push")).exits(0);
        var indexed = db.query(
                "select replace(substring(indexdef from ' ON public\\.(.*)'), ' USING btree', '') from pg_indexes"
                        + " where schemaname = 'public'");
        assertThat(indexed)
                .contains(
                        "users (email)",
                        "users (organization_id)",
                        "agents (organization_id)",
                        "agents (type, status)",
                        "workflows (status)",
                        "executions (started_at DESC NULLS LAST)",
                        "knowledge_base (embedding_id)");
    }

    @Test
    void a_change_goes_from_development_to_staging_to_production() throws IOException {
        var seedbank = project();
        try (var staging = PostgresServer.any().createDatabase();
                var production = PostgresServer.any().createDatabase()) {
            assertThat(seedbank.shell("seedbank migrate\nseedbank seed --if-empty"))
                    .exits(0);
            assertThat(on(staging).run("init", "--profile", "staging")).exits(0);
            assertThat(on(production).run("init", "--profile", "prod", "--confirm"))
                    .exits(0);
            assertThat(count(production, "users")).isEqualTo("0");
            var before = PostgresDigest.of(staging);
            describesAgents();

            assertThat(seedbank.shell(Example.workflow(seedbank, "In development")))
                    .exits(0)
                    .prints(
                            "Created migrations/V4__agent_descriptions.sql",
                            "now at version 4",
                            "main: 0 statements: the database is as schema/ declares");
            assertThat(on(staging).shell(Example.workflow(seedbank, "On staging")))
                    .exits(0)
                    .prints("now at version 4", "the structure is what its migrations make");
            assertThat(on(production).shell(Example.workflow(seedbank, "In production")))
                    .exits(0)
                    .prints("now at version 4", "at version 4, none pending");
            for (var database : new Database[] {db, staging, production}) {
                assertThat(database.query("select count(*) from information_schema.columns where table_name = 'agents'"
                                + " and column_name = 'description'"))
                        .containsExactly("1");
            }
            assertThat(on(staging).run("migrate", "rollback", "--version", "3", "--profile", "staging", "--confirm"))
                    .exits(0);
            assertThat(PostgresDigest.of(staging)).isEqualTo(before);
        }
    }

    @Test
    void what_loses_data_is_refused_forced_and_undone() throws IOException {
        var seedbank = project();
        assertThat(seedbank.shell("seedbank push\nseedbank seed --if-empty")).exits(0);
        var before = PostgresDigest.of(db);
        edit("users", "    tier character varying(20) DEFAULT 'trial'::character varying NOT NULL,\n", "");
        edit("knowledge_base", "    title text NOT NULL", "    title character varying(12) NOT NULL");

        assertThat(seedbank.run("push"))
                .exits(2)
                .warns(
                        "this would lose data",
                        "table public.users: 3 values of column \"tier\"",
                        "seedbank push --force");
        assertThat(PostgresDigest.of(db)).isEqualTo(before);
        var steps = Example.workflow(seedbank, "What loses data").split("(?=seedbank undo)", -1);
        assertThat(seedbank.shell(steps[0])).exits(0).prints("LOSES");
        assertThat(seedbank.run("push")).exits(0).prints("main: 0 statements");
        assertThat(db.query("select max(length(title)) from knowledge_base")).containsExactly("12");
        assertThat(seedbank.shell(steps[1])).exits(0);
        assertThat(PostgresDigest.of(db)).isEqualTo(before);
    }

    @Test
    void production_is_not_forced_and_not_reset() throws IOException {
        var seedbank = project();
        assertThat(seedbank.run("init", "--profile", "prod", "--confirm")).exits(0);
        db.run("insert into organizations (name, slug) values ('Real', 'real')");
        edit("organizations", "    plan character varying(20) DEFAULT 'starter'::character varying NOT NULL,\n", "");
        assertThat(seedbank.run("push", "--profile", "prod", "--confirm"))
                .exits(2)
                .warns(
                        "table public.organizations: 1 value of column \"plan\"",
                        "In production that takes a migration");
        assertThat(seedbank.run("push", "--force", "--profile", "prod", "--confirm"))
                .exits(3);
        assertThat(seedbank.run("push", "--force", "--confirm")).exits(3);
        assertThat(seedbank.run("reset", "--profile", "prod", "--confirm")).exits(3);
        assertThat(db.query("select plan from organizations")).containsExactly("starter");
    }

    /** {@code DATABASE_URL} leads through a pooler, {@code DATABASE_URL_UNPOOLED} past it. */
    @Test
    void works_through_a_pooler_with_a_direct_url_beside_it() throws IOException {
        var pooler = PgBouncer.before(db);
        assumeTrue(pooler.isPresent(), "no pooler on this machine");
        try (var pool = pooler.get()) {
            var seedbank = project().env("DATABASE_URL", pool.url()).env("DATABASE_URL_UNPOOLED", db.url());
            assertThat(seedbank.shell(Example.workflow(seedbank))).exits(0);
            describesAgents();
            assertThat(seedbank.shell(Example.workflow(seedbank, "In development")))
                    .exits(0);
            edit("agents", "    description text,\n", "");
            assertThat(seedbank.shell(Example.workflow(seedbank, "What loses data")))
                    .exits(0);
            assertThat(seedbank.run("status")).exits(0);
        }
    }

    @Test
    void says_what_is_wrong_with_the_connection() {
        var seedbank = project();
        assertThat(seedbank.env("DATABASE_URL", "postgresql://127.0.0.1:1/apex_agents")
                        .run("push"))
                .exits(4)
                .warns("127.0.0.1:1");
        assertThat(seedbank.env("DATABASE_URL", "host/database").run("seed"))
                .exits(2)
                .warns("Store 'main': its url is not a database URL");
    }
}
