package dev.seedbank.backend.maintenance;

import java.util.Locale;

/**
 * What puts a finding right.
 *
 * @param command complete, to be typed; several that cannot be sent as one have a line each
 * @param safe whether it may be run without knowing the application: nothing is lost that a query or a constraint needs, and readers and
 *     writers go on meanwhile
 */
public record Fix(Language language, String command, boolean safe) {
    /** Where the command is to be typed. */
    public enum Language {
        SQL,
        /** A document for {@code db.runCommand}. */
        MONGODB,
        SHELL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Fix safe(Language language, String command) {
        return new Fix(language, command, true);
    }

    /** Only for somebody who knows what it means here. */
    public static Fix proposed(Language language, String command) {
        return new Fix(language, command, false);
    }
}
