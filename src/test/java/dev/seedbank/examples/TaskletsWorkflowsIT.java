package dev.seedbank.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresDigest;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The five workflows of Tasklets' guide, as its document now has them, and the structure that {@code schema/} declares. */
@Tag("program")
class TaskletsWorkflowsIT {
    @TempDir
    Path folder;

    private Database db;

    @BeforeEach
    void create() {
        Example.copy("tasklets", folder.resolve("tasklets"));
        db = PostgresServer.any().createDatabase();
    }

    @AfterEach
    void drop() {
        db.close();
    }

    private CliRunner on(Database database) {
        return CliRunner.in(folder.resolve("tasklets"))
                .env("DATABASE_URL", database.url())
                .timeout(Duration.ofMinutes(3));
    }

    private String count(String table) {
        return db.query("select count(*) from " + table).getFirst();
    }

    /** What the document lists for lookups and sample data. */
    private Map<String, String> sample() {
        return Map.of(
                "tenants", count("tenants"),
                "tags", count("tags"),
                "clients", count("clients"),
                "products", count("products"),
                "users", count("users"),
                "teams", count("teams"),
                "ideas", count("ideas"));
    }

    private static final Map<String, String> AS_LISTED = Map.of(
            "tenants", "1", "tags", "18", "clients", "3", "products", "4", "users", "8", "teams", "4", "ideas", "3");

