package dev.seedbank.backend.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The SQL for rows that have the same columns, the same key, and NULL in the same columns of it. Values are cast to the
 * column's type without its length, because a cast to the type with its length cuts without a word; the assignment to the
 * column then complains.
 *
 * @param key by which a row is looked for; empty if nothing tells whether it exists
 * @param lenient whether any unique constraint may decide that a row exists
 */
record SeedStatement(
        Table table,
        List<TableColumn> columns,
        List<String> key,
        List<Boolean> keyIsNull,
        List<String> made,
        boolean lenient) {
    static SeedStatement of(Table table, PreparedRow row, List<String> key, boolean lenient) {
        return new SeedStatement(
                table,
                row.columns(),
                key,
                key.stream().map(name -> row.value(name) == null).toList(),
                row.made().stream().sorted().toList(),
                lenient);
    }

    /** The key is looked for first even where constraints would decide, because a refused row uses up a sequence's value. */
    String insert() {
        if (columns.isEmpty()) {
            return "insert into " + table.sql() + " default values";
        }
        var into = "insert into " + table.sql() + " as e (" + names() + ")" + overriding();
        var otherwise = lenient ? " on conflict do nothing" : "";
        if (key.isEmpty()) {
            return into + " values (" + join(columns, SeedStatement::cast) + ")" + otherwise;
        }
        return into + " select * from " + values() + " where not exists (select from " + table.onlySql()
                + " as e where " + sameKey() + ")" + otherwise;
    }

    /** Of a row that is there and differs in a column; empty if nothing could differ. */
    Optional<String> update() {
        var set = new ArrayList<>(columns);
        set.removeIf(column -> key.contains(column.name()) || made.contains(column.name()) || column.alwaysIdentity());
        if (set.isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        var assignments =
                join(set, column -> Identifiers.quote(column.name()) + " = v." + Identifiers.quote(column.name()));
        // As text, because not every type has an equality; in the column's full type, as it would be stored.
        var changes = set.stream()
                .map(column -> "e.%1$s::text is distinct from cast(v.%1$s as %2$s)::text"
                        .formatted(Identifiers.quote(column.name()), column.type()))
                .collect(Collectors.joining(" or "));
        return Optional.of("update " + table.onlySql() + " as e set " + assignments + " from " + values() + " where "
                + sameKey() + " and (" + changes + ")");
    }

    private String overriding() {
        return columns.stream().anyMatch(TableColumn::alwaysIdentity) ? " overriding system value" : "";
    }

    private String values() {
        return "(values (" + join(columns, SeedStatement::cast) + ")) as v (" + names() + ")";
    }

    private String names() {
        return join(columns, column -> Identifiers.quote(column.name()));
    }

    private String sameKey() {
        var conditions = new ArrayList<String>();
        for (int i = 0; i < key.size(); i++) {
            var name = Identifiers.quote(key.get(i));
            conditions.add(keyIsNull.get(i) ? "e." + name + " is null" : "e." + name + " = v." + name);
        }
        return String.join(" and ", conditions);
    }

    private static String cast(TableColumn column) {
        return "cast(? as " + column.looseType() + ")";
    }

    private static String join(List<TableColumn> columns, Function<TableColumn, String> part) {
        return columns.stream().map(part).collect(Collectors.joining(", "));
    }
}
