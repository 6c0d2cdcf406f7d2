package dev.seedbank.config;

import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.UsageFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Text files in UTF-8, with a byte order mark or without. */
public final class TextFile {
    private static final int MEBI = 1 << 20;

    private TextFile() {}

    /**
     * A short text that people wrote, without byte order mark, each line ending in {@code \n}.
     *
     * @param shown the file as the user knows it
     * @throws UsageFailure if it is larger than 1 MiB or not UTF-8
     * @throws IOException if it cannot be read
     */
    public static String read(Path path, String shown) throws IOException {
        return readExactly(path, shown, 1).replace("\r\n", "\n");
    }

    /**
     * The text without byte order mark, otherwise as it is.
     *
     * @param shown the file as the user knows it
     * @param most how large it may be, in MiB
     * @throws UsageFailure if it is larger, or not UTF-8
     * @throws IOException if it cannot be read
     */
    public static String readExactly(Path path, String shown, int most) throws IOException {
        byte[] bytes;
        try (var in = Files.newInputStream(path)) { // not by its size: it may be a pipe
            bytes = in.readNBytes(most * MEBI + 1);
        }
        if (bytes.length > most * MEBI) {
            throw new UsageFailure(
                    ErrorCode.SETTINGS,
                    "%s is larger than %d MiB".formatted(shown, most),
                    "Is that the right file?",
                    null);
        }
        var text = decode(bytes, shown);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** Writes a file that others may read, over one that is there: all of it or nothing. Makes its folders. */
    public static void replace(Path path, String text) throws IOException {
        var folder = path.toAbsolutePath().resolveSibling("");
        Files.createDirectories(folder);
        var draft = Files.createTempFile(folder, ".", ".new");
        try {
            Files.writeString(draft, text);
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static String decode(byte[] bytes, String shown) {
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(bytes.length);
        if (StandardCharsets.UTF_8.newDecoder().decode(in, out, true).isError()) {
            var before = new String(bytes, 0, in.position(), StandardCharsets.ISO_8859_1);
            boolean wide = bytes.length > 1 && (bytes[0] & 0xFE) == 0xFE && (bytes[1] & 0xFE) == 0xFE;
            int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
            throw new Origin(shown, wide ? 1 : line)
                    .failure(wide ? "the file is UTF-16, not UTF-8" : "the file is not UTF-8", "Save it as UTF-8.");
        }
        return out.flip().toString();
    }
}
