package dev.seedbank.cli;

import java.util.List;
import java.util.Locale;

/** Words and columns for people. */
public final class Text {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

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

    /** The name with control characters shown as {@code \n}, {@code \u001b}, so that it can neither break a line nor steer a terminal. */
    public static String printable(String name) {
        if (name.chars().noneMatch(Character::isISOControl)) {
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

    /** Rows as columns, two blanks between them; the first row is the heading. Widths count code points. */
    public static List<String> table(List<List<String>> rows) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (var row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        var line = new StringBuilder("  ");
        for (int i = 0; i < row.size(); i++) {
            var cell = printable(row.get(i));
            line.append(cell);
            if (i < row.size() - 1) {
                line.append(" ".repeat(widths[i] - width(cell) + 2));
            }
        }
        return line.toString().stripTrailing();
    }

    private static int width(String cell) {
        var shown = printable(cell);
        return shown.codePointCount(0, shown.length());
    }
}
