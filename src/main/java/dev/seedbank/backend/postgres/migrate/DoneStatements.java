package dev.seedbank.backend.postgres.migrate;

import dev.seedbank.backend.postgres.script.Statement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The statements of a script that are done: how many, and a digest of their text, by which a later run knows them again. */
final class DoneStatements {
    private final MessageDigest digest = sha256();
    private int count;

    int count() {
        return count;
    }

    void add(Statement statement) {
        digest.update(bytes(statement));
        count++;
    }

    void clear() {
        digest.reset();
        count = 0;
    }

    String shown() {
        return shown(copy());
    }

    /** With one more. */
    String with(Statement statement) {
        var copy = copy();
        copy.update(bytes(statement));
        return shown(copy);
    }

    private static String shown(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    private static byte[] bytes(Statement statement) {
        return statement.sql().getBytes(StandardCharsets.UTF_8);
    }

    private MessageDigest copy() {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's can be copied", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }
}
