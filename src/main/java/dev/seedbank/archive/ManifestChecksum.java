package dev.seedbank.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * The last field of a manifest: the SHA-256 of the whole text with that field's own digits as zeros, so that a flipped bit in a
 * count or a sequence's value is found like one in a row. The text passes by; only its end is held.
 */
final class ManifestChecksum {
    static final String ZEROS = "0".repeat(64);
    private static final Pattern FIELD = Pattern.compile("\"checksum\" ?: ?\"([0-9a-f]{64})\"\\s*}\\s*$");
    /** Bytes in which the field and the end of the text must be. */
    private static final int TAIL = 256;

    private ManifestChecksum() {}

    /** Opens the text from a place on. */
    interface Source {
        InputStream open(long offset) throws IOException;
    }

    /** Whether the text ends with such a field, correct or not: truncated text does not. */
    static boolean isThere(Source source, long length) throws IOException {
        return FIELD.matcher(new String(tail(source, length), StandardCharsets.ISO_8859_1))
                .find();
    }

    private static byte[] tail(Source source, long length) throws IOException {
        try (var in = source.open(Math.max(0, length - TAIL))) {
            return in.readAllBytes();
        }
    }

    /** Whether the text has such a field, and it is right. */
    static boolean matches(Source source, long length) throws IOException {
        long tailAt = Math.max(0, length - TAIL);
        byte[] tail = tail(source, length);
        var field = FIELD.matcher(new String(tail, StandardCharsets.ISO_8859_1));
        if (!field.find()) {
            return false;
        }
        var checksum = new Checksum();
        try (var in = source.open(0)) {
            var buffer = new byte[1 << 16];
            for (long left = tailAt; left > 0; ) {
                int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (read < 0) {
                    return false;
                }
                checksum.update(buffer, 0, read);
                left -= read;
            }
        }
        System.arraycopy(ZEROS.getBytes(StandardCharsets.US_ASCII), 0, tail, field.start(1), ZEROS.length());
        checksum.update(tail, 0, tail.length);
        return checksum.hex().equals(field.group(1));
    }

    /** Passes the text on and puts the checksum in the place of the zeros that stand for it. */
    static final class Output extends OutputStream {
        private final OutputStream target;
        private final Checksum checksum = new Checksum();
        private final byte[] tail = new byte[TAIL];
        private int held;

        Output(OutputStream target) {
            this.target = target;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            int passed = Math.max(0, held + length - TAIL);
            int passedHeld = Math.min(passed, held);
            pass(tail, 0, passedHeld);
            pass(buffer, offset, passed - passedHeld);
            System.arraycopy(tail, passedHeld, tail, 0, held - passedHeld);
            held -= passedHeld;
            int rest = length - (passed - passedHeld);
            System.arraycopy(buffer, offset + length - rest, tail, held, rest);
            held += rest;
        }

        /** Writes the end. The target stays open. */
        void finish() throws IOException {
            checksum.update(tail, 0, held);
            var end = new String(tail, 0, held, StandardCharsets.ISO_8859_1);
            int at = end.lastIndexOf(ZEROS);
            System.arraycopy(checksum.hex().getBytes(StandardCharsets.US_ASCII), 0, tail, at, ZEROS.length());
            target.write(Arrays.copyOf(tail, held));
        }

        private void pass(byte[] buffer, int offset, int length) throws IOException {
            checksum.update(buffer, offset, length);
            target.write(buffer, offset, length);
        }
    }
}
