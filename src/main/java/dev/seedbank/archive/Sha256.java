package dev.seedbank.archive;

import dev.seedbank.config.ProgramVersion;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A SHA-256 on its way: Java's own; in the native binary the system's for what is large. A binary that runs on any processor is
 * compiled without the instructions for SHA-256, which Java's own would need to be as fast (docs/adr/0004).
 */
final class Sha256 {
    /** Whose first piece is shorter is hashed before the system's library is loaded. */
    private static final int LARGE = 1 << 15;

    private @Nullable MessageDigest java;
    private @Nullable OpenSsl system;
    private byte[] context = {};

    /** For what may become large, although its first piece is short. */
    static Sha256 large() {
        var digest = new Sha256();
        digest.choose(LARGE);
        return digest;
    }

    void update(byte[] buffer, int offset, int length) {
        if (java == null && system == null) {
            choose(length);
        }
        if (system != null) {
            system.update(context, buffer, offset, length);
        } else {
            Objects.requireNonNull(java).update(buffer, offset, length);
        }
    }

    /** Of what came so far; later updates go on from it. */
    byte[] digest() {
        if (system != null) {
            return system.finish(context.clone());
        }
        try {
            return java == null ? ofJava().digest() : ((MessageDigest) java.clone()).digest();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param length of the first piece */
    private void choose(int length) {
        system = ProgramVersion.isNative() && length >= LARGE ? OpenSsl.find() : null;
        if (system == null) {
            java = ofJava();
        } else {
            context = new byte[OpenSsl.CONTEXT];
            system.start(context);
        }
    }

    static MessageDigest ofJava() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
