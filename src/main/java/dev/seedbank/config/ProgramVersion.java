package dev.seedbank.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The program's own version, as the build wrote it; stands in {@code --version} and in backups' metadata. */
public final class ProgramVersion {
    private ProgramVersion() {}

    public static String text() {
        try (var in = ProgramVersion.class.getResourceAsStream("/seedbank.version")) {
            return in == null ? "unknown" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
