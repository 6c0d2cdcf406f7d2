package dev.seedbank.seed.rows;

import dev.seedbank.backend.SeedRefusal;
import dev.seedbank.json.ByteWindow;
import dev.seedbank.json.JsonInput;
import dev.seedbank.json.JsonScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the text of a row's values, one after the other; a row that is too large to be held in memory is refused before it is.
 */
final class ValueText {
    /** More than a document of MongoDB needs; what is larger is streamed by a restore, which a seed cannot do. */
    private static final int MAX_ROW = 32 << 20;

    private static final int SMALL = 1 << 16;

    private final JsonInput in;
    private final String shown;
    private final ByteWindow.Pieces keep = this::keep;
    private final ByteWindow.Pieces count = (bytes, from, to) -> measure(to - from);
    private byte[] held = new byte[SMALL];
    private int size;
    private long rowStart;
    private long rowLength;

    ValueText(JsonInput in, String shown) {
        this.in = in;
        this.shown = shown;
    }

    void beginRow() {
        rowStart = in.offset();
        if (held.length > SMALL) {
            held = new byte[SMALL];
        }
    }

    /** The next value. */
    String of(JsonScanner scanner) throws IOException {
        size = 0;
        measureSoFar();
        scanner.value(keep);
        return new String(held, 0, size, StandardCharsets.UTF_8);
    }

    /** Skips the next value. */
    void skip(JsonScanner scanner) throws IOException {
        measureSoFar();
        scanner.value(count);
    }

    /** Measures all of the row before the next value, including names. */
    private void measureSoFar() {
        rowLength = in.offset() - rowStart;
        measure(0);
    }

    private void keep(byte[] bytes, int from, int to) {
        int length = to - from;
        measure(length);
        if (length > held.length - size) {
            held = Arrays.copyOf(held, Math.min(Math.max(held.length * 2, size + length), MAX_ROW));
        }
        System.arraycopy(bytes, from, held, size, length);
        size += length;
    }

    private void measure(int length) {
        rowLength += length;
        if (rowLength > MAX_ROW) {
            throw SeedRefusal.inFile(
                    shown,
                    in.line(),
                    "a row of more than %d MiB is too large for a seed".formatted(MAX_ROW >> 20),
                    "Split it, or load the file with seedbank restore, which reads rows of any size.");
        }
    }
}
