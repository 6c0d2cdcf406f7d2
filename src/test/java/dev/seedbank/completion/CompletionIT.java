package dev.seedbank.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What shells offer, in a project and without a database. */
@Tag("program")
class CompletionIT {
    @TempDir
    Path project;

    private CliRunner seedbank;

    @BeforeEach
    void aProject() {
        seedbank = CliRunner.in(project)
                .file("seedbank.yaml", """
                        seedbank:
                          stores:
                            main:
                              url: postgresql://ada:s3cret@127.0.0.1:1/shop
                            content:
                              url: ${CONTENT_URL}
                        "%staging":
                          seedbank:
                            environment: test
                        """)
                .file(".env", "CONTENT_URL=mongodb://ada:s3cret@127.0.0.1:1/content\n")
                .file("seeds/users.json", "[]")
                .file("seeds/my table.json", "[]")
                .file("seeds/demo/orders.csv", "id\n")
                .file("backups/backup-2026-01-02T00-00-00/metadata.json", "{}")
                .file("backups/old-2025-01-02T00-00-00/metadata.json", "{}")
                .file("backups/.partial-1/x", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "re                         | restore reset",
                "backup ver                 | verify",
                "--store ''                 | main content",
                "-s c                       | content",
                "status --store=m           | --store=main",
                "--profile ''               | dev test prod staging",
                "restore ''                 | backup-2026-01-02T00-00-00 old-2025-01-02T00-00-00",
                "backup show o              | old-2025-01-02T00-00-00",
                "restore --backup b         | backup-2026-01-02T00-00-00",
                "seed ''                    | status default demo",
                "backup --consistency ''    | auto snapshot collection",
                "seed default d             | default demo",
                "clean --collection ''      | 'my table' orders users",
                "clean --table u            | users",
                "restore --rename us        | users=",
                "restore --conf             | --confirm --confirm-database --config",
                "restore --confirm --conf   | --confirm-database --config",
                "status --output ''         | text json",
                "completion z               | zsh",
                "backup list --st           | ''",
                "init --allow               | ''",
                "backup --name x            | ''",
                "help se                    | seed",
                "schema ''                  | diff",
                "push --f                   | --force",
                "help backup ''             | list show verify delete",
                "help backup list ''        | ''",
                "nothing ''                 | init status backup restore clean reset seed migrate index model push pull generate schema maintenance undo config completion help",
            })
    void offers_what_can_be_typed(String typed, String offered) {
        var result = asked("fish", typed);
        var expected = offered.equals("''") ? new String[0] : words(offered);
        assertThat(result.lines().findFirst()).contains("names");
        assertThat(result.lines().skip(1).map(line -> line.split("\t", 2)[0])).containsExactly(expected);
    }

    @Test
    void leaves_files_to_the_shell() {
        assertThat(asked("bash", "status --config ''")).isEqualTo("files\n");
        assertThat(asked("bash", "push ''")).isEqualTo("files\n");
        assertThat(asked("bash", "push --plan ''")).isEqualTo("files\n");
    }

    @Test
    void tells_fish_and_zsh_what_a_name_means() {
        assertThat(asked("fish", "stat"))
                .isEqualTo(
                        "names\nstatus\tShow connections, environments, migrations (exit code 5 if pending), collections and backups.\n");
        assertThat(asked("zsh", "stat"))
                .isEqualTo(
                        "names\nstatus:Show connections, environments, migrations (exit code 5 if pending), collections and backups.\n");
        assertThat(asked("bash", "stat")).isEqualTo("names\nstatus\n");
    }

    @Test
    void knows_the_collections_of_a_backup() {
        try (Database database = PostgresServer.any().createDatabase()) {
            database.run("create table invoices (id int)", "create schema audit", "create table audit.log (id int)");
            var backup = seedbank.env("SEEDBANK_STORES_MAIN_URL", database.url())
                    .run("backup", "--store", "main", "--quiet");
            assertThat(backup).exits(0);
            assertThat(asked("bash", "restore " + backup.out().strip() + " --collection ''"))
                    .isEqualTo("names\naudit.log\ninvoices\n");
            assertThat(asked("bash", "restore --rename inv")).isEqualTo("names\ninvoices=\n");
            var part = seedbank.env("SEEDBANK_STORES_MAIN_URL", database.url())
                    .run("backup", "--store", "main", "--collection", "audit.log", "--name", "part");
            assertThat(part).exits(0);
            assertThat(asked("bash", "clean --collection inv")).isEqualTo("names\ninvoices\n");
        }
    }

