package dev.seedbank.seed.rows;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects a CSV record's cells and remembers, as the library's own records do not, which of the empty ones had quotes. */
final class CsvCells extends AbstractBaseCsvCallbackHandler<CsvCells.Cells> {
    private List<@Nullable String> texts = new ArrayList<>();

    /**
     * @param line where the record begins, from 1
     * @param texts null for a cell that is empty and has no quotes
     */
    record Cells(long line, List<@Nullable String> texts) {}

    @Override
    protected void handleBegin(long startingLineNumber) {
        texts = new ArrayList<>();
    }

    @Override
    protected void handleField(int fieldIndex, char[] buffer, int offset, int length, boolean quoted) {
        texts.add(length == 0 && !quoted ? null : new String(buffer, offset, length));
    }

    @Override
    protected Cells buildRecord() {
        return new Cells(getStartingLineNumber(), Collections.unmodifiableList(texts));
    }
}
