package dev.seedbank.backend.postgres.index;

import dev.seedbank.backend.postgres.catalog.Table;
import dev.seedbank.backend.postgres.connection.Identifiers;
import java.nio.charset.StandardCharsets;

/** SQL for indexes. */
final class Statements {
    /** Bytes of a name (PostgreSQL manual, Identifiers). */
    private static final int LONGEST = 63;

    private Statements() {}

    /** @param name empty if the server is to choose */
    static String create(Table table, Declared declared, String name) {
        boolean concurrently = declared.concurrently() && !table.partitioned();
        var options = (concurrently ? "concurrently " : "") + (name.isEmpty() ? "" : Identifiers.quote(name));
        return declared.statement(options.strip(), (table.partitioned() ? "only " : "") + table.sql());
    }

    static String drop(Index index) {
        return "drop index %s%s".formatted(index.state().partitioned() ? "" : "concurrently ", index.name());
    }

    /** The name with something behind it, cut so that both fit. */
    static String fitting(String name, String behind) {
        int end = name.length();
        while (name.substring(0, end).getBytes(StandardCharsets.UTF_8).length + behind.length() > LONGEST) {
            end = name.offsetByCodePoints(end, -1);
        }
        return name.substring(0, end) + behind;
    }
}
