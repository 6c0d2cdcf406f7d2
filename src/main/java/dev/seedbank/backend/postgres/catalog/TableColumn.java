package dev.seedbank.backend.postgres.catalog;

import dev.seedbank.backend.Column;

/**
 * A column as read from the catalog.
 *
 * @param column its name and type; one for all columns that are equal, for there may be thousands
 * @param looseType without them, for a cast that must not cut: {@code bpchar} for {@code character(5)}
 * @param generated computed from other columns: never written by anyone
 * @param alwaysIdentity {@code generated always as identity}: an INSERT must say that it means it
 * @param required whether a row needs a value for it: it may not be null, and nothing fills it in
 * @param textual whether an empty string is a value of it
 */
public record TableColumn(
        Column column,
        String looseType,
        ValueFormat format,
        boolean generated,
        boolean alwaysIdentity,
        boolean required,
        boolean textual) {
    public String name() {
        return column.name();
    }

    /** As the server names it, with length and precision. */
    public String type() {
        return column.type();
    }
}