    private CliRunner setUp() throws IOException {
        var seedbank = on(db);
        assertThat(seedbank.shell(Example.workflow(seedbank, "Fresh development setup")))
                .exits(0);
        return seedbank;
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void files_declare_what_migrations_make(PostgresServer server) {
        try (var empty = server.createDatabase()) {
            var seedbank = on(empty);
            assertThat(seedbank.run("push")).exits(0);
            assertThat(seedbank.run("schema", "diff"))
                    .exits(0)
                    .prints(
                            "main: the structure is what its migrations make",
                            "The migrations make what schema/ declares");
            assertThat(seedbank.run("push", "--dry-run")).exits(0).prints("main: 0 statements");
            assertThat(seedbank.run("generate", "--name", "nothing", "--dry-run"))
                    .exits(0)
                    .prints("main: nothing to do: the migrations make what schema/ declares");
        }
    }

    @Test
    void fresh_development_setup() throws IOException {
        var seedbank = on(db);
        assertThat(seedbank.shell(Example.workflow(seedbank, "Fresh development setup")))
                .exits(0)
                .prints("CREATE TABLE public.tenants", "Recorded main: baseline 6", "at version 6, none pending");
        assertThat(sample()).isEqualTo(AS_LISTED);
        assertThat(seedbank.run("schema", "diff")).exits(0);
    }

    @Test
    void reset_and_start_over() throws IOException {
        var seedbank = setUp();
        db.run("insert into tags (name, description, color, sort) values ('mine', 'x', '#000000', 99)");
        assertThat(seedbank.shell(Example.workflow(seedbank, "Reset and start over")))
                .exits(0)
                .prints("16 collections emptied", "main: 0 statements");
        assertThat(sample()).isEqualTo(AS_LISTED);
    }

    @Test
    void import_work_items() throws IOException {
        var seedbank = setUp();
        var workflow = Example.workflow(seedbank, "Import work items");
        assertThat(seedbank.shell(workflow)).exits(0);
        assertThat(count("epics")).isEqualTo("3");
        assertThat(count("features")).isEqualTo("5");
        assertThat(count("tasks")).isEqualTo("12");
        assertThat(db.query("select distinct p.name from epics e join products p on p.id = e.product_id"))
                .contains("Tasklets");
        var before = PostgresDigest.of(db);
        assertThat(seedbank.shell(workflow)).exits(0).prints("0 inserted");
        assertThat(PostgresDigest.of(db)).isEqualTo(before);
    }

    @Test
    void back_up_before_changes() throws IOException {
        var seedbank = setUp();
        var before = PostgresDigest.of(db);
        var steps = Example.workflow(seedbank, "Back up before changes")
                .split("# … .*\\n|\\n(?=seedbank restore --confirm)", -1);
        assertThat(steps).hasSize(3);
        assertThat(seedbank.shell(steps[0])).exits(0).prints("16 collections");
        for (var restore : new String[] {steps[1], steps[2]}) {
            db.run(
                    "delete from ideas",
                    "update users set name = 'x'",
                    "insert into tags (name, description, color, sort)" + " values ('risky', 'x', '#000000', 99)");
            assertThat(seedbank.shell(restore)).exits(0).says("before-");
            assertThat(PostgresDigest.of(db)).isEqualTo(before);
        }
    }

    @Test
    void production_setup() throws IOException {
        try (var real = PostgresServer.any().createDatabase()) {
            var elsewhere = on(real);
            assertThat(elsewhere.shell("seedbank init\nseedbank backup --name real"))
                    .exits(0);
            var backups = elsewhere.project().resolve("backups");
            try (var files = Files.newDirectoryStream(backups, "real-*")) {
                for (var file : files) {
                    Files.move(file, backups.resolve("production-backup.json"));
                }
            }
            var seedbank = on(db);
            var workflow = Example.workflow(seedbank, "Production setup")
                    .replace("--confirm-database tasklets", "--confirm-database " + db.name());
            assertThat(seedbank.shell(workflow)).exits(0).prints("marked as production", "none pending");
            assertThat(PostgresDigest.of(db)).isEqualTo(PostgresDigest.of(real));
            assertThat(seedbank.run("clean", "--profile", "prod", "--confirm")).exits(3);
            assertThat(seedbank.run("push", "--profile", "prod")).exits(0).prints("main: 0 statements");
        }
    }

    @Test
    void the_structure_changes_by_files_and_others_get_a_migration() throws IOException {
        var seedbank = setUp();
        var tickets = seedbank.project().resolve("schema/tickets.sql");
        Files.writeString(
                tickets, Files.readString(tickets).replace("\n);", ",\n    labels text[] NOT NULL DEFAULT '{}'\n);"));
        var steps = Example.workflow(seedbank, "Changing the structure")
                .split("(?<=\\n)(?=seedbank schema diff)|(?<=\\n)(?=seedbank migrate)", -1);
        assertThat(steps).hasSize(3);
        assertThat(seedbank.shell(steps[0]))
                .exits(0)
                .prints("ADD COLUMN labels text[]", "Created migrations/V7__add_ticket_labels.sql");
        assertThat(seedbank.shell(steps[1])).exits(5).prints("public.tickets", "1 migration not run here yet");
        assertThat(seedbank.shell(steps[2])).exits(0).prints("version 7 is applied");
        assertThat(seedbank.run("schema", "diff")).exits(0);
        assertThat(seedbank.run("status")).exits(0).prints("at version 7, none pending");

        try (var other = PostgresServer.any().createDatabase()) {
            var colleague = on(other);
            assertThat(colleague.run("migrate")).exits(0).prints("7 migrations, now at version 7");
            assertThat(colleague.run("push")).exits(0).prints("main: 0 statements");
            assertThat(colleague.run("migrate", "rollback", "--steps", "1", "--confirm"))
                    .exits(0);
            assertThat(other.query("select count(*) from information_schema.columns where column_name = 'labels'"))
                    .containsExactly("0");
        }
    }

    @Test
    void what_loses_data_takes_force_and_can_be_undone() throws IOException {
        var seedbank = setUp();
        var before = PostgresDigest.of(db);
        var products = seedbank.project().resolve("schema/products.sql");
        Files.writeString(products, Files.readString(products).replace("    repository   text,\n", ""));
        assertThat(seedbank.run("push")).exits(2).warns("this would lose data");
        assertThat(PostgresDigest.of(db)).isEqualTo(before);
        assertThat(seedbank.run("push", "--force", "--confirm")).exits(0).prints("DROP COLUMN repository");
        assertThat(seedbank.run("undo", "--confirm")).exits(0);
        assertThat(PostgresDigest.of(db)).isEqualTo(before);
    }

    @Test
    void goes_forward_back_and_begins_again() throws IOException {
        var seedbank = on(db);
        assertThat(seedbank.shell(Example.workflow(seedbank)))
                .exits(0)
                .prints("6 migrations, now at version 6", "V7__add_ticket_labels.sql", "now at version 7");
        assertThat(count("pg_tables where schemaname = 'public'")).isEqualTo("16");
        assertThat(count("tags")).isEqualTo("18");
        assertThat(seedbank.run("migrate", "lint", "--all")).exits(0);
        assertThat(seedbank.run("migrate", "rollback", "--version", "0", "--confirm"))
                .exits(0);
        assertThat(count("pg_class where relnamespace = 'public'::regnamespace"))
                .isEqualTo("0");
        assertThat(count("pg_type where typnamespace = 'public'::regnamespace")).isEqualTo("0");
        assertThat(seedbank.run("migrate")).exits(0);
    }
}
