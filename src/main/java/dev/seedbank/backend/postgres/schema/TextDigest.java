package dev.seedbank.backend.postgres.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** One SHA-256 of many texts, in their order. */
final class TextDigest {
    private final MessageDigest digest;

    TextDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    TextDigest add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        return this;
    }

    /** Of all that was added. It is the last call. */
    String text() {
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }
}
