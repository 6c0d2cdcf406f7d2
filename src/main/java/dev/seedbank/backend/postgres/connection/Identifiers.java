package dev.seedbank.backend.postgres.connection;

import dev.seedbank.backend.Collection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Names as SQL has them. Everything is quoted always: no list of keywords to keep, no case to lose. */
public final class Identifiers {
    private Identifiers() {}

    public static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    public static String qualified(String schema, String name) {
        return quote(schema) + '.' + quote(name);
    }

    public static String qualified(Collection collection) {
        return qualified(collection.namespace(), collection.name());
    }

    /** The parts of a name such as {@code public."odd.name"}, without their quotes. */
    public static List<String> parts(String qualified) {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < qualified.length(); i++) {
            char c = qualified.charAt(i);
            if (c == '"') {
                boolean doubled = quoted && i + 1 < qualified.length() && qualified.charAt(i + 1) == '"';
                i += doubled ? 1 : 0;
                quoted ^= !doubled;
                part.append(doubled ? "\"" : "");
            } else if (c == '.' && !quoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    /** The name that SQL means by {@code users} or {@code "Users"}. */
    public static String unquote(String sql) {
        return sql.startsWith("\"") ? sql.substring(1, sql.length() - 1).replace("\"\"", "\"") : sql;
    }

    public static String list(List<String> names) {
        return names.stream().map(Identifiers::quote).collect(Collectors.joining(", "));
    }

    /** A string constant; {@code standard_conforming_strings} is on in every session of ours. */
    public static String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }
}