    @Test
    void fails_quietly_and_tells_no_secret() {
        seedbank.file("seedbank.yaml", "seedbank: [");
        assertThat(asked("bash", "--store ''")).isEqualTo("names\n");
        assertThat(asked("bash", "stat")).isEqualTo("names\nstatus\n");
        assertThat(asked("tcsh", "stat")).isEqualTo("names\n");
        for (var typed : new String[] {"''", "--store ''", "restore ''", "--config x --store ''"}) {
            assertThat(asked("bash", typed)).doesNotContain("s3cret");
        }
    }

    @ParameterizedTest
    @CsvSource({"bash, bash, -n", "zsh, zsh, -n", "fish, fish, --no-execute"})
    void scripts_are_good_syntax(String shell, String program, String check) {
        assumeThere(program);
        assertThat(seedbank.shell("seedbank completion %s > script; %s %s script".formatted(shell, program, check)))
                .exits(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "seedbank backup ver        | verify",
                "seedbank restore old       | old-2025-01-02T00-00-00",
                "seedbank --output j        | json",
                "seedbank --output = j      | json",
                "seedbank clean --table my  | my\\ table",
                "seedbank --config seed     | ''",
            })
    void bash_completes(String line, String expected) {
        var words = line.split(" +", -1);
        var quoted = Stream.of(words).map(word -> "'" + word + "'").toList();
        var script = """
                seedbank completion bash > script
                cat > ask <<'END'
                source ./script
                COMP_WORDS=(%s); COMP_CWORD=%d
                _seedbank "$(command -v seedbank)" "${COMP_WORDS[COMP_CWORD]}" ""
                printf '%%s\\n' "${COMPREPLY[@]}"
                END
                bash ask
                """.formatted(String.join(" ", quoted), words.length - 1);
        assertThat(seedbank.shell(script).out().strip()).isEqualTo(expected.equals("''") ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "seedbank backup ver        | verify",
                "seedbank restore old       | old-2025-01-02T00-00-00",
                "seedbank -p stag           | staging",
                "seedbank --output=j        | --output=json",
                "seedbank --config seed     | seedbank.yaml",
            })
    void fish_completes(String line, String expected) {
        assumeThere("fish");
        var script = """
                seedbank completion fish > script
                fish --no-config -c "source ./script; complete -C '%s'"
                """.formatted(line);
        assertThat(seedbank.shell(script).out().lines().map(it -> it.split("\t", 2)[0]))
                .contains(expected);
    }

    /** In a terminal of its own, because zsh completes only where it reads a line. */
    @Test
    void zsh_completes() {
        assumeThere("zsh");
        var script = """
                seedbank completion zsh > script
                cat > ask <<'END'
                zmodload zsh/zpty
                zpty shell 'zsh -f -i'
                zpty -w shell 'autoload -U compinit; compinit -u -D; source ./script; PS1=; echo rea""dy'
                while zpty -r shell out; do [[ $out == *ready* ]] && break; done
                for i in {0..299}; do
                    # What is typed before the shell reads a line is lost on a busy machine: typed again, on an empty line.
                    (( i % 60 )) || zpty -w -n shell $'\\x15seedbank restore old\\t'
                    sleep 0.1
                    zpty -r -t shell out && said+=$out
                    [[ $said == *old-2025-01-02T00-00-00* ]] && echo completed && break
                done
                zpty -d shell
                END
                zsh -f ask
                """;
        assertThat(seedbank.shell(script)).prints("completed");
    }

    private String asked(String shell, String typed) {
        var words = Stream.concat(Stream.of("__complete", shell), Stream.of(words(typed)));
        var result = seedbank.run(words.toArray(String[]::new));
        assertThat(result).exits(0);
        assertThat(result.err()).isEmpty();
        return result.out();
    }

    /** Two quotes are an empty word; blanks within quotes stay. */
    private static String[] words(String text) {
        if (text.equals("''")) {
            return text.isEmpty() ? new String[0] : new String[] {""};
        }
        return Stream.of(text.split(" +(?=(?:[^']*'[^']*')*[^']*$)", -1))
                .map(word -> word.replace("'", ""))
                .toArray(String[]::new);
    }

    private static void assumeThere(String program) {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":")).anyMatch(it -> Files.isExecutable(Path.of(it, program))),
                program + " is not installed");
    }
}
