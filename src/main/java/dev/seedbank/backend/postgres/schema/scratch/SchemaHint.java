package dev.seedbank.backend.postgres.schema.scratch;

import java.util.List;

/** What a comment in a file says about how a structure is to get there, which the structure itself cannot say. */
public sealed interface SchemaHint {
    /** For messages. */
    String file();

    /** From 1. */
    int line();

    /** {@code schema/users.sql:3} */
    default String place() {
        return "%s:%d".formatted(file(), line());
    }

    /** What can get another name. */
    enum Kind {
        /** Of two names, the first may be its schema, or itself: then the second one is a column's. */
        TABLE,
        COLUMN,
        TYPE,
        /** Of an enum: the last of the names is the value. */
        VALUE
    }

    /**
     * {@code -- seedbank:renamed column public.users.username -> user_name}.
     *
     * @param from as the server knows the names, without quotes: with its schema, or without
     * @param to the new name alone
     */
    record Renamed(String file, int line, Kind kind, List<String> from, String to) implements SchemaHint {
        public Renamed {
            from = List.copyOf(from);
        }
    }

    /**
     * {@code -- seedbank:backfill users.name: initcap(login)}: what existing rows get in a column that is new, or may be null no more.
     *
     * @param column with its table, and perhaps its schema
     */
    record Backfill(String file, int line, List<String> column, String expression) implements SchemaHint {
        public Backfill {
            column = List.copyOf(column);
        }
    }

    /** {@code -- seedbank:using users.age: age::integer}: how the values of a column become those of its new type. */
    record Using(String file, int line, List<String> column, String expression) implements SchemaHint {
        public Using {
            column = List.copyOf(column);
        }
    }
}
