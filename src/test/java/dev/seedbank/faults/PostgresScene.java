package dev.seedbank.faults;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresDigest;
import dev.seedbank.testing.PostgresServer;
import dev.seedbank.testing.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A project on PostgreSQL with three tables and enough in them that a command does not end at once: parents, children that
 * refer to them, and a table without a key. Its owner is no superuser.
 */
record PostgresScene(Path project, Database database, Database owner) implements AutoCloseable {
    static PostgresScene on(PostgresServer server, Path project) throws java.io.IOException {
        Files.createDirectories(project);
        var database = server.createDatabase();
        var owner = database.as(database.createOwner());
        owner.run(
                "create table parents (id int primary key, name text not null unique)",
                "create table children (id int primary key, parent_id int not null references parents, body jsonb)",
                "create table strays (at timestamptz, note text)",
                "create sequence counter");
        return new PostgresScene(project, database, owner);
    }

    /** @param version the rows of one differ from those of another, in number and in content */
    PostgresScene fill(int version, int size) {
        owner.run(
                "truncate parents, children, strays",
                "insert into parents select n, 'parent %d-' || n from generate_series(1, %d) n"
                        .formatted(version, size / 10 + version),
                "insert into children select n, 1 + n %% %d, jsonb_build_object('v', %d, 'text', repeat('x', n %% 90)) "
                                .formatted(size / 10, version)
                        + "from generate_series(1, %d) n".formatted(size + 7 * version),
                "insert into strays select 'epoch'::timestamptz + n * interval '1 s', 'stray %d' from generate_series(1, %d) n"
                        .formatted(version, size / 20 + version),
                "select setval('counter', " + (100 + version) + ")");
        return this;
    }

    CliRunner seedbank() {
        return CliRunner.in(project).env("DATABASE_URL", database.url());
    }

    CliRunner seedbankAsOwner() {
        return CliRunner.in(project).env("DATABASE_URL", owner.url());
    }

    Map<String, String> digest() {
        return PostgresDigest.of(database);
    }

    /** Without sequences, which no transaction takes back. */
    Map<String, String> tables() {
        return digest().entrySet().stream()
                .filter(entry -> entry.getValue().contains("rows"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Waits until the server has noticed that a killed client has gone, and has rolled back or committed what it did. */
    void awaitNobody() {
        var others = "select count(*) from pg_stat_activity where datname = current_database() "
                + "and pid <> pg_backend_pid() and backend_type = 'client backend'";
        Waiting.until(
                "the killed program's session ends",
                () -> database.query(others).equals(java.util.List.of("0")));
    }

    @Override
    public void close() {
        database.close();
    }
}
