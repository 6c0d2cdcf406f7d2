package dev.seedbank.seed.generate;

import java.util.Optional;

/** What makes or changes a field's value, as {@code seed.yaml} says it. */
public sealed interface Generator {
    /** The time of the run, for rows that do not say another. */
    record Now() implements Generator {}

    /** A random UUID, for rows that do not say another. */
    record Uuid() implements Generator {}

    /**
     * The bcrypt hash of a text.
     *
     * @param from the field of the file that holds the text, if not the field itself; it is not seeded
     * @param text for rows that have none
     */
    record Password(Optional<String> from, Optional<String> text, int cost) implements Generator {
        /** A record's own would print a secret. */
        @Override
        public String toString() {
            return "Password";
        }
    }

    /**
     * The key of another collection's row.
     *
     * @param collection the other collection
     * @param field its field that the file's value is compared with
     * @param from the field of the file that holds the value, if not the field itself; it is not seeded
     * @param value for rows that have none
     */
    record Reference(String collection, String field, Optional<String> from, Optional<String> value)
            implements Generator {}

    /**
     * A made-up value, the same in every run, for rows that do not say another.
     *
     * @param where the line of {@code seed.yaml}, for messages
     */
    record Fake(String expression, String where) implements Generator {}
}
