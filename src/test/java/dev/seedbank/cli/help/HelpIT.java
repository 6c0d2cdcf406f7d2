package dev.seedbank.cli.help;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.internal.build.MongoDriverVersion;
import dev.seedbank.testing.CliRunner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.DriverInfo;

/** What the program says about itself, and what shells and {@code man} make of it. */
@Tag("program")
class HelpIT {
    @TempDir
    Path project;

    /** A further option takes the long way, through picocli and with all services. */
    @ParameterizedTest
    @ValueSource(
            strings = {"", "backup", "backup verify", "init", "migrate baseline", "migrate rollback", "completion"})
    void the_quick_answer_is_the_one_that_picocli_gives(String command) {
        var words =
                Stream.of(command.split(" ")).filter(word -> !word.isEmpty()).toList();
        var quick = CliRunner.in(project).run(with(words, "--help"));
        var slow = CliRunner.in(project).run(with(words, "--help", "--no-color"));
        assertThat(quick).exits(0).prints("Usage: seedbank");
        assertThat(slow).exits(0);
        assertThat(quick.out()).isEqualTo(slow.out());
        var asked = CliRunner.in(project).run(with(List.of("help"), words.toArray(new String[0])));
        assertThat(asked).exits(0);
        assertThat(asked.out()).isEqualTo(quick.out());
    }

    @Test
    void the_program_alone_prints_its_help() {
        var help = CliRunner.in(project).run("--help").out();
        assertThat(CliRunner.in(project).run()).exits(0);
        assertThat(CliRunner.in(project).run().out()).isEqualTo(help);
        assertThat(CliRunner.in(project).run("help", "--no-color").out()).isEqualTo(help);
        assertThat(CliRunner.in(project).run("help", "help").out()).contains("Usage: seedbank help");
    }

    @Test
    void help_is_as_wide_as_the_terminal() {
        var narrow = CliRunner.in(project)
                .env("COLUMNS", "60")
                .run("restore", "--help")
                .out();
        assertThat(narrow.lines().filter(line -> !line.contains("seedbank restore ")))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(60));
        var wide = CliRunner.in(project)
                .env("COLUMNS", "200")
                .run("restore", "--help")
                .out();
        assertThat(wide.lines().count()).isLessThan(narrow.lines().count());
    }

    @Test
    void lists_only_options_that_do_something() {
        assertThat(CliRunner.in(project).run("config", "--help")).neverSays("--confirm", "--no-safety-backup");
        assertThat(CliRunner.in(project).run("backup", "list", "--help")).neverSays("--store", "--dry-run");
        assertThat(CliRunner.in(project).run("clean", "--help")).neverSays("--allow-production");
    }

    @Test
    void colours_are_for_terminals() {
        try (var run = CliRunner.in(project).onTerminal("backup", "--help")) {
            assertThat(run.await().out()).contains("Usage: \u001b[1mseedbank backup");
        }
        try (var run = CliRunner.in(project).env("NO_COLOR", "1").onTerminal("backup", "--help")) {
            assertThat(run.await().out()).contains("Usage: seedbank backup");
        }
        var piped = CliRunner.in(project).env("TERM", "xterm").run("backup", "--help");
        assertThat(piped.out()).contains("Usage: seedbank backup");
    }

    @Test
    void every_command_knows_the_version() {
        var version = CliRunner.in(project).run("--version").out();
        assertThat(CliRunner.in(project).run("status", "-V").out()).isEqualTo(version);
        assertThat(CliRunner.in(project).run("backup", "verify", "--version").out())
                .isEqualTo(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V"})
    void the_version_names_all_that_matters_for_a_report(String option) throws IOException {
        var facts = new Properties();
        try (InputStream in = HelpIT.class.getResourceAsStream("/seedbank.version")) {
            facts.load(in);
        }
        assertThat(CliRunner.in(project).run(option))
                .exits(0)
                .prints("seedbank " + facts.getProperty("version"), "Java 25", "PostgreSQL JDBC 42.", "MongoDB 5.");
        assertThat(facts.getProperty("commit")).matches("[0-9a-f]{7,}|unknown");
    }

    /** The pom repeats their versions, because Maven cannot ask Quarkus for them. */
    @Test
    void the_version_tells_the_truth_about_the_drivers() {
        assertThat(CliRunner.in(project).run("--version"))
                .prints("PostgreSQL JDBC " + DriverInfo.DRIVER_VERSION)
                .prints("MongoDB " + MongoDriverVersion.VERSION);
    }

    @Test
    void every_command_has_a_manual_page_that_mandoc_finds_no_fault_with() throws Exception {
        assertThat(CliRunner.in(project).run("man", "man1")).exits(0);
        try (var pages = Files.list(project.resolve("man1"))) {
            var names =
                    pages.map(page -> page.getFileName().toString()).sorted().toList();
            assertThat(names).contains("seedbank.1", "seedbank-backup-verify.1", "seedbank-init.1");
            assertThat(names).doesNotContain("seedbank-man.1");
            assumeThere("mandoc");
            for (var name : names) {
                assertThat(run("mandoc", "-T", "lint", "-W", "warning,stop", "man1/" + name))
                        .as(name)
                        .isEmpty();
            }
            assertThat(run("mandoc", "-T", "ascii", "man1/seedbank-init.1").replaceAll(".\b", ""))
                    .contains("seedbank init --quick --wait 2m", "EXIT STATUS", "130");
        }
    }

    private static String[] with(List<String> words, String... more) {
        return Stream.concat(words.stream(), Stream.of(more)).toArray(String[]::new);
    }

    private static void assumeThere(String program) {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":")).anyMatch(it -> Files.isExecutable(Path.of(it, program))),
                program + " is not installed");
    }

    /** What it says on both outputs. */
    private String run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
