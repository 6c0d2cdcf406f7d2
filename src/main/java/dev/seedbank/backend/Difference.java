package dev.seedbank.backend;

/**
 * How the store differs from what a backup expects.
 *
 * @param name of what differs, such as {@code users} or {@code users.age}
 * @param text one line, such as {@code text in the backup, integer in the database}
 */
public record Difference(String name, String text, Resolution resolution) {
    /** What it takes to restore all the same. */
    public enum Resolution {
        /** Nothing: it is only said. */
        NOTE,
        /** The table must be recreated as it is in the backup. */
        RECREATE,
        /** It could only lose data or fail: the restore is refused before anything is touched. */
        REFUSED
    }

    /** Only said, not in the way. */
    public static Difference note(String name, String text) {
        return new Difference(name, text, Resolution.NOTE);
    }

    public static Difference refused(String name, String text) {
        return new Difference(name, text, Resolution.REFUSED);
    }

    /** Whether a restore that was not asked to recreate anything is refused. */
    public boolean fatal() {
        return resolution != Resolution.NOTE;
    }

    /** {@code users.age: text in the backup, integer in the database}. */
    public String line() {
        return name + ": " + text;
    }
}
