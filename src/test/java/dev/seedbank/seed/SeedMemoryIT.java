package dev.seedbank.seed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Seed files of 200 MB, read by a process that has 96 MB. */
class SeedMemoryIT {
    private static final int ROWS = 1_000_000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"users.json", "users.ndjson", "users.csv"})
    void a_file_larger_than_memory_is_read(String name) throws Exception {
        var file = folder.resolve(name);
        write(file);
        assertThat(Files.size(file)).isGreaterThan(200_000_000);
        var log = folder.resolve("log");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Reader.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(log)).isZero();
    }

    /** The process. */
    static final class Reader {
        private Reader() {}

        public static void main(String... arguments) {
            var path = Path.of(arguments[0]);
            var file = new SeedFile(path, "seeds/users", "users", Optional.empty(), Optional.empty());
            long count = 0;
            try (var rows = file.open()) {
                for (; rows.hasNext(); count++) {
                    rows.next();
                }
            }
            if (count != ROWS) {
                throw new IllegalStateException(count + " rows");
            }
        }
    }

    private static void write(Path file) throws IOException {
        var name = file.toString();
        var text = "x".repeat(190);
        try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write(name.endsWith(".csv") ? "id,name\n" : name.endsWith(".json") ? "[" : "");
            for (int i = 0; i < ROWS; i++) {
                row(out, name, i, text);
            }
            out.write(name.endsWith(".json") ? "]" : "");
        }
    }

    private static void row(BufferedWriter out, String name, int i, String text) throws IOException {
        if (name.endsWith(".csv")) {
            out.write(1_000_000_000L + i + ",\"" + text + "\"\n");
        } else {
            out.write((i > 0 && name.endsWith(".json") ? "," : "") + "{\"id\":" + (1_000_000_000L + i) + ",\"name\":\""
                    + text + "\"}\n");
        }
    }
}
