package dev.seedbank.backend.postgres.restore;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.SensitiveField;
import dev.seedbank.backend.postgres.catalog.AffectedTables;
import dev.seedbank.backend.postgres.catalog.Table;
import dev.seedbank.backend.postgres.catalog.TableColumn;
import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.Session;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Columns that a backup does not have, carried from the rows that a restore replaces to those that it puts in their place, by the
 * primary key: in a temporary table that ends with the transaction.
 *
 * @param table as it was before
 * @param key the columns of its primary key
 * @param fields the columns that are carried
 * @param asText those of both that are of a type of the database's own, which may be dropped and created anew before they are put back
 */
record KeptColumns(
        Session session,
        Table table,
        List<String> key,
        List<SensitiveField> fields,
        Set<String> asText,
        String temporary) {
    private static final String KEY = """
            select a.attname from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
            where i.indrelid = ? and i.indisprimary order by a.attnum
            """;

    /** The server's own types have numbers below that of the first object of a user. */
    private static final String OWN_TYPE = "select attname from pg_attribute where attrelid = ? and atttypid >= 16384";

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
                var key = fields.isEmpty() ? List.<String>of() : key(session, table);
                if (!key.isEmpty()) {
                    var asText = new HashSet<>(session.query(OWN_TYPE, row -> row.getString(1), table.oid()));
                    var name = "pg_temp._seedbank_kept_" + kept.size();
                    kept.add(new KeptColumns(session, table, key, fields, asText, name).save());
                }
            }
        }
        return kept;
    }

    static List<String> key(Session session, Table table) {
        return session.query(KEY, row -> row.getString(1), table.oid());
    }

    private static List<SensitiveField> fields(LoadRequest.Item item, Table table) {
        var stored = table.stored().stream().map(TableColumn::name).toList();
        return item.sensitive().stream()
                .filter(field -> stored.contains(field.name()))
                .toList();
    }

    private List<String> names() {
        return fields.stream().map(SensitiveField::name).toList();
    }

    private KeptColumns save() {
        var rowSecurity = RowSecuritySuspension.begin(session, AffectedTables.of(session, List.of(table)));
        var columns = Stream.concat(key.stream(), names().stream())
                .map(name -> "%s as %s".formatted(text(name, ""), Identifiers.quote(name)))
                .collect(Collectors.joining(", "));
        session.run("create temporary table %s on commit drop as select %s from %s"
                .formatted(temporary, columns, table.onlySql()));
        session.run("analyze " + temporary);
        rowSecurity.end();
        return this;
    }

    private String text(String name, String prefix) {
        return prefix + Identifiers.quote(name) + (asText.contains(name) ? "::text" : "");
    }

    /**
     * When the rows are loaded.
     *
     * @param after the table as it is now, if it is another
     * @return whether it could be done: not if a column is of another type now
     */
    boolean putBack(Table after) {
        var same = Stream.concat(key.stream(), names().stream())
                .allMatch(name -> type(table, name).equals(type(after, name)));
        if (same) {
            var values = fields.stream().map(this::assignment).collect(Collectors.joining(", "));
            var rows = key.stream()
                    .map(name -> "%s = kept.%s".formatted(text(name, "loaded."), Identifiers.quote(name)))
                    .collect(Collectors.joining(" and "));
            var patterns =
                    fields.stream().flatMap(field -> field.numbered().stream()).toArray();
            session.run(
                    "update %s as loaded set %s from %s as kept where %s"
                            .formatted(after.onlySql(), values, temporary, rows),
                    patterns);
        }
        return same;
    }

    /** A number that an earlier restore gave is not carried: this one has numbered the rows anew. */
    private String assignment(SensitiveField field) {
        var name = Identifiers.quote(field.name());
        var value = asText.contains(field.name())
                ? "cast(kept.%s as %s)".formatted(name, type(table, field.name()))
                : "kept." + name;
        return field.numbered().isEmpty()
                ? "%s = %s".formatted(name, value)
                : "%1$s = case when kept.%1$s::text ~ ? then loaded.%1$s else %2$s end".formatted(name, value);
    }

    private static String type(Table table, String column) {
        return table.columns().stream()
                .filter(one -> one.name().equals(column))
                .map(TableColumn::type)
                .findFirst()
                .orElse("");
    }
}
