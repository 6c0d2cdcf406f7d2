package dev.seedbank.backend.postgres.copy;

import dev.seedbank.backend.Column;
import dev.seedbank.backend.postgres.catalog.TableColumn;
import dev.seedbank.backend.postgres.catalog.ValueFormat;
import dev.seedbank.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Tables and rows that no person would think of, as {@code COPY … TO STDOUT} shows them. */
public record RandomRows(RandomGenerator random) {
    private static final String[] NAMES = {
        "id", "Name", "a b", "sel\"ect", "tab\there", "line\nbreak", "back\\slash", "größe", "emoji 🌱", "$json", ""
    };

    List<TableColumn> columns() {
        var columns = new ArrayList<TableColumn>();
        int count = random.nextInt(NAMES.length);
        for (int i = 0; i < count; i++) {
            var formats = ValueFormat.values();
            columns.add(column(NAMES[i], formats[random.nextInt(formats.length)]));
        }
        return columns;
    }

    static TableColumn column(String name, ValueFormat format) {
        return new TableColumn(new Column(name, format.name()), format.name(), format, false, false, false, false);
    }

    /** One row with its newline. */
    byte[] row(List<TableColumn> columns) {
        var line = new StringBuilder();
        for (var column : columns) {
            line.append(random.nextInt(6) == 0 ? "\\N" : copy(text(column.format())))
                    .append('\t');
        }
        line.setLength(Math.max(0, line.length() - 1));
        return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The server's text of a value. */
    private String text(ValueFormat format) {
        return switch (format) {
            case BOOL -> random.nextBoolean() ? "t" : "f";
            case NUMBER -> number();
            case STRING -> string(random.nextInt(40));
            case JSON -> json(3);
            case BOOL_ARRAY -> array(2, () -> random.nextBoolean() ? "t" : "f");
            case NUMBER_ARRAY -> array(2, this::number);
            case STRING_ARRAY -> array(2, () -> quoted(string(random.nextInt(9))));
            case LITERAL_ARRAY -> "{\"(" + string(5).replace("\\", "").replace("\"", "") + ")\"}";
        };
    }

    private String number() {
        return switch (random.nextInt(8)) {
            case 0 -> "NaN";
            case 1 -> "-Infinity";
            case 2 -> "Infinity";
            case 3 -> "-0";
            case 4 -> "1.50";
            case 5 -> "1e+20";
            case 6 -> String.valueOf(random.nextLong());
            default -> String.valueOf(random.nextInt(1000)) + "." + random.nextInt(1000);
        };
    }

    /** Mostly what has a meaning somewhere on the way. */
    public String string(int length) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            switch (random.nextInt(4)) {
                case 0 -> text.append("\"\\{},[]:NnULrtbfv.'/u0".charAt(random.nextInt(21)));
                case 1 -> text.append((char) (1 + random.nextInt(0x20)));
                case 2 -> text.append((char) ('a' + random.nextInt(26)));
                default -> text.appendCodePoint(character());
            }
        }
        return text.toString();
    }

    private int character() {
        int[] first = {0x7f, 0x80, 0x7ff, 0x800, 0x2028, 0xfeff, 0xfffe, 0xffff, 0x10000, 0x1f331, 0x10ffff};
        return first[random.nextInt(first.length)];
    }

    private interface Element {
        String make();
    }

    private String array(int depth, Element element) {
        if (random.nextInt(8) == 0) {
            return "{}";
        }
        if (random.nextInt(12) == 0) {
            return "[2:3]={" + element.make() + "," + element.make() + "}";
        }
        return nested(random.nextInt(1, depth + 1), element);
    }

    private String nested(int depth, Element element) {
        var parts = new ArrayList<String>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            if (depth > 1) {
                parts.add(nested(depth - 1, element));
            } else {
                parts.add(random.nextInt(5) == 0 ? "NULL" : element.make());
            }
        }
        return "{" + String.join(",", parts) + "}";
    }

    /** As the server quotes; what needs no quotes goes without. */
    private static String quoted(String text) {
        boolean plain = text.matches("[a-z]+") && !text.equals("null");
        return plain ? text : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private String json(int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 5)) {
            case 0 -> "null";
            case 1 -> "true";
            case 2 -> String.valueOf(random.nextInt());
            case 3, 4 -> new String(JsonText.quoted(string(random.nextInt(12))), StandardCharsets.UTF_8);
            case 5 -> " {\"spaces\": \n 1}\t";
            case 6 -> "{\"$json\": \"trap\", \"n\": " + json(depth - 1) + "}";
            case 7 -> "{ \"\\u0024json\": null}";
            case 8 -> "[" + json(depth - 1) + ", " + json(depth - 1) + "]";
            default -> "{\"k\": " + json(depth - 1) + ", \"k\": " + json(depth - 1) + "}";
        };
    }

    /** As the server escapes a field of COPY. */
    static String copy(String text) {
        return text.replace("\\", "\\\\")
                .replace("\b", "\\b")
                .replace("\f", "\\f")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t")
                .replace("\u000b", "\\v");
    }
}
