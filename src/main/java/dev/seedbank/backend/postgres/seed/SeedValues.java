package dev.seedbank.backend.postgres.seed;

import dev.seedbank.backend.SeedRow.Value;
import dev.seedbank.backend.postgres.catalog.TableColumn;
import dev.seedbank.backend.postgres.value.CopyText;
import dev.seedbank.backend.postgres.value.ValueEncoder;
import dev.seedbank.json.ByteSink;
import dev.seedbank.json.JsonInput;
import dev.seedbank.json.JsonRejected;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes a seed file's values as fields of {@code COPY}, by the same rules as a restore does a backup's. */
final class SeedValues {
    private final JsonInput in = new JsonInput();
    private final ValueEncoder encoder = new ValueEncoder(in);

    /**
     * @param value null for a row that does not have the column; a reference must have been taken apart before
     * @param column whose value it is, which for a reference is one of the table that is referred to
     * @throws JsonRejected if it is none
     */
    void write(@Nullable Value value, TableColumn column, ByteSink out) throws IOException {
        if (value == null || isNull(value, column)) {
            out.put('\\', 'N');
            return;
        }
        switch (value) {
            case Value.Json json -> json(json.text(), column, out);
            case Value.Text cell when isArray(cell.text(), column) -> json(cell.text(), column, out);
            case Value.Text cell -> plain(cell.text(), out);
            case Value.Hashed hashed -> plain(hashed.text(), out);
            case Value.Generated made -> plain(made.text(), out);
            case Value.Reference reference ->
                throw new IllegalStateException("a reference is no literal: " + reference);
        }
    }

    /** A cell of CSV with nothing in it is an empty string only where the type has one. */
    static boolean isNull(Value value, TableColumn column) {
        return switch (value) {
            case Value.Json json -> json.isNull();
            case Value.Text cell -> cell.text().isEmpty() && !column.textual();
            case Value.Reference reference -> isNull(reference.value(), column);
            case Value.Hashed _, Value.Generated _ -> false;
        };
    }

    private static boolean isArray(String cell, TableColumn column) {
        return column.format().isArray() && cell.startsWith("[") && cell.endsWith("]");
    }

    private void json(String text, TableColumn column, ByteSink out) throws IOException {
        in.over(text.getBytes(StandardCharsets.UTF_8));
        encoder.value(column, out);
        int more = in.space();
        if (more >= 0) {
            throw in.unexpected(more, "nothing after the value");
        }
    }

    private static void plain(String text, ByteSink out) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        CopyText.write(bytes, 0, bytes.length, out);
    }
}
