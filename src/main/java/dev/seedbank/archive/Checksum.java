package dev.seedbank.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HexFormat;

/** Computes SHA-256, in lower-case hexadecimal digits, and length of the bytes that pass through it. */
final class Checksum {
    private final Sha256 digest;
    private long bytes;

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

    long bytes() {
        return bytes;
    }

    /** The digest so far; later updates go on from it. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    static String of(byte[] content) {
        return HexFormat.of().formatHex(Sha256.ofJava().digest(content));
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
