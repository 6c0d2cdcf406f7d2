package dev.seedbank.migrate.adopt;

import dev.seedbank.backend.migration.ForeignTool;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.OperationFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** Checksums of files as other tools compute them. Each reads its file in constant memory. */
final class ForeignChecksum {
    private static final int BUFFER = 1 << 14;
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private ForeignChecksum() {}

    /** Whether it is the file's; of a tool without checksums it is. */
    static boolean fits(ForeignTool tool, String checksum, Path file) {
        if (checksum.isEmpty()) {
            return true;
        }
        try {
            return switch (tool) {
                case FLYWAY -> checksum.equals(flyway(file));
                case PRISMA, DRIZZLE, MIGRATE_MONGO ->
                    checksum.equals(sha256(file, LineEnds.AS_THEY_ARE))
                            || checksum.equals(sha256(file, LineEnds.LF))
                            || checksum.equals(sha256(file, LineEnds.CRLF));
                case DBMATE, GOOSE, GOLANG_MIGRATE, DIESEL, MONGOCK -> true;
            };
        } catch (IOException e) {
            throw new OperationFailed(ErrorCode.FILE, "%s cannot be read: %s".formatted(file, e.getMessage()), "", e);
        }
    }

    private interface Bytes {
        void take(byte[] bytes, int length);
    }

    private static void read(Path file, Bytes taker) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                taker.take(buffer, read);
            }
        }
    }

    /** CRC-32 over the lines, without their ends and without a byte order mark, as a signed number. */
    private static String flyway(Path file) throws IOException {
        var crc = new CRC32();
        var kept = new byte[BUFFER];
        try (var in = Files.newInputStream(file)) {
            var head = in.readNBytes(MARK.length);
            int from = java.util.Arrays.equals(head, MARK) ? MARK.length : 0;
            var buffer = new byte[BUFFER];
            System.arraycopy(head, from, buffer, 0, head.length - from);
            for (int read = head.length - from; read >= 0; read = in.read(buffer)) {
                int size = 0;
                for (int i = 0; i < read; i++) {
                    if (buffer[i] != '\n' && buffer[i] != '\r') {
                        kept[size++] = buffer[i];
                    }
                }
                crc.update(kept, 0, size);
            }
        }
        return Integer.toString((int) crc.getValue());
    }

    /** A copy of a repository may have other line ends than the one that the tool ran. */
    private enum LineEnds {
        AS_THEY_ARE,
        LF,
        CRLF
    }

    private static String sha256(Path file, LineEnds ends) throws IOException {
        var digest = digest();
        if (ends == LineEnds.AS_THEY_ARE) {
            read(file, (bytes, length) -> digest.update(bytes, 0, length));
        } else {
            var text = new byte[2 * BUFFER];
            read(file, (bytes, length) -> {
                int size = 0;
                for (int i = 0; i < length; i++) {
                    if (bytes[i] == '\n' && ends == LineEnds.CRLF) {
                        text[size++] = '\r';
                    }
                    if (bytes[i] != '\r') {
                        text[size++] = bytes[i];
                    }
                }
                digest.update(text, 0, size);
            });
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
