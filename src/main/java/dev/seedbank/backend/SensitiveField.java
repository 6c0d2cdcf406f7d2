package dev.seedbank.backend;

import java.util.Optional;

/**
 * A field that a backup does not have.
 *
 * @param name of the column; of MongoDB the path, such as {@code profile.api_key}
 * @param fill what a restore writes into it, in the form of a seed file's text; {@link #ROW} in it stands for the row's number. Empty
 *     for the column's default, or nothing
 */
public record SensitiveField(String name, Optional<String> fill) {
    /** Makes values differ, for fields that are unique. */
    public static final String ROW = "{row}";

    /** Whether all rows would get the same value. */
    public boolean isConstant() {
        return fill.isPresent() && !fill.get().contains(ROW);
    }
}
