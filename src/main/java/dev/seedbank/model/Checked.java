package dev.seedbank.model;

import dev.seedbank.model.schema.Untranslated;
import java.util.List;

/**
 * What was found of one collection, or of one model without a collection.
 *
 * @param file of its model; empty if it has none
 * @param documents that were read; negative for a table
 * @param deleted of them marked as deleted; negative if the model does not say how
 * @param texts references that hold the text of an ObjectId, as the model wants it
 * @param untranslated what the server's validator does not check
 */
record Checked(
        String store,
        String collection,
        String file,
        long documents,
        long deleted,
        long texts,
        List<Finding> findings,
        List<Untranslated> untranslated) {
    Checked {
        findings = List.copyOf(findings);
        untranslated = List.copyOf(untranslated);
    }

    /** A table, of which no rows are read. */
    static Checked ofTable(String store, String table, String file, List<Finding> findings) {
        return new Checked(store, table, file, -1, -1, 0, findings, List.of());
    }

    boolean isTable() {
        return documents < 0;
    }

    static Checked of(String store, String collection, String file, Finding finding) {
        return new Checked(store, collection, file, 0, -1, 0, List.of(finding), List.of());
    }
}
