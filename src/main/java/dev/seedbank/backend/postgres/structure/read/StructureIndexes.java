package dev.seedbank.backend.postgres.structure.read;

import dev.seedbank.backend.postgres.structure.definition.ConstraintDefinition;
import dev.seedbank.backend.postgres.structure.definition.Definition;
import dev.seedbank.backend.postgres.structure.definition.IndexDefinition;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What is built over the rows once they are there: keys, indexes, statistics, foreign keys. */
final class StructureIndexes {
    /**
     * The server cannot attach exclusion constraints: those of partitions, like their foreign keys, come with the parent's. The
     * server's text of an exclusion constraint has its storage options, that of a key does not.
     */
    static final StructureQuery KEYS = new StructureQuery("""
            select case when k.contype = 'f' then 'FOREIGN_KEY' else 'KEY' end, 'pg_constraint', k.oid, n.nspname,
                format('%I.%I.%I', n.nspname, t.relname, k.conname), 'pg_class', t.oid, null::text[],
                format('%I.%I', n.nspname, t.relname), quote_ident(k.conname), k.contype in ('x', 'f') and t.relkind = 'p',
                pg_get_constraintdef(k.oid), case when k.contype <> 'x' then i.reloptions end
            from pg_constraint k join pg_class t on t.oid = k.conrelid join pg_namespace n on n.oid = t.relnamespace
                left join pg_class i on i.oid = k.conindid and k.contype <> 'f'
            where (k.contype in ('p', 'u') or k.contype in ('x', 'f') and k.conparentid = 0)
                and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and t.relpersistence <> 't'
            """, (kind, name, rows) -> constraint(rows));

    /** A partition's index is made like any other, with its own name, and then attached. Failed CREATE INDEX CONCURRENTLY leave invalid ones. */
    static final StructureQuery INDEXES = new StructureQuery("""
            select 'INDEX', 'pg_class', c.oid, n.nspname, format('%I.%I', n.nspname, c.relname), 'pg_class', i.indrelid, null::text[],
                array[pg_get_indexdef(c.oid)], (select array_agg(array[a.attnum::text, a.attstattarget::text] order by a.attnum)
                    from pg_attribute a where a.attrelid = c.oid and a.attstattarget >= 0)
            from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
            where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relpersistence <> 't' and (i.indisvalid or c.relkind = 'I') and i.indisready
                -- those of constraints come with them
                and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'i')
            union all
            select 'INDEX_PARTITION', 'attached', c.oid, n.nspname, format('%I.%I', n.nspname, c.relname), 'pg_class', c.oid, array[p.oid]::text[],
                array[format('ALTER INDEX %I.%I ATTACH PARTITION %I.%I', m.nspname, p.relname, n.nspname, c.relname)], null
            from pg_inherits h join pg_class c on c.oid = h.inhrelid and c.relkind in ('i', 'I') join pg_namespace n on n.oid = c.relnamespace
                join pg_class p on p.oid = h.inhparent join pg_namespace m on m.oid = p.relnamespace
            where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
                and not exists (select from pg_constraint k where k.conindid = c.oid and k.contype = 'x')
            """, StructureIndexes::index);

    static final StructureQuery MARKS = new StructureQuery("""
            select 'MARK', 'replica identity', t.oid, n.nspname, format('%I.%I replica identity', n.nspname, t.relname), 'pg_class', t.oid, array[i.oid]::text[],
                array[format('ALTER TABLE ONLY %I.%I REPLICA IDENTITY %s', n.nspname, t.relname,
                    case t.relreplident when 'f' then 'FULL' when 'n' then 'NOTHING' else format('USING INDEX %I', i.relname) end)]
            from pg_class t join pg_namespace n on n.oid = t.relnamespace
                left join (pg_index x join pg_class i on i.oid = x.indexrelid) on x.indrelid = t.oid and x.indisreplident and t.relreplident = 'i'
            where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and t.relkind in ('r', 'p') and t.relpersistence <> 't'
                and (t.relreplident in ('f', 'n') or i.oid is not null)
            union all
            select 'MARK', 'cluster', t.oid, n.nspname, format('%I.%I cluster', n.nspname, t.relname), 'pg_class', t.oid, array[i.oid]::text[],
                array[format('ALTER %s %I.%I CLUSTER ON %I', case t.relkind when 'm' then 'MATERIALIZED VIEW' else 'TABLE' end, n.nspname, t.relname, i.relname)]
            from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid join pg_namespace n on n.oid = t.relnamespace
            where x.indisclustered and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and t.relpersistence <> 't'
            """);

    static final StructureQuery STATISTICS = new StructureQuery("""
            select 'STATISTICS', 'pg_statistic_ext', s.oid, n.nspname, format('%I.%I', n.nspname, s.stxname), 'pg_class', s.stxrelid, null::text[],
                pg_get_statisticsobjdef(s.oid)
                || case when s.stxstattarget >= 0 then array[format('ALTER STATISTICS %I.%I SET STATISTICS %s', n.nspname, s.stxname, s.stxstattarget)] else '{}' end
            from pg_statistic_ext s join pg_namespace n on n.oid = s.stxnamespace
            where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            """);

    private StructureIndexes() {}

    private static @Nullable Definition constraint(ResultSet rows) throws SQLException {
        var text = rows.getString(12);
        return text == null
                ? null
                : new ConstraintDefinition(
                        rows.getString(9),
                        rows.getString(10),
                        rows.getBoolean(11),
                        ArrayCasts.kept(text),
                        StructureQuery.options(rows, 13));
    }

    private static @Nullable Definition index(StructureKind kind, String name, ResultSet rows) throws SQLException {
        var definition = StructureQuery.statements(kind, name, rows);
        return definition == null || kind != StructureKind.INDEX
                ? definition
                : new IndexDefinition(name, definition.statements().getFirst(), StructureQuery.settings(rows, 10));
    }
}
