package dev.seedbank.bench;

import com.mongodb.client.model.InsertManyOptions;
import dev.seedbank.bench.Child.Sample;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bson.Document;
import org.bson.RawBsonDocument;

/** One large seed file, into an empty table or collection, and once more, when every row of it is there. */
final class SeedBench {
    private static final int BATCH = 1000;

    private static final String ROW =
            "{\"_id\": %1$d, \"email\": \"person%1$d@example.com\", \"name\": \"Person %1$d\", \"age\": %2$d, \"note\": \"some words about person %1$d\"}";

    private final Path folder;
    private final int rows;

    SeedBench(Path folder, int rows) {
        this.folder = folder;
        this.rows = rows;
    }

    List<String> run(int rounds) throws Exception {
        var lines = new ArrayList<String>();
        var project = Files.createDirectories(folder.resolve("seed"));
        try {
            var seeds = Files.createDirectories(project.resolve("seeds")).resolve("people.json");
            write(seeds, "[\n", "\n]\n", ",\n", ROW);
            lines.add("A seed file of %,d rows (%.0f MB of JSON) with a key and a second unique field."
                    .formatted(rows, Files.size(seeds) / 1e6));
            lines.add("");
            lines.addAll(postgres(project, Files.size(seeds) / 1e6, rounds));
            lines.add("");
            lines.addAll(mongo(project, Files.size(seeds) / 1e6, rounds));
            return lines;
        } finally {
            Scratch.delete(project);
        }
    }

    private List<String> postgres(Path project, double megabytes, int rounds) throws Exception {
        if (!Child.exists("psql")) {
            return List.of("PostgreSQL is left out: psql is not on the PATH of this machine.");
        }
        var server = PostgresServer.forBench();
        try (var database = server.createDatabase("bench_seed")) {
            database.run(
                    "create table people (_id int primary key, email text not null unique, name text, age int, note text)");
            var text = project.resolve("people.copy");
            write(
                    text,
                    "",
                    "\n",
                    "\n",
                    "%1$d\tperson%1$d@example.com\tPerson %1$d\t%2$d\tsome words about person %1$d");
            var copy = Child.of(
                    "psql",
                    "-X",
                    "-q",
                    "-v",
                    "ON_ERROR_STOP=1",
                    "-d",
                    database.url(),
                    "-1",
                    "-c",
                    "truncate people",
                    "-c",
                    "\\copy people from '" + text + "'");
            var contest = new Contest("PostgreSQL seed", megabytes)
                    .way("psql `COPY … FROM STDIN` of the same rows", () -> {
                        empty(database);
                        return copy.run();
                    });
            var jvm = Child.seedbank(project, "DATABASE_URL", database.url(), "seed");
            contest.way("`seedbank seed`, JVM with -Xmx96m", () -> {
                empty(database);
                return all(database, jvm.run());
            });
            contest.way("the same again: all rows are there", jvm::run);
            Child.binary(project, "DATABASE_URL", database.url(), "seed").ifPresent(binary -> {
                contest.way("`seedbank seed`, native binary", () -> {
                    empty(database);
                    return all(database, binary.run());
                });
                contest.way("the same again, native binary", binary::run);
            });
            return contest.run(rounds);
        }
    }

    private List<String> mongo(Path project, double megabytes, int rounds) throws Exception {
        var server = MongoServer.any();
        var name = server.database("bench_seed");
        try {
            var url = server.url(name);
            var contest = new Contest("MongoDB seed (" + server + ")", megabytes)
                    .way("driver, `insertMany` in batches of " + BATCH, () -> {
                        empty(server, name);
                        return insert(server, name);
                    });
            var jvm = Child.seedbank(project, "DATABASE_URI", url, "seed");
            contest.way("`seedbank seed`, JVM with -Xmx96m", () -> {
                empty(server, name);
                return all(server, name, jvm.run());
            });
            contest.way("the same again: all documents are there", jvm::run);
            Child.binary(project, "DATABASE_URI", url, "seed").ifPresent(binary -> {
                contest.way("`seedbank seed`, native binary", () -> {
                    empty(server, name);
                    return all(server, name, binary.run());
                });
                contest.way("the same again, native binary", binary::run);
            });
            return contest.run(rounds);
        } finally {
            server.drop(name);
        }
    }

    /** @param row with the number and the age of a person */
    private void write(Path file, String begin, String end, String between, String row) throws IOException {
        try (var out = Files.newBufferedWriter(file)) {
            out.write(begin);
            for (int n = 1; n <= rows; n++) {
                out.write((n == 1 ? "" : between) + row.formatted(n, n % 90));
            }
            out.write(end);
        }
    }

    /** Also flushes what earlier runs left to be written, so that nobody pays for another. */
    private static void empty(Database database) {
        database.run("truncate people", "checkpoint");
    }

    private Sample all(Database database, Sample sample) {
        if (!database.query("select count(*) from people").equals(List.of(Integer.toString(rows)))) {
            throw new IllegalStateException("not all rows are there");
        }
        return sample;
    }

    private static void empty(MongoServer server, String name) {
        var people = server.open(name).getCollection("people");
        people.drop();
        people.createIndex(new Document("email", 1), new com.mongodb.client.model.IndexOptions().unique(true));
    }

    private Sample all(MongoServer server, String name, Sample sample) {
        if (server.open(name).getCollection("people").countDocuments() != rows) {
            throw new IllegalStateException("not all documents are there");
        }
        return sample;
    }

    /** Making the documents is not counted. */
    private Sample insert(MongoServer server, String name) {
        var people = server.open(name).getCollection("people", RawBsonDocument.class);
        var batch = new ArrayList<RawBsonDocument>();
        long nanos = 0;
        for (int n = 1; n <= rows; n++) {
            batch.add(RawBsonDocument.parse(String.format(Locale.ROOT, ROW, n, n % 90)));
            if (batch.size() == BATCH || n == rows) {
                long begin = System.nanoTime();
                people.insertMany(batch, new InsertManyOptions().ordered(false));
                nanos += System.nanoTime() - begin;
                batch.clear();
            }
        }
        return new Sample(nanos / 1e9, 0);
    }
}
