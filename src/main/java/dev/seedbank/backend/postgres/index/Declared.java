package dev.seedbank.backend.postgres.index;

import dev.seedbank.backend.postgres.connection.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * An index as a file has it.
 *
 * @param name empty if the server is to choose one
 * @param raw all that would stand behind {@code USING}, if the file has it so; else empty
 * @param include columns
 * @param where empty for all rows
 * @param storage parameters
 * @param tablespace empty for the database's own
 * @param concurrently whether writers go on while it is built
 * @param line in the file
 */
record Declared(
        String name,
        boolean unique,
        String raw,
        String method,
        List<Key> keys,
        List<String> include,
        boolean nullsDistinct,
        String where,
        SortedMap<String, String> storage,
        String tablespace,
        boolean concurrently,
        int line) {
    Declared {
        keys = List.copyOf(keys);
        include = List.copyOf(include);
    }

    /**
     * One thing that is indexed.
     *
     * @param text a column's name, or an expression
     * @param column which of them it is
     * @param rest what stands behind it: collation, operator class, order
     */
    record Key(String text, boolean column, String rest) {
        String sql() {
            return (column ? Identifiers.quote(text) : "(" + text + ")") + rest;
        }

        /** As the server writes it, if that is simple. */
        String guess() {
            return (column ? ExistingIndexes.written(text) : text) + rest;
        }
    }

    /** What stands behind {@code USING}, without storage parameters, for a statement. */
    String definition() {
        return raw.isEmpty() ? text(Key::sql, Identifiers::quote, "(" + where + ")") : raw;
    }

    /** The same as the server probably writes it: if it does, it need not be asked. */
    String guess() {
        return raw.isEmpty() ? text(Key::guess, ExistingIndexes::written, where) : raw;
    }

    private String text(
            java.util.function.Function<Key, String> key,
            java.util.function.UnaryOperator<String> column,
            String condition) {
        var text =
                new StringBuilder(method).append(keys.stream().map(key).collect(Collectors.joining(", ", " (", ")")));
        if (!include.isEmpty()) {
            text.append(include.stream().map(column).collect(Collectors.joining(", ", " INCLUDE (", ")")));
        }
        if (!nullsDistinct) {
            text.append(" NULLS NOT DISTINCT");
        }
        if (!where.isEmpty()) {
            text.append(" WHERE ").append(condition);
        }
        return text.toString();
    }

    /**
     * The statement that builds it.
     *
     * @param options between {@code INDEX} and {@code ON}, such as {@code concurrently "name"}
     * @param table as SQL, perhaps with {@code only}
     */
    String statement(String options, String table) {
        return "create %sindex %s%son %s using %s"
                .formatted(unique ? "unique " : "", options, options.isEmpty() ? "" : " ", table, withStorage());
    }

    /** Storage parameters stand before the condition. */
    private String withStorage() {
        var all = definition();
        int where = condition(all);
        var before = where < 0 ? all : all.substring(0, where);
        var clauses = new ArrayList<String>();
        if (!storage.isEmpty()) {
            clauses.add(" with (" + parameters(storage) + ")");
        }
        if (!tablespace.isEmpty()) {
            clauses.add(" tablespace " + Identifiers.quote(tablespace));
        }
        return before + String.join("", clauses) + (where < 0 ? "" : all.substring(where));
    }

    static String parameters(Map<String, String> storage) {
        return storage.entrySet().stream()
                .map(it -> Identifiers.quote(it.getKey()) + " = " + Identifiers.literal(it.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** Where the condition begins, outside of quotes and parentheses; -1 if there is none. */
    private static int condition(String definition) {
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < definition.length(); i++) {
            char c = definition.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                if (depth == 0 && definition.regionMatches(true, i, " where ", 0, 7)) {
                    return i;
                }
            }
        }
        return -1;
    }

    String words() {
        return Index.words(unique, guess(), storage);
    }
}
