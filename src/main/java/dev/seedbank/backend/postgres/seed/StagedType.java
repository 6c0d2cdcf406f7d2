package dev.seedbank.backend.postgres.seed;

import dev.seedbank.backend.postgres.catalog.Table;
import dev.seedbank.backend.postgres.catalog.TableColumn;
import dev.seedbank.backend.postgres.connection.Session;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How the server holds a column's values.
 *
 * @param name of the type with its length, and without a domain, whose rules are for rows that are inserted
 * @param loose the same without its length
 * @param byDefault the expression for rows that do not have the column; empty for NULL
 */
record StagedType(String name, String loose, Optional<String> byDefault) {
    private static final String TYPES = """
            with recursive based as (
                select a.attnum, a.atttypid as type, a.atttypmod as length from pg_attribute a
                where a.attrelid = ?::oid and a.attnum > 0 and not a.attisdropped
                union all
                select b.attnum, t.typbasetype, case when t.typtypmod = -1 then b.length else t.typtypmod end
                from based b join pg_type t on t.oid = b.type where t.typtype = 'd')
            select a.attname, format_type(b.type, b.length), format_type(b.type, -1),
                   case when a.attidentity <> ''
                        then format('nextval(%L::regclass)', pg_get_serial_sequence(?, a.attname))
                        else coalesce(pg_get_expr(d.adbin, d.adrelid), pg_get_expr(o.typdefaultbin, 0)) end
            from based b join pg_type t on t.oid = b.type and t.typtype <> 'd'
            join pg_attribute a on a.attrelid = ?::oid and a.attnum = b.attnum
            join pg_type o on o.oid = a.atttypid
            left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            """;

    /** By the columns' names. */
    static Map<String, StagedType> of(Session session, Table table) {
        var types = new HashMap<String, StagedType>();
        session.query(
                TYPES,
                row -> types.put(
                        row.getString(1),
                        new StagedType(row.getString(2), row.getString(3), Optional.ofNullable(row.getString(4)))),
                table.oid(),
                table.sql(),
                table.oid());
        return types;
    }

    static StagedType in(Map<String, StagedType> types, TableColumn column) {
        var type = types.get(column.name());
        if (type == null) {
            throw new IllegalStateException("no type of " + column.name());
        }
        return type;
    }
}
