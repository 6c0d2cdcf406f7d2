package dev.seedbank.seed.rows;

import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.SeedRow.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/** Rows of a JSON array or of JSON Lines; the first character tells which, whatever the file's name ends in. */
public final class JsonRows implements SeedRows {
    private final InputStream in;
    private final JsonScanner scanner;
    private final String shown;
    private final boolean array;
    private final FieldNames names = new FieldNames();
    private State state = State.BETWEEN;
    private boolean first = true;
    private long lastLine;

    private enum State {
        BETWEEN,
        AT_ROW,
        ENDED
    }

    private JsonRows(InputStream in, String shown, boolean mayBeEmpty) {
        this.in = in;
        this.shown = shown;
        this.scanner = new JsonScanner(in, shown);
        int start = scanner.next();
        if (start == JsonScanner.END && !mayBeEmpty) {
            throw scanner.problem("the file is empty", "Write [] for no rows.");
        }
        if (start != JsonScanner.END && start != '[' && start != '{') {
            throw scanner.unexpected(start, "a JSON array or object");
        }
        array = start == '[';
        if (array) {
            scanner.expect('[', "an array");
        }
    }

    /** @param mayBeEmpty whether a file without a character means no rows: JSON Lines has no other way to say so */
    public static JsonRows open(Path path, String shown, boolean mayBeEmpty) {
        try {
            var in = SeedInput.open(path, shown);
            try {
                return new JsonRows(in, shown, mayBeEmpty);
            } catch (RuntimeException e) {
                in.close();
                throw e;
            }
        } catch (IOException e) {
            throw SeedInput.unreadable(shown, e);
        }
    }

    @Override
    public boolean hasNext() {
        if (state == State.BETWEEN) {
            state = array ? inArray() : inLines();
            first = false;
        }
        return state == State.AT_ROW;
    }

    @Override
    public SeedRow next() {
        begin();
        var fields = LinkedHashMap.<String, Value>newLinkedHashMap(names.size());
        long line = scanner.beginRow();
        row(name -> fields.put(name, new Value.Json(scanner.value())));
        return new SeedRow(shown, line, fields);
    }

    @Override
    public void skip() {
        begin();
        scanner.beginRow();
        row(name -> scanner.skip());
    }

    private void begin() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        state = State.BETWEEN;
        names.beginRow();
    }

    private State inArray() {
        if (scanner.next() == ']') {
            scanner.expect(']', "]");
            if (scanner.next() != JsonScanner.END) {
                throw scanner.unexpected(scanner.next(), "the end of the file behind the array");
            }
            return State.ENDED;
        }
        if (!first) {
            if (scanner.next() != ',') {
                throw scanner.unexpected(scanner.next(), "',' or ']' behind a row");
            }
            scanner.comma(']');
        }
        return State.AT_ROW;
    }

    private State inLines() {
        int octet = scanner.next();
        if (octet == JsonScanner.END) {
            return State.ENDED;
        }
        if (!first && scanner.line() == lastLine) {
            throw scanner.unexpected(octet, "a new line behind a row");
        }
        return State.AT_ROW;
    }

    /** @param value takes the value of the field of that name, which is next */
    private void row(Consumer<String> value) {
        scanner.expect('{', "a row, which is an object");
        if (scanner.next() == '}') {
            scanner.expect('}', "}");
        } else {
            field(value);
            while (scanner.next() == ',') {
                scanner.comma('}');
                field(value);
            }
            scanner.expect('}', "',' or '}'");
        }
        lastLine = scanner.line();
    }

    private void field(Consumer<String> value) {
        var name = scanner.name(names);
        scanner.expect(':', "':'");
        value.accept(name);
        if (names.lastStandsTwice()) {
            throw scanner.problem("the row has the field '%s' twice".formatted(name), "Take one of the two out.");
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw SeedInput.unreadable(shown, e);
        }
    }
}
