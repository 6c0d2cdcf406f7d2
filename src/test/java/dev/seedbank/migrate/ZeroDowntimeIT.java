package dev.seedbank.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of docs/zero-downtime.md, on a table that has rows and a reader. */
@Tag("program")
class ZeroDowntimeIT {
    private static final Pattern BLOCK = Pattern.compile("```sql\\n-- (migrations/\\S+)\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path project;

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void each_file_hurts_nobody_and_runs(PostgresServer server) throws IOException {
        var blocks = BLOCK.matcher(Files.readString(Path.of("docs/zero-downtime.md")));
        try (var db = server.createDatabase()) {
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
            int count = 0;
            while (blocks.find()) {
                seedbank.file(blocks.group(1), blocks.group(2));
                assertThat(seedbank.run("migrate", "lint")).as(blocks.group(1)).exits(0);
                assertThat(seedbank.run("migrate")).as(blocks.group(1)).exits(0);
                if (count++ == 0) {
                    db.run(
                            "insert into teams values (1, 'one')",
                            "insert into users select n, 'u' || n || '@example.com', 'User ' || n, 1 from generate_series(1, 2500) n");
                }
            }
            assertThat(count).isEqualTo(16);
            assertThat(
                            db.query(
                                    "select count(distinct token) || ' ' || count(distinct full_name) || ' ' || count(role) from users"))
                    .containsExactly("2500 2500 2500");
            assertThat(db.query("select name from groups")).containsExactly("one");
        }
    }
}
