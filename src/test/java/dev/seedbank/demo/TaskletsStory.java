package dev.seedbank.demo;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresDigest;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** {@code examples/tasklets}: PostgreSQL, three seed sets, each backup one file. */
final class TaskletsStory extends Story {
    private final PostgresServer server;
    private final Database database;

    TaskletsStory(PostgresServer server, Path project) {
        var made = server.createDatabase("tasklets");
        super("tasklets", CliRunner.in(project).env("DATABASE_URL", made.url()));
        this.server = server;
        this.database = made;
    }

    @Override
    String tell() throws IOException {
        title("Tasklets: PostgreSQL " + server.major());
        run("migrate");
        run("seed", "lookups");
        run("seed", "lookups");
        run("seed", "sample", "work");
        return backUpWipeRestoreUndo();
    }

    @Override
    Map<String, String> digest() {
        return PostgresDigest.of(database);
    }

    @Override
    public void close() {
        database.close();
    }
}
