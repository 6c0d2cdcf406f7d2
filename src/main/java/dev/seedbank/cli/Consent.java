package dev.seedbank.cli;

import java.util.List;

/**
 * What the user said in advance on the command line.
 *
 * @param confirm the yes/no question is answered
 * @param databases names typed with {@code --confirm-database}
 * @param allowProduction {@code --allow-production}
 * @param safetyBackup false with {@code --no-safety-backup}
 */
public record Consent(boolean confirm, List<String> databases, boolean allowProduction, boolean safetyBackup) {
    /** Nothing was said. */
    public static final Consent NONE = new Consent(false, List.of(), false, true);

    public Consent {
        databases = List.copyOf(databases);
    }
}
