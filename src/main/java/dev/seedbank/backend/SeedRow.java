package dev.seedbank.backend;

import java.util.Map;
import java.util.SequencedMap;

/**
 * One row of a seed file.
 *
 * @param file as the user knows it, such as {@code seeds/users.json}
 * @param line where the row begins, from 1
 * @param fields by name in file order
 * @param named where fields are named, if not in the row itself: in the heading of a CSV file, or in a {@code seed.yaml}
 */
public record SeedRow(String file, long line, SequencedMap<String, Value> fields, Map<String, Place> named) {
    /** A row whose fields are named in it. */
    public SeedRow(String file, long line, SequencedMap<String, Value> fields) {
        this(file, line, fields, Map.of());
    }

    /**
     * A line of a file.
     *
     * @param file as the user knows it
     * @param line from 1
     */
    public record Place(String file, long line) {}

    /** Where a field's name stands, whose value may be in another place. */
    public Place placeOfName(String field) {
        return named.getOrDefault(field, new Place(file, line));
    }

    /** A field's value. */
    public sealed interface Value {
        /**
         * Whether the value is from the file. One that Seedbank generated instead is for new rows, and an update leaves it alone.
         */
        default boolean isTold() {
            return !(this instanceof Generated);
        }

        /** Whether it helps to identify a row without unique fields: then it must be the same in every run. */
        default boolean isContent() {
            return switch (this) {
                case Json _, Text _, Reference _ -> true;
                case Hashed _, Generated _ -> false;
            };
        }

        /** One JSON value as UTF-8 text, as it stands in the file (MongoDB: plain or Extended JSON). */
        record Json(String text) implements Value {
            public boolean isNull() {
                return text.equals("null");
            }
        }

        /** A cell of a CSV file: the engine makes of it what the column's type says; MongoDB keeps a string. */
        record Text(String text) implements Value {}

        /** The primary key (MongoDB: {@code _id}) of the row in {@code collection} whose {@code field} equals {@code value}. */
        record Reference(Collection collection, String field, Value value) implements Value {}

        /** What Seedbank computed from the file's value, with a different result in each run: the salted hash of a password. */
        record Hashed(String text) implements Value {
            /** A record's own would print a secret. */
            @Override
            public String toString() {
                return "Hashed";
            }
        }

        /**
         * A value that Seedbank made up because the file has none.
         *
         * @param text what {@link Text} would hold; for a {@code MOMENT} an ISO 8601 time in UTC with milliseconds
         */
        record Generated(Kind kind, String text) implements Value {}

        /** What a generated value is: the column's type decides in PostgreSQL; MongoDB keeps a date or a string. */
        enum Kind {
            MOMENT,
            TEXT
        }
    }
}
