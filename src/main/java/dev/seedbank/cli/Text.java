package dev.seedbank.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Words and columns for people. */
public final class Text {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    private static final int LISTED = 5;

    private Text() {}

    /** {@code 1 row}, {@code 2 rows}. */
    public static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** Names for one line: {@code users, orders}. */
    public static String names(List<String> names) {
        return String.join(", ", names.stream().map(Text::printable).toList());
    }

    /** {@code 245.3 KiB}; {@code -} for an unknown (negative) size. */
    public static String size(long bytes) {
        if (bytes < 0) {
            return "-";
        }
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    /** In the largest unit that fits: {@code 5 minutes}, {@code 2 hours}, {@code 12 days}. */
    public static String age(Duration age) {
        if (age.toMinutes() < 1) {
            return "just now";
        }
        if (age.toHours() < 1) {
            return count(age.toMinutes(), "minute");
        }
        return age.toDays() < 1 ? count(age.toHours(), "hour") : count(age.toDays(), "day");
    }

    /** A path as one can type it: relative to the current folder, if it is in that. A URL is left as it is. */
    public static String place(String place) {
        if (place.contains("://")) {
            return printable(place);
        }
        var here = Path.of("").toAbsolutePath();
        var path = Path.of(place);
        return printable((path.startsWith(here) ? here.relativize(path) : path).toString());
    }

    /** {@code 2026-01-28 10:30:00 UTC}. */
    public static String time(Instant time) {
        return TIME.format(time);
    }

    /** {@code a, b, c}; of many the first five and how many more. */
    public static String list(List<String> names) {
        var shown = String.join(", ", names.subList(0, Math.min(LISTED, names.size())));
        return names.size() > LISTED ? "%s and %d more".formatted(shown, names.size() - LISTED) : shown;
    }

    /** The name with control characters shown as {@code \n}, {@code \u001b}, so that it can neither break a line nor steer a terminal. */
    public static String printable(String name) {
        if (isPrintable(name)) {
            return name;
        }
        var result = new StringBuilder();
        name.chars().forEach(c -> {
            if (c == '\n') {
                result.append("\\n");
            } else if (Character.isISOControl(c)) {
                result.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                result.append((char) c);
            }
        });
        return result.toString();
    }

    private static boolean isPrintable(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (Character.isISOControl(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Rows as columns, two blanks between them; the first row is the heading.
     *
     * @param numbers the columns, from 0, whose cells stand at the right
     */
    public static List<String> table(List<List<String>> rows, Integer... numbers) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (var row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], width(printable(row.get(i))));
            }
        }
        var right = Set.of(numbers);
        return rows.stream().map(row -> line(row, widths, right)).toList();
    }

    private static String line(List<String> row, int[] widths, Set<Integer> right) {
        var line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            var cell = printable(row.get(i));
            int blanks = widths[i] - width(cell);
            boolean atRight = right.contains(i);
            line.repeat(' ', atRight ? 2 + blanks : 2).append(cell).repeat(' ', atRight ? 0 : blanks);
        }
        return line.toString().stripTrailing();
    }

    /** The text in exactly so many columns: filled up with blanks, or its middle taken out. */
    static String fitted(String text, int columns) {
        int width = width(text);
        if (width <= columns) {
            return text + " ".repeat(columns - width);
        }
        var end = text;
        while (width(end) > columns / 2) {
            end = end.substring(end.offsetByCodePoints(0, 1));
        }
        var shown = cut(text, columns - width(end) - 1) + "…" + end;
        return shown + " ".repeat(columns - width(shown));
    }

    /** The beginning that fits into so many columns. */
    public static String cut(String text, int columns) {
        var shown = text;
        while (width(shown) > columns) {
            shown = shown.substring(0, shown.offsetByCodePoints(shown.length(), -1));
        }
        return shown;
    }

    /** Columns that a terminal takes for it: East Asian characters and most emoji take two, combining marks none. */
    static int width(String text) {
        int ascii = 0;
        while (ascii < text.length() && text.charAt(ascii) < 0x7F) {
            ascii++;
        }
        boolean all = ascii == text.length(); // as nearly all are
        return all
                ? ascii
                : ascii + text.substring(ascii).codePoints().map(Text::width).sum();
    }

    private static int width(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean wide = (point >= 0x1100 && point <= 0x115F)
                || (point >= 0x2E80 && point <= 0xA4CF)
                || (point >= 0xAC00 && point <= 0xD7A3)
                || (point >= 0xF900 && point <= 0xFAFF)
                || (point >= 0xFE30 && point <= 0xFE6F)
                || (point >= 0xFF00 && point <= 0xFF60)
                || (point >= 0xFFE0 && point <= 0xFFE6)
                || (point >= 0x1F300 && point <= 0x1F64F)
                || (point >= 0x1F900 && point <= 0x1FAFF)
                || (point >= 0x20000 && point <= 0x3FFFD);
        return wide ? 2 : 1;
    }
}
