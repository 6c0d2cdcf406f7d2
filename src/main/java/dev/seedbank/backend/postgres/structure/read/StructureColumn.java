package dev.seedbank.backend.postgres.structure.read;

import dev.seedbank.backend.postgres.structure.definition.Column;
import dev.seedbank.backend.postgres.structure.definition.Column.NotNull;
import dev.seedbank.backend.postgres.structure.definition.ColumnValue;
import dev.seedbank.backend.postgres.structure.definition.SequenceOptions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table as read from the catalog.
 *
 * @param column as if the table had no parents
 * @param isLocal whether it was declared here, and not only inherited
 * @param defaultKey of the default's own entry in the catalog, if there is a default
 * @param notNullFrom where its NOT NULL was declared
 */
record StructureColumn(
        Column column, boolean isLocal, @Nullable StructureKey defaultKey, NotNullFrom notNullFrom) {
    /** Before PostgreSQL 18 the catalog does not say. */
    enum NotNullFrom {
        HERE,
        PARENT,
        UNKNOWN
    }

    /** A not-null constraint is named only where the server would find another name by itself. */
    private static final String SQL = """
            select a.attrelid, quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
                case a.attcompression when 'p' then 'pglz' when 'l' then 'lz4' end,
                case when a.attcollation <> t.typcollation and a.attcollation <> 0 then a.attcollation::regcollation::text end,
                a.attislocal, d.oid, pg_get_expr(d.adbin, d.adrelid),
                case a.attgenerated when 's' then 'STORED' when 'v' then 'VIRTUAL' end,
                (select array[case a.attidentity when 'a' then 'ALWAYS' else 'BY DEFAULT' end, format('%I.%I', sn.nspname, sc.relname),
                        s.seqstart::text, s.seqincrement::text, s.seqmin::text, s.seqmax::text, s.seqcache::text, s.seqcycle::text]
                    from pg_depend sd join pg_sequence s on s.seqrelid = sd.objid join pg_class sc on sc.oid = s.seqrelid join pg_namespace sn on sn.oid = sc.relnamespace
                    where sd.classid = 'pg_class'::regclass and sd.refclassid = 'pg_class'::regclass and sd.refobjid = a.attrelid
                        and sd.refobjsubid = a.attnum and sd.deptype = 'i' and a.attidentity <> ''),
                a.attnotnull and coalesce(k.convalidated, true),
                case when k.conname <> c.relname || '_' || a.attname || '_not_null' or exists (select from pg_constraint o
                        where o.connamespace = k.connamespace and o.conname = k.conname and o.oid <> k.oid) then quote_ident(k.conname) else '' end,
                k.connoinherit, case when k.conislocal then 'HERE' when k.oid is not null then 'PARENT' else 'UNKNOWN' end,
                case when a.attstorage <> t.typstorage then case a.attstorage when 'p' then 'PLAIN' when 'e' then 'EXTERNAL' when 'm' then 'MAIN' else 'EXTENDED' end end,
                case when a.attstattarget >= 0 then a.attstattarget end, a.attoptions,
                (select array_agg(array[quote_ident(option_name), quote_nullable(option_value)]) from pg_options_to_table(a.attfdwoptions))
            from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace join pg_type t on t.oid = a.atttypid
                left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                left join pg_constraint k on k.conrelid = a.attrelid and k.contype = 'n' and k.conkey = array[a.attnum]
            where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'f') and c.relpersistence <> 't'
                and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and a.attrelid = any (?::oid[])
            order by a.attrelid, a.attnum
            """;

    /** Of these tables, by the table's oid, in the table's order. */
    static Map<Long, List<StructureColumn>> read(Connection connection, StructureGraph graph, Collection<Long> tables)
            throws SQLException {
        try (var statement = connection.prepareStatement(SQL)) {
            statement.setArray(1, connection.createArrayOf("int8", tables.toArray()));
            var columns = new HashMap<Long, List<StructureColumn>>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.computeIfAbsent(rows.getLong(1), oid -> new ArrayList<>())
                            .add(column(rows, graph));
                }
            }
            return columns;
        }
    }

    private static StructureColumn column(ResultSet rows, StructureGraph graph) throws SQLException {
        var defaultOid = rows.getLong(7);
        var defaultKey = defaultOid == 0 ? null : new StructureKey("pg_attrdef", defaultOid);
        var from = NotNullFrom.valueOf(rows.getString(14));
        boolean isConstraint = from != NotNullFrom.UNKNOWN;
        var notNull = rows.getBoolean(11)
                ? new NotNull(rows.getString(12), rows.getBoolean(13), isConstraint, true, false)
                : null;
        var column = new Column(
                rows.getString(2),
                rows.getString(3),
                rows.getString(5),
                rows.getString(4),
                value(rows, defaultKey != null && graph.isSeparate(defaultKey)),
                notNull,
                Column.Origin.OWN,
                true,
                rows.getString(15),
                rows.getString(16),
                StructureQuery.options(rows, 17),
                StructureQuery.settings(rows, 18));
        return new StructureColumn(column, rows.getBoolean(6), defaultKey, from);
    }

    private static @Nullable ColumnValue value(ResultSet rows, boolean isSeparate) throws SQLException {
        var expression = rows.getString(8);
        var generated = rows.getString(9);
        if (expression != null) {
            var kept = ArrayCasts.kept(expression);
            return generated == null
                    ? new ColumnValue.Default(kept, isSeparate)
                    : new ColumnValue.Generated(kept, generated);
        }
        var identity = StructureQuery.texts(rows, 10);
        return identity.isEmpty()
                ? null
                : new ColumnValue.Identity(
                        identity.get(0),
                        identity.get(1),
                        new SequenceOptions(
                                identity.get(2),
                                identity.get(3),
                                identity.get(4),
                                identity.get(5),
                                identity.get(6),
                                identity.get(7).equals("true")));
    }

    String name() {
        return column.name();
    }

    /** In a table with parents, which have these by its name. */
    Column below(List<StructureColumn> inherited) {
        var origin = inherited.isEmpty()
                ? Column.Origin.OWN
                : inherited.stream().allMatch(this::hasValueOf) ? Column.Origin.INHERITED : Column.Origin.CHANGED;
        return column.below(origin, isLocal, notNullBelow(inherited));
    }

    private boolean hasValueOf(StructureColumn parent) {
        return !parent.column.isDefaultApart() && Objects.equals(parent.column.expression(), column.expression());
    }

    /** Where the catalog does not say whose a not-null constraint is, it counts as the parents' if one of them has it. */
    private @Nullable NotNull notNullBelow(List<StructureColumn> inherited) {
        var notNull = column.notNull();
        if (notNull == null) {
            return null;
        }
        boolean parentsHaveIt = inherited.stream().anyMatch(parent -> parent.column.notNull() != null);
        boolean isDeclared = switch (notNullFrom) {
            case HERE -> true;
            case PARENT -> isLocal && inherited.isEmpty();
            case UNKNOWN -> !parentsHaveIt;
        };
        return new NotNull(
                notNull.name(),
                notNull.noInherit(),
                notNull.isConstraint(),
                isDeclared,
                parentsHaveIt || notNullFrom == NotNullFrom.PARENT);
    }
}
