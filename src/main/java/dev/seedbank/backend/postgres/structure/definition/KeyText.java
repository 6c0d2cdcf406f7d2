package dev.seedbank.backend.postgres.structure.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads the server's text of a key from the left: {@code FOREIGN KEY (country, "Region") REFERENCES public.countries(code, region)}.
 * Asking the server for the columns of each of ten thousand keys would take longer than asking it for their texts.
 */
final class KeyText {
    private static final Pattern NAME = Pattern.compile("\"(?:[^\"]|\"\")+\"|[^\\s\",.()]+");
    private static final String PERIOD = "PERIOD ";

    private final String text;
    private int position;

    KeyText(String text) {
        this.text = text;
    }

    /** The columns of the next list in parentheses; the column of a period, which PostgreSQL 18 knows, is the last one. */
    List<String> columns() {
        var columns = new ArrayList<String>();
        position = text.indexOf('(', position) + 1;
        while (position > 0) {
            position += text.startsWith(PERIOD, position) ? PERIOD.length() : 0;
            columns.add(name());
            if (!text.startsWith(", ", position)) {
                return columns;
            }
            position += ", ".length();
        }
        return columns;
    }

    /** The table after the next REFERENCES, with its schema. */
    String table() {
        var before = " REFERENCES ";
        int start = text.indexOf(before, position) + before.length();
        position = start;
        name();
        while (text.startsWith(".", position)) {
            position++;
            name();
        }
        return text.substring(start, position);
    }

    private String name() {
        var name = NAME.matcher(text).region(position, text.length());
        if (!name.lookingAt()) {
            throw new IllegalStateException("a name is expected at character %d of %s".formatted(position, text));
        }
        position = name.end();
        return name.group();
    }
}
