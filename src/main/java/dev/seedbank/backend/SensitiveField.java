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

    /**
     * A regular expression, the same to Java and PostgreSQL, of the texts that the fill gives to numbered rows. A value that matches it
     * was filled in by an earlier restore, and keeping it would clash with the numbers of this one. Empty if rows are not numbered,
     * or by numbers alone, which a real value may be as well.
     */
    public Optional<String> numbered() {
        return fill.filter(text -> text.contains(ROW))
                .filter(text -> text.replace(ROW, "").chars().anyMatch(c -> !Character.isDigit(c)))
                .map(text -> "^" + escaped(text).replace(escaped(ROW), "[0-9]+") + "$");
    }

    /** A backslash means the same to both only before ASCII that is neither a letter nor a digit. */
    private static String escaped(String text) {
        return text.replaceAll("[\\x01-\\x7f&&[^A-Za-z0-9_]]", "\\\\$0");
    }
}
