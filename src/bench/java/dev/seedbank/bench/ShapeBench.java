package dev.seedbank.bench;

import dev.seedbank.bench.Child.Sample;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresDigest;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Databases of unusual shapes: out, and in again into an empty database, where tables, keys and indexes are made too. */
final class ShapeBench {
    private final Path folder;
    private final int rows;

    ShapeBench(Path folder, int rows) {
        this.folder = folder;
        this.rows = rows;
    }

    List<String> run(int rounds) throws Exception {
        if (!Child.exists("psql")) {
            return List.of("PostgreSQL's shapes are left out: psql is not on the PATH of this machine.");
        }
        var server = PostgresServer.forBench();
        var lines = new ArrayList<String>();
        for (var shape : PostgresShape.all(rows)) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(run(shape, server, rounds));
        }
        return lines;
    }

    private List<String> run(PostgresShape shape, PostgresServer server, int rounds) throws Exception {
        System.out.println("Making " + shape.title() + " on " + server);
        var project = Files.createDirectories(folder.resolve("shape"));
        try (var database = server.createDatabase("bench_shape")) {
            for (var one : shape.setup()) {
                database.run(one);
            }
            database.run("vacuum analyze", "checkpoint");
            var lines = new ArrayList<>(List.of(shape.title() + ".", ""));
            lines.addAll(backups(shape, database, project).run(rounds));
            if (shape.restored()) {
                lines.add("");
                lines.addAll(new Restores(server, PostgresDigest.of(database), project)
                        .contest()
                        .run(rounds));
            }
            return lines;
        } finally {
            Scratch.delete(project);
        }
    }

    private static Contest backups(PostgresShape shape, Database database, Path project) {
        var contest = new Contest("backup");
        var ways = new PostgresBackups(database.url(), project);
        if (!shape.copied().isEmpty()) {
            ways.copyTo(contest, shape.copied());
        }
        if (shape.restored()) {
            ways.dumpTo(contest, dump(project));
        }
        ways.seedbankTo(contest);
        return contest;
    }

    private static Path dump(Path project) {
        return project.resolve("shape.dump");
    }

    /** Each into a database of its own, which is dropped again. */
    private record Restores(PostgresServer server, Map<String, String> before, Path project) {
        Contest contest() {
            String[] restore = {"restore", "--confirm", "--no-safety-backup"};
            var contest = new Contest("restore into an empty database");
            if (Child.exists("pg_restore") && Child.exists("pg_dump")) {
                contest.way(
                        "`pg_restore`",
                        () -> run(url ->
                                Child.of("pg_restore", "-d", url, dump(project).toString())));
            }
            contest.way(
                    "`seedbank restore`, JVM with -Xmx96m",
                    () -> run(url -> Child.seedbank(project, "DATABASE_URL", url, restore)));
            if (Child.binary(project, "DATABASE_URL", "", restore).isPresent()) {
                contest.way(
                        "`seedbank restore`, native binary",
                        () -> run(url -> Child.binary(project, "DATABASE_URL", url, restore)
                                .orElseThrow()));
            }
            return contest;
        }

        private Sample run(Way way) throws Exception {
            try (var empty = server.createDatabase("bench_empty")) {
                empty.run("checkpoint");
                var sample = way.into(empty.url()).run();
                if (!PostgresDigest.of(empty).equals(before)) {
                    throw new IllegalStateException("the tables are not what they were");
                }
                return sample;
            }
        }
    }

    private interface Way {
        Child into(String url);
    }
}
