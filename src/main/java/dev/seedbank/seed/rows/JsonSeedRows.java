package dev.seedbank.seed.rows;

import dev.seedbank.backend.SeedRefusal;
import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.SeedRow.Value;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.json.JsonInput;
import dev.seedbank.json.JsonRejected;
import dev.seedbank.json.JsonRows;
import dev.seedbank.json.JsonScanner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.NoSuchElementException;

/**
 * Rows of a JSON array or of JSON Lines; the first character tells which, whatever the file's name ends in. Values keep the exact
 * text of the file, so that no number, date or blank changes between parsing and writing.
 */
public final class JsonSeedRows implements SeedRows {
    private final InputStream file;
    private final String shown;
    private final JsonInput in;
    private final JsonScanner scanner;
    private final JsonRows rows;
    private final JsonSeedErrors errors;
    private final ValueText text;
    private final FieldNames names = new FieldNames();
    private boolean looked;
    private boolean there;

    private JsonSeedRows(InputStream file, String shown) {
        this.file = file;
        this.shown = shown;
        this.in = new JsonInput(file);
        this.scanner = new JsonScanner(in);
        this.rows = new JsonRows(in);
        this.errors = new JsonSeedErrors(shown);
        this.text = new ValueText(in, shown);
    }

    /** @param mayBeEmpty whether a file without a character means no rows: JSON Lines has no other way to say so */
    public static JsonSeedRows open(Path path, String shown, boolean mayBeEmpty) {
        try {
            var file = SeedInput.open(path, shown);
            try {
                return new JsonSeedRows(file, shown).begin(mayBeEmpty);
            } catch (RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (IOException e) {
            throw SeedInput.unreadable(shown, e);
        }
    }

    private JsonSeedRows begin(boolean mayBeEmpty) {
        reading(() -> {
            if (in.space() < 0 && !mayBeEmpty) {
                throw SeedRefusal.inFile(shown, in.line(), "the file is empty", "Write [] for no rows.");
            }
            rows.begin();
        });
        return this;
    }

    @Override
    public boolean hasNext() {
        if (!looked) {
            reading(() -> there = rows.next());
            looked = true;
        }
        return there;
    }

    @Override
    public SeedRow next() {
        begin();
        var fields = LinkedHashMap.<String, Value>newLinkedHashMap(names.size());
        long line = in.line();
        reading(() -> row(name -> fields.put(name, new Value.Json(text.of(scanner)))));
        return new SeedRow(shown, line, fields);
    }

    @Override
    public void skip() {
        begin();
        reading(() -> row(name -> text.skip(scanner)));
    }

    private void begin() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        looked = false;
        names.beginRow();
        text.beginRow();
    }

    private interface Field {
        void value(String name) throws IOException;
    }

    /** @param field takes the value of the field of that name, which is next */
    private void row(Field field) throws IOException {
        for (boolean more = rows.open(); more; more = rows.more()) {
            var name = name();
            field.value(name);
            refuseTwice();
        }
    }

    private String name() throws IOException {
        in.space();
        if (names.takeNext(in)) {
            in.expect(':');
            return names.next();
        }
        return names.replaceNext(scanner.name());
    }

    private void refuseTwice() {
        if (names.lastStandsTwice()) {
            throw SeedRefusal.inFile(
                    shown,
                    in.line(),
                    "the row has the field '%s' twice".formatted(names.last()),
                    "Remove one of the two.");
        }
    }

    private interface Reading {
        void run() throws IOException;
    }

    /** @throws OperationFailed phrased for seed files */
    private void reading(Reading reading) {
        try {
            reading.run();
        } catch (JsonRejected e) {
            throw errors.of(e);
        } catch (IOException e) {
            throw SeedInput.unreadable(shown, e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw SeedInput.unreadable(shown, e);
        }
    }
}
