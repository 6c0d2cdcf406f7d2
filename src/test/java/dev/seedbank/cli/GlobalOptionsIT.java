package dev.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.FreePort;
import dev.seedbank.testing.OptionTest;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** What each option of all commands changes, on one command each. */
@Tag("program")
class GlobalOptionsIT {
    @TempDir
    Path project;

    private Database db;
    private CliRunner seedbank;

    @BeforeEach
    void fill() {
        db = PostgresServer.any().createDatabase();
        db.run("create table users (id int primary key)", "insert into users values (1)");
        seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
    }

    @AfterEach
    void drop() {
        db.close();
    }

    @OptionTest("--profile")
    void profile_chooses_the_settings_in_force() {
        seedbank.file("seedbank.yaml", """
                seedbank:
                  stores: {main: {url: "${DATABASE_URL}"}}
                "%test":
                  seedbank: {backups: {directory: of-the-tests}}
                """);
        assertThat(seedbank.run("config", "--profile", "test")).exits(0).prints("of-the-tests");
    }

    @OptionTest("--config")
    void config_names_another_settings_file() {
        seedbank.file("elsewhere/other.yaml", "seedbank:\n  stores: {elsewhere: {url: \"" + db.url() + "\"}}\n");
        assertThat(seedbank.without("DATABASE_URL").run("status", "--config", "elsewhere/other.yaml"))
                .exits(0)
                .prints("elsewhere");
    }

    @OptionTest("--store")
    void store_chooses_one_and_does_not_connect_to_the_others() {
        seedbank.file("seedbank.yaml", """
                seedbank:
                  stores:
                    main: {url: "${DATABASE_URL}"}
                    down: {url: "postgresql://localhost:%d/nothing"}
                """.formatted(FreePort.take()));
        assertThat(seedbank.run("status", "--store", "main"))
                .exits(0)
                .prints("main")
                .neverSays("down");
    }

    @OptionTest("--output")
    void output_makes_one_document_of_the_result() {
        var result = seedbank.run("status", "--output", "json");
        assertThat(result).exits(0).prints("\"rows\" : 1");
        assertThat(result.out()).startsWith("{").endsWith("}\n");
    }

    @OptionTest("--quiet")
    void quiet_prints_the_name_of_the_result_and_nothing_else() {
        var result = seedbank.run("backup", "--quiet");
        assertThat(result).exits(0);
        assertThat(result.out() + result.err()).matches("backup-[0-9T-]+\n");
    }

    @OptionTest("--verbose")
    void verbose_shows_the_details_behind_an_error() {
        var nobody = "postgresql://localhost:" + FreePort.take() + "/nothing";
        assertThat(seedbank.env("DATABASE_URL", nobody).run("backup", "--verbose"))
                .exits(4)
                .warns("\tat dev.seedbank.");
    }

    @OptionTest("--no-color")
    void no_color_leaves_colours_out_on_a_terminal() {
        try (var run = seedbank.onTerminal("clean", "--help", "--no-color")) {
            assertThat(run.await().out()).contains("Usage: seedbank clean").doesNotContain("\u001b[1m");
        }
    }

    @OptionTest("--help")
    void help_is_shown_and_nothing_else_is_done() {
        assertThat(seedbank.run("clean", "--confirm", "--help")).exits(0).prints("Usage: seedbank clean");
        assertThat(db.query("select count(*) from users")).containsExactly("1");
    }

    @OptionTest("--version")
    void version_is_shown_and_nothing_else_is_done() {
        assertThat(seedbank.run("clean", "--confirm", "--version")).exits(0).prints("seedbank 0.");
        assertThat(db.query("select count(*) from users")).containsExactly("1");
    }
}
