package dev.seedbank.migrate.files;

import dev.seedbank.backend.migration.ScriptText;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Objects;

/**
 * The bytes of a file from {@code start} to before {@code end}, as text.
 *
 * @param end {@link Long#MAX_VALUE} for the end of the file
 */
record FileText(SourceFile file, long start, long end) implements ScriptText {
    /** @throws IOException also if the file is not what it was when the folder was read: it would be recorded as what it was then */
    @Override
    public Reader open() throws IOException {
        if (!file.isUnchanged()) {
            throw new IOException("it was changed after this command had read it; run the command again");
        }
        var in = Files.newInputStream(file.path());
        try {
            in.skipNBytes(start);
            var strict = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
            return new LineFeeds(new InputStreamReader(new Part(in, end - start), strict));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** The next bytes of a stream, which it closes. */
    private static final class Part extends InputStream {
        private final InputStream in;
        private long left;

        Part(InputStream in, long length) {
            this.in = in;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, into.length);
            if (left == 0) {
                return -1;
            }
            int read = in.read(into, offset, (int) Math.min(left, length));
            left -= Math.max(read, 0);
            return read;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /** Makes each line break, CR LF or CR, a line feed. */
    private static final class LineFeeds extends FilterReader {
        private boolean afterReturn;

        LineFeeds(Reader in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var one = new char[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(char[] into, int offset, int length) throws IOException {
            while (true) {
                int read = in.read(into, offset, length);
                int kept = keep(into, offset, Math.max(read, 0));
                if (kept > 0 || read <= 0) {
                    return read <= 0 ? read : kept;
                }
            }
        }

        private int keep(char[] text, int from, int length) {
            int to = from;
            for (int at = from; at < from + length; at++) {
                char next = text[at];
                boolean second = next == '\n' && afterReturn;
                afterReturn = next == '\r';
                if (!second) {
                    text[to++] = afterReturn ? '\n' : next;
                }
            }
            return to - from;
        }
    }
}
