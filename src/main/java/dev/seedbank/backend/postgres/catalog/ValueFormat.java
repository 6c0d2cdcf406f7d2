package dev.seedbank.backend.postgres.catalog;

/** How the values of a column stand in JSON; docs/formats.md says it in full. Chosen once per column. */
public enum ValueFormat {
    /** {@code true} or {@code false}. */
    BOOL,
    /** The server's own digits as a JSON number; {@code "NaN"} and the infinities as strings. */
    NUMBER,
    /** The server's text of the value, whatever its type, as a string. */
    STRING,
    /** {@code json} and {@code jsonb}: the value itself. */
    JSON,
    /** Arrays of the above, as JSON arrays. */
    BOOL_ARRAY,
    NUMBER_ARRAY,
    STRING_ARRAY,
    /** An array whose elements are no plain values: written as the server's array literal, read as that or as a JSON array. */
    LITERAL_ARRAY;

    public boolean isArray() {
        return switch (this) {
            case BOOL_ARRAY, NUMBER_ARRAY, STRING_ARRAY, LITERAL_ARRAY -> true;
            case BOOL, NUMBER, STRING, JSON -> false;
        };
    }
}
