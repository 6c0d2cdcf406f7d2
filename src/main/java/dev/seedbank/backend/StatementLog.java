package dev.seedbank.backend;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells somebody who asked for it what servers are told, and how long each answer took. Values are left out: they could be secrets. It is
 * the same for the whole process, which runs one command; as long as nobody asks, it costs a look at a field. Thread-safe.
 */
public final class StatementLog {
    private static final int LONGEST = 200;

    /** Where a value could begin: a string of one of the two kinds, or what is said of a password without one. */
    private static final Pattern VALUE = Pattern.compile("'|\\$[\\w]*\\$|(?<=password)", Pattern.CASE_INSENSITIVE);

    private static volatile @Nullable Consumer<String> listener;

    private StatementLog() {}

    /** From now on. */
    public static void to(Consumer<String> lines) {
        listener = lines;
    }

    public static boolean isOn() {
        return listener != null;
    }

    /** @param statement in a language of statements: it is told up to where the first value could begin */
    public static void statement(String statement, long nanos) {
        tell(withoutValues(statement), nanos);
    }

    /** @param command without values */
    public static void tell(String command, long nanos) {
        var told = listener;
        if (told != null) {
            told.accept(String.format(Locale.ROOT, "%8.1f ms  %s", nanos / 1e6, command));
        }
    }

    static String withoutValues(String statement) {
        var line = statement.strip().replaceAll("\\s+", " ");
        var value = VALUE.matcher(line);
        int end = value.find() ? value.start() : line.length();
        int shown = Math.min(end, LONGEST);
        return shown < line.length() ? line.substring(0, shown) + "…" : line;
    }
}
