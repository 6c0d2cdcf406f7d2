package dev.seedbank.config;

/** A word of a command that people paste into a shell. */
public final class ShellWord {
    private static final String NEEDS_NO_QUOTES = "[\\p{L}\\p{N}_@%+=:,./-]+";

    private ShellWord() {}

    /** In single quotes, unless every POSIX shell takes it as one word without them. */
    public static String of(String word) {
        return word.matches(NEEDS_NO_QUOTES) ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
