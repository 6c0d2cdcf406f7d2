package dev.seedbank.archive;

import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A JSON array with one row per line, so that rows can be counted by their line ends. */
final class JsonRows implements RowFormat {
    private static final byte[] OPENING = "[\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLOSING = "\n]".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EMPTY = "[]".getBytes(StandardCharsets.US_ASCII);

    @Override
    public String label() {
        return "json";
    }

    @Override
    public String extension() {
        return ".json";
    }

    @Override
    public byte[] opening() {
        return OPENING;
    }

    @Override
    public byte[] closing(boolean any) {
        return any ? CLOSING : EMPTY;
    }

    @Override
    public Counter counter() {
        return new Lines();
    }

    @Override
    public InputStream json(InputStream rows) {
        return rows;
    }

    /** Line ends, eight bytes at a time. */
    static final class Lines implements Counter {
        private static final VarHandle LONGS =
                MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
        private static final long NEWLINES = 0x0a0a0a0a0a0a0a0aL;
        /** All bits of eight bytes but the highest of each. */
        private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;

        private long newlines;

        @Override
        public void update(byte[] buffer, int offset, int length) {
            int at = offset;
            for (int words = offset + length - Long.BYTES; at <= words; at += Long.BYTES) {
                newlines += newlines((long) LONGS.get(buffer, at));
            }
            for (; at < offset + length; at++) {
                newlines += buffer[at] == '\n' ? 1 : 0;
            }
        }

        /** How many of eight bytes are line ends: those become zero, and only in a zero byte the highest bit stays clear. */
        private static int newlines(long word) {
            long others = word ^ NEWLINES;
            long low = (others & LOW_BITS) + LOW_BITS;
            return Long.BYTES - Long.bitCount((low | others) & ~LOW_BITS);
        }

        long newlines() {
            return newlines;
        }

        /** One line is the opening. */
        @Override
        public long rows() {
            return Math.max(0, newlines - 1);
        }
    }
}
