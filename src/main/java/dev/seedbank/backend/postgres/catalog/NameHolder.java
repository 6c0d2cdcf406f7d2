package dev.seedbank.backend.postgres.catalog;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.postgres.connection.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What keeps a table of the store from being created, because it has the name: of all tables, views, indexes, sequences and types of
 * a schema only one can have it.
 *
 * @param words what it is, such as {@code a view} or {@code a partition of m}
 */
public record NameHolder(String words, boolean partition) {
    /** A table's own type is the table. The server moves an array's out of the way. */
    private static final String HOLDERS = """
            select w.schema, w.name, c.relkind::text, e.extname, pn.nspname, p.relname
            from unnest(?::text[], ?::text[]) w(schema, name)
            join pg_namespace n on n.nspname = w.schema
            join (
                select oid, relnamespace, relname, relkind from pg_class
                union all
                select t.oid, t.typnamespace, t.typname, 't' from pg_type t
                where t.typrelid = 0 and not exists (select from pg_type a where a.typarray = t.oid)
            ) c(oid, relnamespace, relname, relkind) on c.relnamespace = n.oid and c.relname = w.name
            left join pg_class self on self.oid = c.oid and self.relispartition and c.relkind in ('r', 'p', 'f')
            left join pg_inherits h on h.inhrelid = self.oid
            left join pg_class p on p.oid = h.inhparent left join pg_namespace pn on pn.oid = p.relnamespace
            left join (pg_depend d join pg_extension e on e.oid = d.refobjid)
                on d.objid = c.oid and d.deptype = 'e' and d.classid in ('pg_class'::regclass, 'pg_type'::regclass)
            """;

    /** @param names that no table of the store has */
    public static Map<Collection, NameHolder> of(Session session, Schemas schemas, List<Collection> names) {
        if (names.isEmpty()) {
            return Map.of();
        }
        var found = new HashMap<List<String>, NameHolder>();
        session.query(
                HOLDERS,
                row -> found.put(List.of(row.getString(1), row.getString(2)), holder(row, schemas)),
                names.stream().map(Collection::namespace).toList(),
                names.stream().map(Collection::name).toList());
        var holders = new HashMap<Collection, NameHolder>();
        for (var name : names) {
            var holder = found.get(List.of(name.namespace(), name.name()));
            if (holder != null) {
                holders.put(name, holder);
            }
        }
        return holders;
    }

    private static NameHolder holder(ResultSet row, Schemas schemas) throws SQLException {
        var words = words(row.getString(3));
        var extension = row.getString(4);
        var parent = row.getString(6);
        if (parent != null) {
            var schema = row.getString(5);
            var label = schema.equals(schemas.main()) ? parent : schema + "." + parent;
            var foreign = row.getString(3).equals("f");
            return new NameHolder((foreign ? words + " and " : "") + "a partition of " + label, !foreign);
        }
        return new NameHolder(extension == null ? words : words + " of the extension " + extension, false);
    }

    private static String words(String kind) {
        return switch (kind) {
            case "v" -> "a view";
            case "m" -> "a materialized view";
            case "S" -> "a sequence";
            case "f" -> "a foreign table";
            case "i", "I" -> "an index";
            case "c" -> "a composite type";
            case "t" -> "a type";
            default -> "a table that is not the store's";
        };
    }
}
