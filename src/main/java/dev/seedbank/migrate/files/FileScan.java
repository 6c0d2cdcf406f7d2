package dev.seedbank.migrate.files;

import dev.seedbank.json.Utf8;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Reads files, each once, one after the other, in constant memory: computes a file's checksum, checks that it is UTF-8, and collects
 * its marks. The checksum is that of the whole file, with both directions if it has both: the SHA-256 of its text without byte order
 * mark, each line break a line feed.
 */
final class FileScan {
    private static final int BUFFER = 1 << 14;
    private static final int MARK_SIZE = 3;

    private final MessageDigest digest = sha256();
    private final byte[] text = new byte[BUFFER];
    private final byte[] bytes = new byte[BUFFER];
    private final ByteBuffer buffer = ByteBuffer.wrap(bytes);
    private final byte[] head = new byte[MarkScan.LONGEST];
    private MarkScan marks = new MarkScan(0, head);
    private boolean afterReturn;

    /**
     * @throws dev.seedbank.failure.UsageFailure if it is not UTF-8, or has a zero byte
     * @throws dev.seedbank.failure.OperationFailed if it cannot be read
     */
    SourceFile read(Path path, String name, String shown, SourceFile.Stamp stamp) {
        try (var in = Files.newByteChannel(path)) {
            buffer.clear();
            boolean last = fill(in);
            int start = hasByteOrderMark() ? MARK_SIZE : 0;
            begin(start);
            System.arraycopy(bytes, start, bytes, 0, buffer.position() - start);
            buffer.position(buffer.position() - start);
            all(in, last, shown);
            return new SourceFile(path, name, shown, checksum(), marks.end(), marks.placeholder(), stamp);
        } catch (IOException e) {
            throw Fault.unreadable(shown, e);
        }
    }

    private void begin(int start) {
        digest.reset();
        marks = new MarkScan(start, head);
        afterReturn = false;
    }

    private String checksum() {
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    /** Whether that is the end of the file. */
    private boolean fill(ReadableByteChannel in) throws IOException {
        while (buffer.hasRemaining()) {
            if (in.read(buffer) < 0) {
                return true;
            }
        }
        return false;
    }

    private boolean hasByteOrderMark() {
        return buffer.position() >= MARK_SIZE
                && bytes[0] == (byte) 0xEF
                && bytes[1] == (byte) 0xBB
                && bytes[2] == (byte) 0xBF;
    }

    /** @param first whether what is in the buffer is all that there is */
    private void all(ReadableByteChannel in, boolean first, String shown) throws IOException {
        boolean last = first;
        while (!last) {
            int complete = complete(buffer.position());
            take(complete, shown);
            buffer.flip().position(complete);
            buffer.compact();
            last = fill(in);
        }
        take(buffer.position(), shown);
    }

    /** Where a character begins that is cut by the end of the buffer; else the end. */
    private int complete(int end) {
        for (int back = 1; back < Math.min(4, end + 1); back++) {
            int octet = bytes[end - back] & 0xFF;
            if (octet >= 0xC0) {
                return Utf8.length(octet) > back ? end - back : end;
            }
        }
        return end;
    }

    private void take(int length, String shown) {
        if (!Utf8.isValid(bytes, 0, length)) {
            throw notUtf8(length, shown);
        }
        int size = 0;
        for (int i = 0; i < length; i++) {
            byte next = bytes[i];
            if (next == 0) {
                throw Fault.at(shown, marks.line(), "the file has a zero byte, which no text has", "Remove it.");
            }
            marks.take(next);
            boolean second = next == '\n' && afterReturn;
            afterReturn = next == '\r';
            if (!second) {
                text[size++] = afterReturn ? (byte) '\n' : next;
            }
        }
        digest.update(text, 0, size);
    }

    private RuntimeException notUtf8(int length, String shown) {
        int at = 0;
        while (at < length) {
            int size = bytes[at] >= 0 ? 1 : Utf8.sequence(bytes, at, length);
            if (size == 0) {
                break;
            }
            marks.take(bytes[at]);
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

    static String utf8(byte[] text, int length) {
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }
}
