package dev.seedbank.backend.migration;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can hurt a live database, or the programs that use it, while a migration runs and after. */
public enum Hazard {
    /** A column that may not be null is added, and the rows that exist have no value for it. */
    ADD_NOT_NULL,
    /** A column is added whose value differs from row to row, so that the table is rewritten. */
    VOLATILE_DEFAULT,
    /** All rows are read for nulls while nobody can use the table. */
    SET_NOT_NULL,
    /** An index is made while nobody can write. */
    INDEX,
    /** An index is dropped or rebuilt. */
    INDEX_CHANGE,
    FOREIGN_KEY,
    /** A condition for all rows, or for all documents that are written from now on. */
    CHECK,
    /** A unique key, which what is there may break; in PostgreSQL its index is made while nobody can use the table. */
    UNIQUE,
    /** A column's type changes, so that the table is rewritten. */
    CHANGE_TYPE,
    /** The table is rewritten for another reason. */
    REWRITE,
    RENAME,
    /** A table or collection, a view, a column or field, or a schema goes, with what is in it. */
    DROP,
    /** All rows of a table are changed in one transaction. */
    ALL_ROWS,
    /** All documents of a collection are read for each one of another. */
    SCAN,
    /** The server begins to delete documents by their age. */
    EXPIRE;

    /** As people write it: {@code add-not-null}. */
    public String rule() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Hazard> of(String rule) {
        return Arrays.stream(values()).filter(it -> it.rule().equals(rule)).findFirst();
    }

    public static List<String> rules() {
        return Arrays.stream(values()).map(Hazard::rule).toList();
    }
}
