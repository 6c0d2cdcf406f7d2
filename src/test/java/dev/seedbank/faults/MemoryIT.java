package dev.seedbank.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.Capability;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoDigest;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.PostgresDigest;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any amount of data goes through a small heap: {@code -Drows=5000000} for the size that the project promises. */
@Tag("program")
class MemoryIT {
    private static final int ROWS = Integer.getInteger("rows", 300_000);
    private static final String HEAP = "-Xmx96m";
    private static final int LARGEST = 16 * 1024 * 1024 - 4096;

    @TempDir
    Path project;

    @Test
    void many_rows_of_postgres() {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run(
                    "create table readings (id bigint primary key, sensor text not null, at timestamptz, "
                            + "value numeric, details jsonb, raw bytea, tags text[])",
                    "insert into readings select n, 'sensor ' || n % 1000, 'epoch'::timestamptz + n * interval '1 s', "
                            + "n / 7.0, jsonb_build_object('n', n, 'ok', n % 2 = 0), decode(md5(n::text), 'hex'), "
                            + "array['a', n::text] from generate_series(1, " + ROWS + ") n");
            roundTrip(seedbank("DATABASE_URL", db.url()), () -> PostgresDigest.of(db));
        }
    }

    /** A JSON value must be in the memory as a whole: one that it cannot hold cannot be backed up, and that is told in words. */
    @Test
    void says_that_the_memory_does_not_suffice() {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run(
                    "create table files (id int primary key, content json)",
                    "insert into files values (1, to_json(repeat('x', 100000000)))");
            assertThat(CliRunner.in(project)
                            .env("DATABASE_URL", db.url())
                            .jvm("-Xmx48m")
                            .run("backup"))
                    .exits(1)
                    .warns("Not enough memory")
                    .neverSays("\tat ", "OutOfMemoryError");
            assertThat(BackupFolder.of(project).names()).isEmpty();
            assertThat(BackupFolder.of(project).leftovers()).isEmpty();
        }
    }

    /** Larger than the whole heap. */
    @Test
    void text_and_bytes_of_postgres_stream_through() {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run(
                    "create table files (id int primary key, words text, content bytea)",
                    "insert into files values (1, repeat(E'tab\t\"quoted\" ünïcödé\n', 2000000), "
                            + "decode(repeat('00ff', 15000000), 'hex'))");
            roundTrip(seedbank("DATABASE_URL", db.url()).jvm("-Xmx48m"), () -> PostgresDigest.of(db));
        }
    }

    /** A field of PostgreSQL may be larger than MongoDB's largest document. */
    @Test
    void large_fields_of_postgres() {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run(
                    "create table files (id int primary key, content bytea, words text)",
                    "insert into files select n, decode(repeat(md5(n::text), 150000), 'hex'), "
                            + "repeat('\"quoted\" ünïcödé ' || n || E'\\n', 100000) from generate_series(1, 6) n");
            roundTrip(seedbank("DATABASE_URL", db.url()), () -> PostgresDigest.of(db));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void the_largest_document_among_many(MongoServer server) {
        server.assumes(Capability.LARGE_DOCUMENTS);
        var name = server.database();
        var random = new Random(1);
        var many = server.open(name).getCollection("readings");
        int count = server.kind() == MongoServer.Kind.JAVA ? 2_000 : Math.min(ROWS / 3, 200_000);
        for (int from = 0; from < count; from += 1000) {
            var batch = new ArrayList<Document>();
            for (int n = from; n < from + 1000; n++) {
                batch.add(new Document("_id", n)
                        .append("value", random.nextDouble())
                        .append("text", "reading " + n));
            }
            many.insertMany(batch);
        }
        var bytes = new byte[LARGEST];
        random.nextBytes(bytes);
        var files = server.open(name).getCollection("files");
        files.insertOne(new Document("_id", 1).append("content", new Binary(bytes)));
        files.insertOne(new Document("_id", 2).append("words", "\"ünï\"\n".repeat(LARGEST / 10)));
        files.insertOne(new Document("_id", 3));
        roundTrip(seedbank("DATABASE_URI", server.url(name)), () -> MongoDigest.of(server.open(name)));
        server.drop(name);
    }

    private CliRunner seedbank(String variable, String url) {
        return CliRunner.in(project).env(variable, url).jvm(HEAP).timeout(Duration.ofSeconds(60 + ROWS / 5_000));
    }

    private static void roundTrip(CliRunner seedbank, Supplier<Map<String, String>> digest) {
        var before = digest.get();
        assertThat(seedbank.run("backup")).exits(0);
        assertThat(seedbank.run("clean", "--confirm", "--no-safety-backup")).exits(0);
        assertThat(digest.get()).isNotEqualTo(before);
        assertThat(seedbank.run("restore", "--confirm", "--no-safety-backup")).exits(0);
        assertThat(digest.get()).isEqualTo(before);
    }
}
