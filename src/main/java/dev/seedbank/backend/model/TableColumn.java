package dev.seedbank.backend.model;

/**
 * A column of a table, as a model compares it.
 *
 * @param name exactly as the server has it
 * @param type as the server writes it, such as {@code character varying(40)}
 * @param kind of its values
 * @param isNullable whether a row may be without a value
 */
public record TableColumn(String name, String type, Kind kind, boolean isNullable) {
    /** What the values are in JSON. */
    public enum Kind {
        BOOLEAN,
        NUMBER,
        STRING,
        ARRAY,
        /** {@code json}: anything. */
        ANY
    }
}
