package dev.seedbank.backend.postgres.structure.read;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param name quoted
 * @param type with what belongs to it: collation, compression
 * @param isLocal whether it was declared here, and not only inherited
 * @param defaultKey of the default's own entry in the catalogue, if there is a default
 * @param expression of the default or generated column
 * @param generated {@code STORED}, {@code VIRTUAL}, or null
 * @param identity the whole clause, or null
 * @param isNotNull whether NULLs are refused by a validated constraint
 * @param notNullName {@code CONSTRAINT name} and a blank, or empty: before PostgreSQL 18 it had none
 * @param notNullEnd {@code NO INHERIT} after a blank, or empty
 * @param notNullFrom where that was declared
 * @param settings statements for what CREATE TABLE cannot say
 */
record StructureColumn(
        String name,
        String type,
        boolean isLocal,
        @Nullable StructureKey defaultKey,
        @Nullable String expression,
        @Nullable String generated,
        @Nullable String identity,
        boolean isNotNull,
        String notNullName,
        String notNullEnd,
        NotNullFrom notNullFrom,
        List<String> settings) {
    /** Before PostgreSQL 18 the catalogue does not say. */
    enum NotNullFrom {
        HERE,
        PARENT,
        UNKNOWN
    }

    /** A not-null constraint is named only where the server would find another name by itself. */
    private static final String SQL = """
            select a.attrelid, quote_ident(a.attname),
                format_type(a.atttypid, a.atttypmod)
                    || case a.attcompression when 'p' then ' COMPRESSION pglz' when 'l' then ' COMPRESSION lz4' else '' end
                    || case when a.attcollation <> t.typcollation and a.attcollation <> 0 then ' COLLATE ' || a.attcollation::regcollation else '' end,
                a.attislocal, d.oid, pg_get_expr(d.adbin, d.adrelid),
                case a.attgenerated when 's' then 'STORED' when 'v' then 'VIRTUAL' end,
                (select format('GENERATED %s AS IDENTITY (SEQUENCE NAME %I.%I START WITH %s INCREMENT BY %s MINVALUE %s MAXVALUE %s CACHE %s%s)',
                        case a.attidentity when 'a' then 'ALWAYS' else 'BY DEFAULT' end, sn.nspname, sc.relname,
                        s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, case when s.seqcycle then ' CYCLE' end)
                    from pg_depend sd join pg_sequence s on s.seqrelid = sd.objid join pg_class sc on sc.oid = s.seqrelid join pg_namespace sn on sn.oid = sc.relnamespace
                    where sd.classid = 'pg_class'::regclass and sd.refclassid = 'pg_class'::regclass and sd.refobjid = a.attrelid
                        and sd.refobjsubid = a.attnum and sd.deptype = 'i' and a.attidentity <> ''),
                a.attnotnull and coalesce(k.convalidated, true),
                case when k.conname <> c.relname || '_' || a.attname || '_not_null' or exists (select from pg_constraint o
                        where o.connamespace = k.connamespace and o.conname = k.conname and o.oid <> k.oid) then format('CONSTRAINT %I ', k.conname) else '' end,
                case when k.connoinherit then ' NO INHERIT' else '' end,
                case when k.conislocal then 'HERE' when k.oid is not null then 'PARENT' else 'UNKNOWN' end,
                array_remove(array[
                    case when a.attstorage <> t.typstorage then format('SET STORAGE %s',
                        case a.attstorage when 'p' then 'PLAIN' when 'e' then 'EXTERNAL' when 'm' then 'MAIN' else 'EXTENDED' end) end,
                    case when a.attstattarget >= 0 then format('SET STATISTICS %s', a.attstattarget) end,
                    case when a.attoptions is not null then format('SET (%s)', array_to_string(a.attoptions, ', ')) end,
                    (select 'OPTIONS (' || string_agg(format('%I %L', option_name, option_value), ', ') || ')' from pg_options_to_table(a.attfdwoptions))], null)
            from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace join pg_type t on t.oid = a.atttypid
                left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                left join pg_constraint k on k.conrelid = a.attrelid and k.contype = 'n' and k.conkey = array[a.attnum]
            where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'f') and c.relpersistence <> 't'
                and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and a.attrelid = any (?::oid[])
            order by a.attrelid, a.attnum
            """;

    /** Of these tables, by the table's oid, in the table's order. */
    static Map<Long, List<StructureColumn>> read(Connection connection, Collection<Long> tables) throws SQLException {
        try (var statement = connection.prepareStatement(SQL)) {
            statement.setArray(1, connection.createArrayOf("int8", tables.toArray()));
            return read(statement);
        }
    }

    private static Map<Long, List<StructureColumn>> read(PreparedStatement statement) throws SQLException {
        var columns = new HashMap<Long, List<StructureColumn>>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                var defaultOid = rows.getLong(5);
                var column = new StructureColumn(
                        rows.getString(2),
                        rows.getString(3),
                        rows.getBoolean(4),
                        defaultOid == 0 ? null : new StructureKey("pg_attrdef", defaultOid),
                        rows.getString(6),
                        rows.getString(7),
                        rows.getString(8),
                        rows.getBoolean(9),
                        rows.getString(10),
                        rows.getString(11),
                        NotNullFrom.valueOf(rows.getString(12)),
                        StructureQuery.texts(rows, 13));
                columns.computeIfAbsent(rows.getLong(1), oid -> new ArrayList<>())
                        .add(column);
            }
        }
        return columns;
    }

    boolean isGenerated() {
        return generated != null;
    }

    /** Whether there is a plain default that is written after the table. */
    boolean isDefaultApart(StructureGraph graph) {
        return defaultKey != null && !isGenerated() && graph.isSeparate(defaultKey);
    }

    /** As it stands in CREATE TABLE. */
    String text(StructureGraph graph, boolean withNotNull) {
        var text = new StringBuilder(name).append(' ').append(type);
        if (isGenerated()) {
            text.append(" GENERATED ALWAYS AS (")
                    .append(expression)
                    .append(") ")
                    .append(generated);
        } else if (expression != null && !isDefaultApart(graph)) {
            text.append(" DEFAULT ").append(expression);
        }
        if (identity != null) {
            text.append(' ').append(identity);
        }
        if (withNotNull) {
            text.append(' ').append(notNullName).append("NOT NULL").append(notNullEnd);
        }
        return text.toString();
    }
}
