package dev.seedbank.backend.postgres;

import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.SeedRow.Value;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Makes the server's literals of a seed file's values, by the same rules as a restore does of a backup's. */
final class SeedValues {
    private static final String ADVICE = "Correct the file and seed again; nothing of this run was kept.";

    private SeedValues() {}

    /** {@code null} for NULL. A reference must have been looked up before. */
    static @Nullable String literal(SeedRow row, String field, Value value, TableColumn column) {
        return switch (value) {
            case Value.Json json -> json(row, field, json.text(), column);
            case Value.Text cell -> text(row, field, cell.text(), column);
            case Value.Generated made -> made.text();
            case Value.Reference reference ->
                throw new IllegalStateException("a reference is no literal: " + reference);
        };
    }

    /** A cell of CSV: nothing in it is an empty string only where the type has one. */
    private static @Nullable String text(SeedRow row, String field, String text, TableColumn column) {
        if (text.isEmpty() && !column.textual()) {
            return null;
        }
        boolean jsonArray = column.format().isArray() && text.startsWith("[") && text.endsWith("]");
        return jsonArray ? json(row, field, text, column) : text;
    }

    private static @Nullable String json(SeedRow row, String field, String text, TableColumn column) {
        var what = "%s:%d: %s".formatted(row.file(), row.line(), field);
        var in = new JsonInput(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), what, ADVICE);
        var copy = ByteSink.growing();
        try {
            new ValueEncoder(in).value(column, copy);
            int more = in.peekAfterSpace();
            if (more >= 0) {
                throw in.unexpected(more, "nothing after the value");
            }
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot fail to be read", e);
        }
        return undoCopy(copy.array(), copy.size());
    }

    /** A field of COPY as a plain string. */
    private static @Nullable String undoCopy(byte[] field, int size) {
        if (size == 2 && field[0] == '\\' && field[1] == 'N') {
            return null;
        }
        var plain = new byte[size];
        int length = 0;
        for (int i = 0; i < size; i++) {
            plain[length++] = field[i] == '\\' ? (byte) CopyToJson.unescaped(field[++i]) : field[i];
        }
        return new String(plain, 0, length, StandardCharsets.UTF_8);
    }
}
