package dev.seedbank.config;

import java.util.List;
import java.util.stream.Collectors;

/** A word of a command that people paste into a shell. */
public final class ShellWord {
    private static final String NEEDS_NO_QUOTES = "[\\p{L}\\p{N}_@%+=:,./-]+";

    private ShellWord() {}

    /** In single quotes, unless every POSIX shell takes it as one word without them. */
    public static String of(String word) {
        return word.matches(NEEDS_NO_QUOTES) ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** A command of Seedbank's, to be typed: {@code seedbank restore 'before lunch'}. */
    public static String command(List<String> words) {
        return words.stream().map(ShellWord::of).collect(Collectors.joining(" ", "seedbank ", ""));
    }
}
