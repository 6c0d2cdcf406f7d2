package dev.seedbank.seed.rows;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.seedbank.backend.SeedRefusal;
import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.SeedRow.Value;
import dev.seedbank.failure.OperationFailed;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a CSV file as RFC 4180 has it, the first record naming the fields. A cell that is empty without quotes leaves its
 * field out, so that the column's default or NULL stands; {@code ""} is the empty text.
 */
public final class CsvRows implements SeedRows {
    private final String shown;
    private final CsvReader<CsvCells.Cells> reader;
    private final Iterator<CsvCells.Cells> records;
    private final List<String> names;
    private final Map<String, SeedRow.Place> named = new HashMap<>();
    private long lastLine = 1;

    private CsvRows(String shown, CsvReader<CsvCells.Cells> reader) {
        this.shown = shown;
        this.reader = reader;
        this.records = reader.iterator();
        this.names = header();
    }

    public static CsvRows open(Path path, String shown) {
        try {
            var decoder = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
            var reader = CsvReader.builder()
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .allowUnclosedQuote(false)
                    .build(new CsvCells(), new InputStreamReader(SeedInput.open(path, shown), decoder));
            try {
                return new CsvRows(shown, reader);
            } catch (RuntimeException e) {
                reader.close();
                throw e;
            }
        } catch (IOException e) {
            throw SeedInput.unreadable(shown, e);
        }
    }

    @Override
    public boolean hasNext() {
        try {
            return records.hasNext();
        } catch (RuntimeException e) {
            throw translate(e);
        }
    }

    @Override
    public SeedRow next() {
        var record = record();
        if (record.texts().size() != names.size()) {
            throw problem(
                    record.line(),
                    "the row has %s, the heading has %d"
                            .formatted(
                                    record.texts().size() == 1
                                            ? "1 cell"
                                            : record.texts().size() + " cells",
                                    names.size()),
                    "Put cells that hold a comma or a line break in double quotes.");
        }
        var fields = new LinkedHashMap<String, Value>();
        for (int i = 0; i < names.size(); i++) {
            @Nullable String text = record.texts().get(i);
            if (text != null) {
                fields.put(names.get(i), new Value.Text(text));
            }
        }
        return new SeedRow(shown, record.line(), fields, named);
    }

    @Override
    public void skip() {
        next();
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw SeedInput.unreadable(shown, e);
        }
    }

    private List<String> header() {
        if (!hasNext()) {
            throw problem(1, "the file is empty", "Write the fields' names on the first line.");
        }
        var heading = record();
        refuseOtherSeparator(heading);
        for (@Nullable String name : heading.texts()) {
            if (name == null || name.isEmpty()) {
                throw problem(heading.line(), "a field has no name", "Write the fields' names on the first line.");
            }
            if (named.put(name, new SeedRow.Place(shown, heading.line())) != null) {
                throw problem(heading.line(), "duplicate field '%s'".formatted(name), "Remove one of the two.");
            }
        }
        return heading.texts().stream().map(String::valueOf).toList();
    }

    /** What a spreadsheet program writes in half of Europe: it would be one field with an odd name. */
    private void refuseOtherSeparator(CsvCells.Cells heading) {
        var only = heading.texts().size() == 1 ? String.valueOf(heading.texts().getFirst()) : "";
        for (char separator : new char[] {';', '\t', '|'}) {
            if (only.indexOf(separator) > 0) {
                throw problem(
                        heading.line(),
                        "the cells are separated by %s".formatted(separator == '\t' ? "tabs" : "'" + separator + "'"),
                        "Separate them by commas: " + only.replace(separator, ','));
            }
        }
    }

    private CsvCells.Cells record() {
        try {
            var record = records.next();
            lastLine = record.line();
            return record;
        } catch (CsvParseException | UncheckedIOException e) {
            throw translate(e);
        }
    }

    /** The library's own words name a record, not a line, and may repeat what the file holds. */
    private RuntimeException translate(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return problem(
                        lastLine, "the text after this line is not UTF-8", "Save the file as UTF-8 and run again.");
            }
            if (cause instanceof IOException io) {
                return SeedInput.unreadable(shown, io);
            }
        }
        if (e instanceof CsvParseException) {
            return problem(
                    lastLine,
                    "the CSV is damaged after this line: a quote is not closed, text follows a closing quote, or a cell is too long",
                    "Write cells that hold quotes, commas or line breaks as \"a \"\"quoted\"\" cell\".");
        }
        return e;
    }

    private OperationFailed problem(long line, String what, String advice) {
        return SeedRefusal.inFile(shown, line, what, advice);
    }
}
