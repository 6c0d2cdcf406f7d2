package dev.seedbank.backend.postgres.index;

import dev.seedbank.backend.postgres.catalog.Table;
import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.failure.Failure;
import java.util.List;
import java.util.stream.Collectors;

/** Rows that keep an index from being unique. */
final class Duplicates {
    private static final int SHOWN = 3;

    private static final String PRIMARY_KEY = """
            select a.attname from pg_catalog.pg_constraint k cross join lateral pg_catalog.unnest(k.conkey) with ordinality c (number, place)
                join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = c.number
            where k.conrelid = ?::oid and k.contype = 'p' order by c.place
            """;

    private Duplicates() {}

    /**
     * In words that stand behind a colon: {@code (a@b.c) is in 2 rows, such as those with (id) = (1) and (7)}; empty if they cannot be
     * read.
     *
     * @param index as the server writes it, so that its expressions need no search path
     */
    static String words(Session session, Table table, Index index) {
        try {
            var primary = session.query(PRIMARY_KEY, row -> row.getString(1), table.oid());
            var found = session.query(
                    sql(table, index, primary),
                    row -> "(%s) is in %d rows, such as those with %s = (%s) and (%s)"
                            .formatted(
                                    row.getString(1),
                                    row.getLong(2),
                                    primary.isEmpty() ? "ctid" : "(" + String.join(", ", primary) + ")",
                                    row.getString(3),
                                    row.getString(4)));
            return found.stream().limit(SHOWN).collect(Collectors.joining("; "))
                    + (found.size() > SHOWN ? "; and others" : "");
        } catch (Failure e) {
            return "";
        }
    }

    private static String sql(Table table, Index index, List<String> primary) {
        var keys = index.keys();
        var named = primary.isEmpty()
                ? "ctid::text"
                : text(primary.stream().map(Identifiers::quote).toList());
        boolean nullsDistinct = !index.definition().contains(" NULLS NOT DISTINCT");
        var conditions = new java.util.ArrayList<String>();
        if (!index.predicate().isEmpty()) {
            conditions.add("(" + index.predicate() + ")");
        }
        if (nullsDistinct) {
            keys.forEach(key -> conditions.add("(" + key + ") is not null"));
        }
        return "select %s, count(*), min(%s), max(%s) from %s%s group by %s having count(*) > 1 order by 2 desc, 1 limit %d"
                .formatted(
                        text(keys),
                        named,
                        named,
                        table.sql(),
                        conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions),
                        keys.stream().map(it -> "(" + it + ")").collect(Collectors.joining(", ")),
                        SHOWN + 1);
    }

    private static String text(List<String> keys) {
        return keys.stream()
                .map(it -> "(" + it + ")::text")
                .collect(Collectors.joining(", ", "pg_catalog.concat_ws(', ', ", ")"));
    }
}
