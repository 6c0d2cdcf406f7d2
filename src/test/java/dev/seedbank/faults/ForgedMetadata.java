package dev.seedbank.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A {@code metadata.json} changed by somebody who knows how its checksum is made. */
record ForgedMetadata(Path file) {
    private static final String ZEROS = "0".repeat(64);

    static ForgedMetadata of(Path file) {
        return new ForgedMetadata(file);
    }

    void replace(String old, String replacement) throws IOException {
        var text = Files.readString(file);
        if (!text.contains(old)) {
            throw new AssertionError("no " + old + " in " + text);
        }
        int at = text.lastIndexOf("\"checksum\"");
        var zeroed = withSummaryChecksum(text.substring(0, at).replace(old, replacement))
                + text.substring(at).replaceFirst("[0-9a-f]{64}", ZEROS);
        int digits = zeroed.lastIndexOf(ZEROS);
        Files.writeString(file, zeroed.substring(0, digits) + sha256(zeroed) + zeroed.substring(digits + 64));
    }

    /** The checksum of all that stands before its comma. */
    private static String withSummaryChecksum(String text) {
        int field = text.indexOf("\"summaryChecksum\"");
        var head = text.substring(0, text.lastIndexOf(',', field));
        return text.substring(0, field) + text.substring(field).replaceFirst("[0-9a-f]{64}", sha256(head));
    }

    static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
