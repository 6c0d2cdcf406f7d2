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
    private String without() {
        return """
            select n.nspname, t.relname, k.conname, k.confrelid::regclass::text, t.relkind = 'p',
                array(select a.attname from unnest(k.conkey) with ordinality u (attnum, at) join pg_attribute a
                    on a.attrelid = t.oid and a.attnum = u.attnum order by u.at)::text[],
                case t.relkind when 'p' then (select coalesce(sum(pg_relation_size(p.relid)), 0) from pg_partition_tree(t.oid) p) else pg_relation_size(t.oid) end,
                greatest(t.reltuples, 0),
                (select free.name from (select left(t.relname || '_' || (select string_agg(a.attname, '_' order by u.at) from unnest(k.conkey) with ordinality u (attnum, at)
                        join pg_attribute a on a.attrelid = t.oid and a.attnum = u.attnum), 50) || case s when 0 then '' else '_' || s end || '_idx', s from generate_series(0, 99) s) free (name, s)
                    where not exists (select from pg_class other where other.relnamespace = t.relnamespace and other.relname = free.name) order by free.s limit 1)
            from pg_constraint k join pg_class t on t.oid = k.conrelid join pg_namespace n on n.oid = t.relnamespace
            where k.contype = 'f' and k.conparentid = 0 and t.oid not in %s and %s and t.relname !~ '^%s'
              and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = t.oid and d.deptype = 'e')
              and not exists (select from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am am on am.oid = c.relam
                where i.indrelid = t.oid and i.indisvalid and i.indpred is null and am.amname in ('btree', 'hash')
                  and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] <@ k.conkey)
            order by n.nspname collate "C", t.relname collate "C", k.conname collate "C"
            """.formatted(LockedCheck.LOCKED, schemas.condition("n.nspname"), Schemas.OWN_PREFIX);
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
