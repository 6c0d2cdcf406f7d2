package dev.seedbank.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.Capability;
import dev.seedbank.testing.CliResult;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoDigest;
import dev.seedbank.testing.MongoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The largest documents of MongoDB, among small ones and in several collections. The JVM has the small heap that is promised;
 * of the binary, which decides on its heap itself, all memory is measured that it has at any time.
 */
@Tag("program")
class ResidentIT {
    private static final int LARGEST = 16 * 1024 * 1024;

    /** What a document has beside its binary data. */
    private static final int ENVELOPE = 36;

    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** In MiB: beside the program itself and its nursery the driver's message, and the buffer that it keeps from another. */
    private static final int READING = 88;

    /** From a server that puts several of the largest documents in one answer, which the driver reads in one piece. */
    private static final int READING_MORE = 120;

    /** For an insert the driver makes two copies, and the largest documents begin one more buffer. */
    private static final int WRITING = 130;

    @TempDir
    Path project;

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void the_largest_documents(MongoServer server) throws Exception {
        server.assumes(Capability.LARGE_DOCUMENTS);
        var name = server.database();
        var random = new Random(1);
        for (var collection : new String[] {"files", "more"}) {
            var documents = server.open(name).getCollection(collection);
            var bytes = new byte[LARGEST - ENVELOPE];
            random.nextBytes(bytes);
            documents.insertOne(new Document("content", new Binary(bytes)));
            documents.insertMany(IntStream.range(0, 6_000)
                    .mapToObj(n -> new Document("n", n).append("text", "small document, one of many, number " + n))
                    .toList());
            documents.insertOne(new Document("words", "\"ünï\"\n".repeat(LARGEST / 16)));
        }
        var seedbank = CliRunner.in(project)
                .env("DATABASE_URI", server.url(name))
                .jvm(CliRunner.isBinary() ? "-Xmx1g" : "-Xmx96m")
                .timeout(LIMIT);
        var before = MongoDigest.of(server.open(name));
        run(seedbank, server.equals(MongoServer.any()) ? READING : READING_MORE, "backup");
        run(seedbank, WRITING, "clean", "--confirm", "--no-safety-backup");
        run(seedbank, WRITING, "restore", "--confirm", "--no-safety-backup");
        assertThat(MongoDigest.of(server.open(name))).isEqualTo(before);
        server.drop(name);
    }

    private static void run(CliRunner seedbank, int most, String... arguments) throws Exception {
        long peak = 0;
        CliResult result;
        try (var run = seedbank.start(arguments).endInput()) {
            for (long end = System.nanoTime() + LIMIT.toNanos(); run.isAlive() && System.nanoTime() < end; ) {
                peak = Math.max(peak, resident(run.pid()));
                Thread.sleep(20);
            }
            result = run.await();
        }
        assertThat(result).exits(0);
        if (CliRunner.isBinary()) {
            assertThat(peak).as("MiB of " + String.join(" ", arguments)).isLessThan(most);
        }
    }

    /** The most so far, in MiB; 0 where the system does not tell, or of a process that has ended. */
    private static long resident(long process) {
        try (var lines = Files.lines(Path.of("/proc/" + process + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }
}
