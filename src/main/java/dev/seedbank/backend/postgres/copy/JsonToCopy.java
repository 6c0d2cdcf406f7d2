package dev.seedbank.backend.postgres.copy;

import dev.seedbank.backend.NameMatching;
import dev.seedbank.backend.SensitiveField;
import dev.seedbank.backend.postgres.catalog.TableColumn;
import dev.seedbank.backend.postgres.value.ValueEncoder;
import dev.seedbank.config.Nearest;
import dev.seedbank.json.ByteSink;
import dev.seedbank.json.JsonInput;
import dev.seedbank.json.JsonRejected;
import dev.seedbank.json.JsonRows;
import dev.seedbank.json.JsonScanner;
import dev.seedbank.json.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns a file of JSON rows into the text that {@code COPY … FROM STDIN} reads, bytes to bytes. Values stream straight
 * through while keys come in the columns' order, as in every backup of ours; one that comes early waits in a buffer. Every
 * row must have every column: a key that is absent would otherwise become NULL without a word.
 */
final class JsonToCopy {
    /** Index of a key that is known but not loaded: a generated column. */
    private static final int IGNORED = -1;

    private final JsonInput in;
    private final JsonRows rows;
    private final ValueEncoder values;
    private final JsonScanner ignored;
    private final ByteSink out;
    private final ByteSink early = ByteSink.growing();
    private final TableColumn[] columns;
    private final byte[][] keys;
    private final Map<String, Integer> indexes = new HashMap<>();
    /** Where in {@link #early} a column's value is, for this row; -1 where it is not. */
    private final int[] earlyFrom;

    private final int[] earlyTo;
    private final String[] fills;
    private int next;
    private long row;

    /**
     * @param rows that read from {@code in}
     */
    JsonToCopy(JsonInput in, JsonRows rows, CopyColumns copied, ByteSink out) {
        this.in = in;
        this.rows = rows;
        this.values = new ValueEncoder(in);
        this.ignored = new JsonScanner(in);
        this.out = out;
        this.columns = copied.loaded().toArray(TableColumn[]::new);
        this.fills = copied.filled().stream()
                .map(field -> CopyColumns.escaped(field.fill().orElse("")))
                .toArray(String[]::new);
        this.earlyFrom = new int[this.columns.length];
        this.earlyTo = new int[this.columns.length];
        this.keys = new byte[this.columns.length][];
        copied.ignored().forEach(name -> indexes.put(name, IGNORED));
        for (int i = 0; i < keys.length; i++) {
            indexes.put(this.columns[i].name(), i);
            keys[i] = keyWithColon(this.columns[i].name());
            earlyFrom[i] = -1;
        }
    }

    private static byte[] keyWithColon(String name) {
        var quoted = JsonText.quoted(name);
        var key = Arrays.copyOf(quoted, quoted.length + 1);
        key[quoted.length] = ':';
        return key;
    }

    /** Converts the next row; false behind the last. */
    boolean row() throws IOException {
        if (!rows.next()) {
            return false;
        }
        next = 0;
        for (boolean more = rows.open(); more; more = rows.more()) {
            field();
        }
        if (next < columns.length) {
            var name = columns[next].name();
            throw in.reject("no value for column '%s'".formatted(name)).inField(name);
        }
        early.clear();
        fill();
        out.put('\n');
        return true;
    }

    private void field() throws IOException {
        int column = key();
        if (column == next) {
            field(column);
        } else if (column == IGNORED) {
            ignored.skip();
        } else {
            keep(column);
        }
    }

    /** Takes a key, which is next, and its colon; the key's index, which is most often the next column's. */
    private int key() throws IOException {
        if (next < keys.length && in.takeIfNext(keys[next])) {
            return next;
        }
        in.expect('"');
        var name = in.text();
        var index = indexes.get(name);
        if (index == null) {
            index = spelled(name);
        }
        if (index == null) {
            throw in.reject("no column '%s' in the table. %s"
                            .formatted(name, Nearest.advice(name, indexes.keySet(), "It is not in the table."))
                            .strip())
                    .inField(name);
        }
        in.expect(':');
        if (index != IGNORED && (index < next || earlyFrom[index] >= 0)) {
            throw in.reject("two values for column '%s'".formatted(name)).inField(name);
        }
        return index;
    }

    /** The index of a column that the file spells another way; the next row has it the same way. */
    private @Nullable Integer spelled(String name) {
        var column = NameMatching.match(name, indexes.keySet());
        if (column.isEmpty()) {
            return null;
        }
        int index = indexes.getOrDefault(column.get(), IGNORED);
        indexes.put(name, index);
        if (index != IGNORED) {
            keys[index] = keyWithColon(name);
        }
        return index;
    }

    private void field(int column) throws IOException {
        separate();
        value(column, out);
        next++;
        while (next < columns.length && earlyFrom[next] >= 0) {
            separate();
            out.write(early, earlyFrom[next], earlyTo[next]);
            earlyFrom[next++] = -1;
        }
    }

    private void value(int column, ByteSink to) throws IOException {
        try {
            values.value(columns[column], to);
        } catch (JsonRejected e) {
            throw e.inField(columns[column].name());
        }
    }

    private void fill() throws IOException {
        row++;
        for (var text : fills) {
            separate();
            out.write(text.replace(SensitiveField.ROW, String.valueOf(row)).getBytes(StandardCharsets.UTF_8));
            next++;
        }
    }

    private void separate() throws IOException {
        if (next > 0) {
            out.put('\t');
        }
    }

    private void keep(int column) throws IOException {
        earlyFrom[column] = early.size();
        value(column, early);
        earlyTo[column] = early.size();
    }
}
