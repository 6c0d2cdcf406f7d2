package dev.seedbank.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliResult;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server repeats the value that it refuses, however long it is. */
@Tag("program")
class LongValuesIT {
    @TempDir
    Path project;

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void an_error_shows_only_the_ends_of_one(PostgresServer server) {
        try (var db = server.createDatabase()) {
            db.run("create table users (id text primary key, at date)");
            var key = "k".repeat(200_000);
            var rows = "[{\"id\": \"%s\"}, {\"id\": \"%s\"}]".formatted(key, key);
            requireShort(restore(db, rows), "kkk…kkk", ") already exists.");
            var date = "d".repeat(1_000_000);
            requireShort(restore(db, "[{\"id\": \"1\", \"at\": \"%s\"}]".formatted(date)), "ddd…ddd", "row 1");
            var seedbank = seedbank(db).file("seeds/users.json", "[{\"id\": \"1\", \"at\": \"%s\"}]".formatted(date));
            requireShort(seedbank.run("seed"), "ddd…ddd", "seeds/users.json:1");
        }
    }

    private CliResult restore(Database db, String rows) {
        return seedbank(db)
                .file("tables.json", "{\"tables\": {\"users\": %s}}".formatted(rows))
                .run("restore", "tables.json", "--confirm");
    }

    private CliRunner seedbank(Database db) {
        return CliRunner.in(project).env("DATABASE_URL", db.url());
    }

    private static void requireShort(CliResult result, String... parts) {
        assertThat(result).exits(1).warns(parts);
        assertThat(result.err()).hasSizeLessThan(1_000);
    }
}
