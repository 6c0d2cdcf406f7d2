package dev.seedbank.repository;

import dev.seedbank.archive.Manifest.Layout;
import dev.seedbank.failure.UsageFailure;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Pattern;

/** How backups are called: product.md, Backups. */
public final class BackupName {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MILLISECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH-mm-ss-SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Pattern TIME =
            Pattern.compile("-([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}-[0-9]{2}-[0-9]{2}(-[0-9]{3}Z)?)(\\.json)?$");
    private static final int LONGEST_PREFIX = 100;

    /** The latest first, by the time in the name; those without one last. */
    public static final Comparator<String> LATEST_FIRST = Comparator.comparing(BackupName::time)
            .thenComparing(Comparator.naturalOrder())
            .reversed();

    private BackupName() {}

    /** The name of a new backup. */
    public static String of(String prefix, Instant time, Layout layout) {
        return switch (layout) {
            case DIRECTORY -> prefix + "-" + SECONDS.format(time);
            case FILE -> prefix + "-" + MILLISECONDS.format(time) + ".json";
        };
    }

    /** The time in a name, to be compared with those in others; empty if there is none. */
    private static String time(String name) {
        var found = TIME.matcher(name);
        return found.find() ? found.group(1) : "";
    }

    /** @throws UsageFailure if it could not be a part of a file name on every system */
    public static void check(String prefix) {
        boolean good = prefix.matches("[\\p{L}\\p{N}_@+][\\p{L}\\p{N}_@+. -]*") && prefix.length() <= LONGEST_PREFIX;
        if (!good) {
            throw new UsageFailure(
                    "A backup cannot be named '%s'".formatted(prefix),
                    "Use up to 100 letters, digits, blanks and _ - . + @, beginning with a letter or digit.");
        }
    }
}
