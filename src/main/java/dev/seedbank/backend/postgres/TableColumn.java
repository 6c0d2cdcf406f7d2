package dev.seedbank.backend.postgres;

import dev.seedbank.backend.Column;

/**
 * A column as the catalogue has it.
 *
 * @param type as the server names it, with length and precision
 * @param looseType without them, for a cast that must not cut: {@code bpchar} for {@code character(5)}
 * @param generated computed from other columns: never written by anyone
 * @param alwaysIdentity {@code generated always as identity}: an INSERT must say that it means it
 * @param required whether a row needs a value for it: it may not be null, and nothing fills it in
 * @param textual whether an empty string is a value of it
 */
record TableColumn(
        String name,
        String type,
        String looseType,
        ValueFormat format,
        boolean generated,
        boolean alwaysIdentity,
        boolean required,
        boolean textual) {
    Column toColumn() {
        return new Column(name, type);
    }
}
