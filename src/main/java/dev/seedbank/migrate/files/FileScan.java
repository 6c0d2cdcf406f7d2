package dev.seedbank.migrate.files;

import dev.seedbank.json.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Reads a file once, in constant memory: computes its checksum, checks that it is UTF-8, and collects its marks. The checksum is
 * that of the whole file, with both directions if it has both: the SHA-256 of its text without byte order mark, each line break
 * a line feed.
 */
final class FileScan {
    private static final int BUFFER = 1 << 14;
    private static final int MARK_SIZE = 3;

    private final String shown;
    private final MessageDigest digest = sha256();
    private final MarkScan marks;
    private final byte[] buffer = new byte[BUFFER];
    private final byte[] text = new byte[BUFFER];
    private boolean afterReturn;

    private FileScan(String shown, long start) {
        this.shown = shown;
        this.marks = new MarkScan(start);
    }

    /**
     * @throws dev.seedbank.failure.UsageFailure if it is not UTF-8
     * @throws dev.seedbank.failure.OperationFailed if it cannot be read
     */
    static SourceFile read(Path path, String name, String shown) {
        try (var in = Files.newInputStream(path)) {
            var head = in.readNBytes(MARK_SIZE);
            boolean marked = head.length == MARK_SIZE
                    && head[0] == (byte) 0xEF
                    && head[1] == (byte) 0xBB
                    && head[2] == (byte) 0xBF;
            var scan = new FileScan(shown, marked ? MARK_SIZE : 0);
            int kept = marked ? 0 : head.length;
            System.arraycopy(head, 0, scan.buffer, 0, kept);
            scan.all(in, kept);
            var checksum = "sha256:" + HexFormat.of().formatHex(scan.digest.digest());
            return new SourceFile(path, name, shown, checksum, scan.marks.end(), scan.marks.placeholder());
        } catch (IOException e) {
            throw Fault.unreadable(shown, e);
        }
    }

    /** @param kept how many bytes are in the buffer already */
    private void all(InputStream in, int kept) throws IOException {
        int filled = kept;
        while (true) {
            int read = in.readNBytes(buffer, filled, BUFFER - filled);
            filled += read;
            boolean last = filled < BUFFER;
            int complete = last ? filled : complete(filled);
            take(complete);
            if (last) {
                return;
            }
            System.arraycopy(buffer, complete, buffer, 0, filled - complete);
            filled -= complete;
        }
    }

    /** Where a character begins that is cut by the end of the buffer; else the end. */
    private int complete(int end) {
        for (int back = 1; back < 4; back++) {
            int octet = buffer[end - back] & 0xFF;
            if (octet >= 0xC0) {
                return Utf8.length(octet) > back ? end - back : end;
            }
        }
        return end;
    }

    private void take(int length) {
        if (!Utf8.isValid(buffer, 0, length)) {
            throw notUtf8(length);
        }
        int size = 0;
        for (int i = 0; i < length; i++) {
            byte next = buffer[i];
            marks.take(next);
            boolean second = next == '\n' && afterReturn;
            afterReturn = next == '\r';
            if (!second) {
                text[size++] = afterReturn ? (byte) '\n' : next;
            }
        }
        digest.update(text, 0, size);
    }

    private RuntimeException notUtf8(int length) {
        int at = 0;
        while (at < length) {
            int size = buffer[at] >= 0 ? 1 : Utf8.sequence(buffer, at, length);
            if (size == 0) {
                break;
            }
            marks.take(buffer[at]);
            at += size;
        }
        return Fault.at(shown, marks.line(), "the file is not UTF-8", "Save it as UTF-8.");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String utf8(byte[] bytes, int length) {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
