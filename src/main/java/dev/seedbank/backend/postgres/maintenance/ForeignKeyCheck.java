package dev.seedbank.backend.postgres.maintenance;

import dev.seedbank.backend.maintenance.Evidence;
import dev.seedbank.backend.maintenance.Finding;
import dev.seedbank.backend.maintenance.FindingKind;
import dev.seedbank.backend.maintenance.Fix;
import dev.seedbank.backend.maintenance.Fix.Language;
import dev.seedbank.backend.maintenance.Inspection;
import dev.seedbank.backend.maintenance.Severity;
import dev.seedbank.backend.maintenance.Thresholds;
import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Foreign keys whose columns no index begins with: each change of the row that is referred to reads the whole table. */
record ForeignKeyCheck(Session session, Schemas schemas) implements Check {
    /** What an index is called: a name takes 63 bytes at most, and an ending is to fit in. */
    private static final int NAME_BYTES = 50;

    /** Whether index {@code i} begins with the columns of key {@code k}, in any order. Included columns are not searched by. */
    static final String BEGINS = """
            i.indnkeyatts >= cardinality(k.conkey)
                and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] <@ k.conkey""";

    /**
     * A partial index serves a key, too, if its predicate only says that the key's columns are not null: an equation says so as well.
     * One that is being built counts.
     * Keys that would have an index of the same name get the free names one after the other, those on the same columns the same one.
     */
    private String without() {
        return """
            with missing as (
                select n.nspname, n.oid namespace, t.oid tab, t.relname, t.relkind, t.reltuples, k.conname, k.confrelid, k.conkey, columns.names,
                    (select left(whole, max(length)) from (select t.relname || '_' || array_to_string(columns.names, '_') whole) name,
                        generate_series(1, %1$d) length where octet_length(left(whole, length)) <= %1$d group by whole) base
                from pg_constraint k join pg_class t on t.oid = k.conrelid join pg_namespace n on n.oid = t.relnamespace
                cross join lateral (select array(select a.attname from unnest(k.conkey) with ordinality u (attnum, at) join pg_attribute a
                    on a.attrelid = t.oid and a.attnum = u.attnum order by u.at)::text[] names) columns
                where k.contype = 'f' and k.conparentid = 0 and t.oid not in %2$s and %3$s and t.relname !~ '^%4$s'
                  and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = t.oid and d.deptype = 'e')
                  and not exists (select from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am am on am.oid = c.relam
                    where i.indrelid = t.oid and (i.indisvalid or %6$s) and am.amname in ('btree', 'hash') and %5$s
                      and not exists (select from regexp_split_to_table(btrim(pg_get_expr(i.indpred, i.indrelid), '()'), '\\) AND \\(') part
                        where part not in (select quote_ident(name) || ' IS NOT NULL' from unnest(columns.names) name)))),
            numbered as (select *, dense_rank() over (partition by nspname, base order by relname, conkey) number from missing)
            select nspname, relname, conname, confrelid::regclass::text, relkind = 'p', names,
                case relkind when 'p' then %7$s else pg_relation_size(tab) end,
                case relkind when 'p' then %8$s else greatest(reltuples, 0) end,
                (select free.name from (select base || case s when 0 then '' else '_' || s end || '_idx', s from generate_series(0, 999) s) free (name, s)
                    where not exists (select from pg_class other where other.relnamespace = namespace and other.relname = free.name)
                    order by free.s offset number - 1 limit 1)
            from numbered order by nspname collate "C", relname collate "C", conname collate "C"
            """.formatted(
                        NAME_BYTES,
                        LockedCheck.LOCKED,
                        schemas.condition("n.nspname"),
                        Schemas.OWN_PREFIX,
                        BEGINS,
                        Index.IN_WORK,
                        Partitions.sum("pg_relation_size(c.oid)", "tab"),
                        Partitions.sum("greatest(c.reltuples, 0)", "tab"));
    }

    @Override
    public String subject() {
        return "foreign keys";
    }

    @Override
    public Set<FindingKind> kinds() {
        return Set.of(FindingKind.MISSING_INDEX);
    }

    @Override
    public void look(Thresholds thresholds, Inspection.Log log) {
        session.query(without(), this::finding).forEach(log::found);
    }

    /** On a partitioned table an index cannot be built without locking it (PostgreSQL manual, CREATE INDEX). */
    private Finding finding(ResultSet row) throws SQLException {
        var schema = row.getString(1);
        var table = row.getString(2);
        boolean partitioned = row.getBoolean(5);
        var columns = List.of((String[]) row.getArray(6).getArray());
        long bytes = row.getLong(7);
        var index = "%s ON %s (%s)"
                .formatted(
                        Identifiers.quote(row.getString(9)),
                        Identifiers.qualified(schema, table),
                        Identifiers.list(columns));
        return new Finding(
                FindingKind.MISSING_INDEX,
                Severity.bySize(bytes),
                "%s.%s.%s".formatted(schema, table, row.getString(3)),
                schema.equals(schemas.main()) ? table : schema + "." + table,
                "is a foreign key without an index on (%s): each delete from %s scans all of %s"
                        .formatted(String.join(", ", columns), row.getString(4), table),
                List.of(Evidence.count("rows", row.getLong(8)), Evidence.bytes("size", bytes)),
                Optional.of(
                        partitioned
                                ? Fix.proposed(Language.SQL, "CREATE INDEX " + index)
                                : Fix.safe(Language.SQL, "CREATE INDEX CONCURRENTLY " + index)));
    }
}
