package dev.seedbank.init;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.CliRun;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.OptionTest;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code init} in a project with migrations: waits, migrates, seeds; with {@code --reset} from empty. */
@Tag("program")
class InitMigrationsIT {
    private static final int REPLICAS = 5;

    @TempDir
    Path project;

    private Database db;
    private CliRunner seedbank;

    @BeforeEach
    void create() {
        db = PostgresServer.any().createDatabase();
        seedbank = CliRunner.in(project)
                .env("DATABASE_URL", db.url())
                .timeout(Duration.ofMinutes(3))
                .file("seedbank.yaml", "seedbank: {stores: {main: {url: '${DATABASE_URL}'}}}")
                .file("migrations/V1__users.sql", "create table users (id serial primary key, name text);")
                .file("migrations/V2__runs.sql", "create table runs (at timestamptz); insert into runs values (now());")
                .file("seeds/users.json", "[{\"name\": \"Ada\"}, {\"name\": \"Bo\"}, {\"name\": \"Bo\"}]");
    }

    @AfterEach
    void drop() {
        db.close();
    }

    @Test
    void migrates_then_seeds_and_a_second_time_does_nothing() {
        assertThat(seedbank.run("init", "--dry-run"))
                .exits(0)
                .prints("Would run:", "main/V1__users.sql", "Would seed then:", "seeds/users.json");
        assertThat(seedbank.run("init"))
                .exits(0)
                .prints("Marked as development", "Migrated main: 2 migrations, now at version 2", "3 inserted");
        assertThat(seedbank.run("init")).exits(0).prints("main is up to date at version 2", "3 skipped");
        assertThat(db.query("select count(*) from runs")).containsExactly("1");
        assertThat(seedbank.run("status")).exits(0).prints("migrations: at version 2, none pending");
    }

    /** As a deployment starts them: each migration once, each seed once, and none of them fails. */
    @Test
    void replicas_that_start_together_do_the_work_once() {
        startTogether(seedbank);
        assertThat(db.query("select count(*) from runs")).containsExactly("1");
        assertThat(db.query("select count(*) from users")).containsExactly("3");
        assertThat(db.query("select version || state from seedbank.migrations order by number"))
                .containsExactly("1done", "2done");
    }

    @Test
    void replicas_do_not_double_documents_without_a_key() {
        onMongo((server, name, content) -> {
            startTogether(content);
            assertThat(server.open(name).getCollection("users").countDocuments())
                    .isEqualTo(3);
        });
    }

    @Test
    void replicas_on_mongodb_do_the_work_of_migrations_once() {
        onMongo((server, name, content) -> {
            content.file("migrations/V1__users.yaml", "up:\n  - createIndex: {collection: users, key: {name: 1}}\n")
                    .file("migrations/V2__runs.yaml", "up:\n  - insertOne: {collection: runs, document: {n: 1}}\n");
            startTogether(content);
            var database = server.open(name);
            assertThat(database.getCollection("runs").countDocuments()).isEqualTo(1);
            assertThat(database.getCollection("users").countDocuments()).isEqualTo(3);
            assertThat(database.getCollection("_seedbank_migrations")
                            .find()
                            .map(it -> it.getString("version") + it.getString("state"))
                            .into(new ArrayList<>()))
                    .containsExactlyInAnyOrder("1done", "2done");
            assertThat(content.run("status")).exits(0).prints("migrations: at version 2, none pending");
        });
    }

    private interface OnMongo {
        void run(MongoServer server, String database, CliRunner content);
    }

    /** In this project without its migrations, which are PostgreSQL's. */
    private void onMongo(OnMongo test) {
        var server = MongoServer.any();
        var name = server.database();
        try {
            var content = CliRunner.in(project)
                    .env("DATABASE_URI", server.url(name))
                    .timeout(Duration.ofMinutes(3))
                    .file("seedbank.yaml", "seedbank: {stores: {content: {url: '${DATABASE_URI}'}}}");
            for (var path : List.of("migrations/V1__users.sql", "migrations/V2__runs.sql", "migrations")) {
                assertThat(project.resolve(path).toFile().delete()).isTrue();
            }
            test.run(server, name, content);
        } finally {
            server.drop(name);
        }
    }

    /** Five of {@code init}; none of them may fail. */
    private static void startTogether(CliRunner seedbank) {
        var runs = IntStream.range(0, REPLICAS)
                .mapToObj(_ -> seedbank.start("init", "--wait", "2m"))
                .toList();
        for (CliRun run : runs) {
            assertThat(run.endInput().await()).exits(0);
        }
    }

    @Test
    void a_failing_migration_ends_it_before_the_seeds() {
        seedbank.file("migrations/V3__broken.sql", "insert into nowhere values (1);");
        assertThat(seedbank.run("init")).exits(1).warns("V3__broken.sql", "nowhere");
        assertThat(db.query("select count(*) from users")).containsExactly("0");
        assertThat(seedbank.run("migrate", "status")).exits(5).prints("1 pending");
        assertThat(seedbank.run("status"))
                .exits(5)
                .prints("at version 2, 1 pending: V3__broken.sql", "1 failed: V3__broken.sql");
    }

    @OptionTest("init --confirm")
    void production_migrates_without_a_question() {
        assertThat(seedbank.run("init", "--profile", "prod", "--confirm"))
                .exits(0)
                .says("To run:", "main/V1__users.sql");
    }

    @OptionTest("init --reset")
    void begins_from_empty() {
        assertThat(seedbank.run("init")).exits(0);
        db.run("create table by_hand (id int)", "insert into users (name) values ('Eve')");
        assertThat(seedbank.run("init", "--reset", "--confirm"))
                .exits(0)
                .says("Safety backup")
                .prints("Reset main: 3 collections dropped", "now at version 2", "3 inserted", "To undo this");
        assertThat(db.query("select to_regclass('by_hand') is null")).containsExactly("t");
    }

    @OptionTest("init --confirm-database")
    void begins_from_empty_by_the_databases_name() {
        assertThat(seedbank.env("AI_AGENT", "1").run("init", "--reset", "--confirm-database", db.name()))
                .exits(0);
    }

    @OptionTest("init --no-safety-backup")
    void begins_from_empty_without_a_safety_backup() {
        assertThat(seedbank.run("init")).exits(0);
        assertThat(seedbank.run("init", "--reset", "--confirm", "--no-safety-backup"))
                .exits(0);
        assertThat(BackupFolder.of(project).names()).isEmpty();
    }

    @Test
    void an_option_without_effect_is_refused() {
        assertThat(seedbank.run("init", "--no-safety-backup")).exits(2).warns("--no-safety-backup is for init --reset");
    }

    @Test
    void production_is_never_begun_from_empty() {
        assertThat(seedbank.run("init", "--reset", "--profile", "prod", "--confirm", "--confirm-database", db.name()))
                .exits(3)
                .warns("'init --reset' is refused in production");
    }
}
