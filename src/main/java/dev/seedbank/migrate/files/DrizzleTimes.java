package dev.seedbank.migrate.files;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** When Drizzle's migrations were made: by these times its history names them. */
public final class DrizzleTimes {
    private static final Pattern FOLDER = Pattern.compile("(?<time>[0-9]{14})(?:_[^/]*)?/migration\\.sql");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT);

    private DrizzleTimes() {}

    /**
     * In milliseconds since 1970, by the names of the files, as {@link Migration#file} has them. From the journal, or from the
     * folders' names where there is none.
     *
     * @throws dev.seedbank.failure.UsageFailure if the journal cannot be read
     */
    public static Map<String, Long> of(Path path, String shown) {
        var folder = Folder.list(path, shown);
        return folder.has(DrizzleJournal.NAME) ? DrizzleJournal.times(folder) : byName(folder);
    }

    private static Map<String, Long> byName(Folder folder) {
        var times = new HashMap<String, Long>();
        for (var named : folder.matching(FOLDER)) {
            try {
                var time = LocalDateTime.parse(named.part("time"), TIME);
                times.put(named.name(), time.toInstant(ZoneOffset.UTC).toEpochMilli());
            } catch (DateTimeException e) {
                // A number that is no time: then the history has the folder's name.
            }
        }
        return times;
    }
}
