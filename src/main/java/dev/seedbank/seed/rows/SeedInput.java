package dev.seedbank.seed.rows;

import dev.seedbank.backend.SeedRefusal;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.Where;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens a seed file as UTF-8, past its byte order mark, and tells other encodings by their first bytes. */
public final class SeedInput {
    private SeedInput() {}

    /** @throws OperationFailed if the file cannot be read or is UTF-16 or UTF-32 */
    static InputStream open(Path path, String shown) throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        try {
            in.mark(4);
            var head = in.readNBytes(4);
            in.reset();
            if (isWide(head)) {
                throw SeedRefusal.inFile(
                        shown, 1, "the file is UTF-16 or UTF-32, not UTF-8", "Save it as UTF-8 and run again.");
            }
            if (head.length >= 3 && at(head, 0) == 0xEF && at(head, 1) == 0xBB && at(head, 2) == 0xBF) {
                in.skipNBytes(3);
            }
            return in;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    public static OperationFailed unreadable(String shown, IOException cause) {
        return Where.at(Where.Key.FILE, shown)
                .of(new OperationFailed(
                        ErrorCode.FILE,
                        "%s cannot be read: %s".formatted(shown, reason(cause)),
                        "Check that it exists and that you may read it.",
                        cause));
    }

    private static String reason(IOException cause) {
        return switch (cause) {
            case java.nio.file.NoSuchFileException _ -> "there is no such file";
            case java.nio.file.AccessDeniedException _ -> "permission denied";
            default -> String.valueOf(cause.getMessage());
        };
    }

    /** Neither JSON nor CSV text in UTF-8 has a zero byte or the bytes FE and FF. */
    private static boolean isWide(byte[] head) {
        for (int i = 0; i < head.length; i++) {
            int octet = at(head, i);
            if (octet == 0 || octet == 0xFE || octet == 0xFF) {
                return true;
            }
        }
        return false;
    }

    private static int at(byte[] bytes, int index) {
        return bytes[index] & 0xFF;
    }
}
