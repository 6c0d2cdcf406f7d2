package dev.seedbank.backend.postgres;

import dev.seedbank.backend.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Names as SQL has them. Everything is quoted always: no list of keywords to keep, no case to lose. */
final class Identifiers {
    private Identifiers() {}

    static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String qualified(String schema, String name) {
        return quote(schema) + '.' + quote(name);
    }

    static String qualified(Collection collection) {
        return qualified(collection.namespace(), collection.name());
    }

    static String list(List<String> names) {
        return names.stream().map(Identifiers::quote).collect(Collectors.joining(", "));
    }

    /** A string constant; {@code standard_conforming_strings} is on in every session of ours. */
    static String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }
}
