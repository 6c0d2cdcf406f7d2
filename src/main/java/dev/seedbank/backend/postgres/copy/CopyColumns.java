package dev.seedbank.backend.postgres.copy;

import dev.seedbank.backend.SensitiveField;
import dev.seedbank.backend.postgres.catalog.TableColumn;
import java.util.List;
import java.util.stream.Stream;

/**
 * The columns of a COPY into a table.
 *
 * @param loaded from the rows, in this order
 * @param ignored names whose values are read over
 * @param filled what the rows do not have, behind the others
 */
record CopyColumns(List<TableColumn> loaded, List<String> ignored, List<SensitiveField> filled) {
    /** Of all that the COPY writes. */
    List<String> names() {
        return Stream.concat(
                        loaded.stream().map(TableColumn::name), filled.stream().map(SensitiveField::name))
                .toList();
    }

    /** A text as a field of COPY's text format. */
    static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\b", "\\b")
                .replace("\f", "\\f")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t")
                .replace("\u000b", "\\v");
    }
}
