package dev.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --quiet} prints the name of the result, for a script's variable, and nothing else. */
@Tag("program")
class QuietIT {
    @TempDir
    Path project;

    @Test
    void prints_only_names() {
        try (Database database = PostgresServer.any().createDatabase()) {
            database.run("create table users (id int primary key)", "insert into users values (1)");
            var seedbank =
                    CliRunner.in(project).env("DATABASE_URL", database.url()).file("seeds/users.json", "[{\"id\": 2}]");
            var name = said(seedbank, "backup");
            assertThat(name).matches("backup-[0-9T-]+\n");
            assertThat(said(seedbank, "backup", "list")).isEqualTo(name);
            assertThat(said(seedbank, "backup", "show")).isEqualTo(name);
            assertThat(said(seedbank, "backup", "verify")).isEqualTo(name);
            assertThat(said(seedbank, "backup", "--dry-run")).isEqualTo("postgresql/users\n");
            assertThat(said(seedbank, "status")).isEqualTo("postgresql\n");
            assertThat(said(seedbank, "seed")).isEmpty();
            assertThat(said(seedbank, "clean", "-y")).isEmpty();
            assertThat(said(seedbank, "restore", name.strip(), "-y")).isEqualTo(name);
            assertThat(said(seedbank, "backup", "delete", name.strip(), "--confirm-backup", name.strip()))
                    .isEqualTo(name);
        }
    }

    @Test
    void still_says_what_failed() {
        var seedbank = CliRunner.in(project).env("DATABASE_URL", "postgresql://127.0.0.1:1/x");
        var result = seedbank.run("status", "--quiet");
        assertThat(result).exits(4).warns("✘ Store 'postgresql'");
        assertThat(result.out()).isEmpty();
    }

    private static String said(CliRunner seedbank, String... arguments) {
        var words = new String[arguments.length + 1];
        System.arraycopy(arguments, 0, words, 0, arguments.length);
        words[arguments.length] = "--quiet";
        var result = seedbank.run(words);
        assertThat(result).exits(0);
        assertThat(result.err()).isEmpty();
        return result.out();
    }
}
