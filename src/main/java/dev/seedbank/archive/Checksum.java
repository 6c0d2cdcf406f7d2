package dev.seedbank.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** SHA-256 of what passes, with its length and its lines; in lower-case hexadecimal digits. */
final class Checksum {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long NEWLINES = 0x0a0a0a0a0a0a0a0aL;
    /** All bits of eight bytes but the highest of each. */
    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;

    private final Sha256 digest;
    private long bytes;
    private long newlines;

    Checksum() {
        this(new Sha256());
    }

    private Checksum(Sha256 digest) {
        this.digest = digest;
    }

    void update(byte[] buffer, int offset, int length) {
        digest.update(buffer, offset, length);
        bytes += length;
    }

    /** Also counts line ends, for reading a section again. */
    void updateCountingLines(byte[] buffer, int offset, int length) {
        update(buffer, offset, length);
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

    long bytes() {
        return bytes;
    }

    long newlines() {
        return newlines;
    }

    /** The digest so far; later updates go on from it. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    static String of(byte[] content) {
        return HexFormat.of().formatHex(Sha256.ofJava().digest(content));
    }

    /** Reads to the end. */
    static Checksum of(InputStream in, byte[] buffer, java.util.function.LongConsumer progress) throws IOException {
        var checksum = new Checksum();
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            checksum.updateCountingLines(buffer, 0, n);
            progress.accept(n);
        }
        return checksum;
    }

    /** Passes bytes on and takes their checksum; closing it leaves the target open. */
    static final class Output extends OutputStream {
        private final OutputStream target;
        private final Checksum checksum;

        Output(OutputStream target) {
            this(target, new Checksum());
        }

        private Output(OutputStream target, Checksum checksum) {
            this.target = target;
            this.checksum = checksum;
        }

        /** For what may become large, although it begins with little. */
        static Output large(OutputStream target) {
            return new Output(target, new Checksum(Sha256.large()));
        }

        Checksum checksum() {
            return checksum;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            target.write(buffer, offset, length);
            checksum.update(buffer, offset, length);
        }

        @Override
        public void flush() throws IOException {
            target.flush();
        }
    }

    /** Takes the checksum of what is read. */
    static final class Input extends InputStream {
        private final InputStream in;
        private final Checksum checksum = new Checksum();

        Input(InputStream source) {
            this.in = source;
        }

        Checksum checksum() {
            return checksum;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = in.read(buffer, offset, length);
            if (n > 0) {
                checksum.update(buffer, offset, n);
            }
            return n;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
