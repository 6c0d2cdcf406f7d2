package dev.seedbank.backend.postgres;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.SensitiveField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Columns that a backup does not have, carried from the rows that a restore replaces to those that it puts in their place, by the
 * primary key: in a temporary table that ends with the transaction.
 *
 * @param table as it was before
 * @param key the columns of its primary key
 * @param fields the columns that are carried
 */
record KeptColumns(Session session, Table table, List<String> key, List<String> fields, String temporary) {
    private static final String KEY = """
            select a.attname from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
            where i.indrelid = ? and i.indisprimary order by a.attnum
            """;

    /**
     * Before anything is emptied or dropped.
     *
     * @param tables that are there now
     */
    static List<KeptColumns> save(Session session, LoadRequest request, Map<Collection, Table> tables) {
        var kept = new ArrayList<KeptColumns>();
        for (var item : request.items()) {
            var table = tables.get(item.target());
            if (table != null) {
                var fields = fields(item, table);
                var key = key(session, table);
                if (!fields.isEmpty() && !key.isEmpty()) {
                    var name = "pg_temp._seedbank_kept_" + kept.size();
                    kept.add(new KeptColumns(session, table, key, fields, name).save());
                }
            }
        }
        return kept;
    }

    static List<String> key(Session session, Table table) {
        return session.query(KEY, row -> row.getString(1), table.oid());
    }

    private static List<String> fields(LoadRequest.Item item, Table table) {
        var stored = table.stored().stream().map(TableColumn::name).toList();
        return item.sensitive().stream()
                .map(SensitiveField::name)
                .filter(stored::contains)
                .toList();
    }

    private KeptColumns save() {
        var rowSecurity = RowSecuritySuspension.begin(session, Relations.of(session, List.of(table)));
        var columns =
                Identifiers.list(Stream.concat(key.stream(), fields.stream()).toList());
        session.run("create temporary table %s on commit drop as select %s from %s"
                .formatted(temporary, columns, table.onlySql()));
        session.run("analyze " + temporary);
        rowSecurity.end();
        return this;
    }

    /**
     * When the rows are loaded.
     *
     * @param after the table as it is now, if it is another
     * @return whether it could be done: not if a column is of another type now
     */
    boolean putBack(Table after) {
        var same = Stream.concat(key.stream(), fields.stream())
                .allMatch(name -> type(table, name).equals(type(after, name)));
        if (same) {
            var values = fields.stream()
                    .map(Identifiers::quote)
                    .map(name -> "%s = kept.%s".formatted(name, name))
                    .collect(Collectors.joining(", "));
            var rows = key.stream()
                    .map(Identifiers::quote)
                    .map(name -> "loaded.%s = kept.%s".formatted(name, name))
                    .collect(Collectors.joining(" and "));
            session.run("update %s as loaded set %s from %s as kept where %s"
                    .formatted(after.onlySql(), values, temporary, rows));
        }
        return same;
    }

    private static String type(Table table, String column) {
        return table.columns().stream()
                .filter(one -> one.name().equals(column))
                .map(TableColumn::type)
                .findFirst()
                .orElse("");
    }
}
