package dev.seedbank.backend.postgres.structure.read;

import java.util.List;

/** Publications with what they publish, and event triggers. Subscriptions are left out: their connection strings hold passwords. */
final class StructureReplication {
    private static final String PUBLICATIONS = """
            select 'PUBLICATION', 'pg_publication', p.oid, '', quote_ident(p.pubname), null, null::oid, null::text[],
                array[format('CREATE PUBLICATION %I%s WITH (publish = %L%s%s)', p.pubname, case when p.puballtables then ' FOR ALL TABLES' end,
                    concat_ws(', ', case when p.pubinsert then 'insert' end, case when p.pubupdate then 'update' end, case when p.pubdelete then 'delete' end,
                        case when p.pubtruncate then 'truncate' end),
                    case when p.pubviaroot then ', publish_via_partition_root = true' end, case when to_jsonb(p) ->> 'pubgencols' = 's' then ', publish_generated_columns = stored' end)]
            from pg_publication p
            union all
            select 'EVENT_TRIGGER', 'pg_event_trigger', e.oid, '', quote_ident(e.evtname), null, null, null,
                format('CREATE EVENT TRIGGER %I ON %s%s EXECUTE FUNCTION %s()', e.evtname, e.evtevent,
                    (select ' WHEN TAG IN (' || string_agg(quote_literal(tag), ', ') || ')' from unnest(e.evttags) tag), e.evtfoid::regproc)
                || case when e.evtenabled <> 'O' then array[format('ALTER EVENT TRIGGER %I %s', e.evtname,
                    case e.evtenabled when 'A' then 'ENABLE ALWAYS' when 'R' then 'ENABLE REPLICA' else 'DISABLE' end)] else '{}' end
            from pg_event_trigger e
            """;

    private static final String TABLES = """
            select 'PUBLICATION_MEMBER', 'pg_publication_rel', r.oid, '', format('%I TABLE %I.%I', p.pubname, n.nspname, c.relname), 'pg_publication', p.oid, null::text[],
                array[format('ALTER PUBLICATION %I ADD TABLE ONLY %I.%I', p.pubname, n.nspname, c.relname)]
            from pg_publication_rel r join pg_publication p on p.oid = r.prpubid join pg_class c on c.oid = r.prrelid join pg_namespace n on n.oid = c.relnamespace
            """;

    /** Columns, conditions on rows, and schemas as a member came with PostgreSQL 15. */
    private static final String TABLES_SINCE_15 = """
            select 'PUBLICATION_MEMBER', 'pg_publication_rel', r.oid, '', format('%I TABLE %I.%I', p.pubname, n.nspname, c.relname), 'pg_publication', p.oid, null::text[],
                array[format('ALTER PUBLICATION %I ADD TABLE ONLY %I.%I%s%s', p.pubname, n.nspname, c.relname,
                    (select ' (' || string_agg(quote_ident(a.attname), ', ' order by a.attnum) || ')' from pg_attribute a where a.attrelid = c.oid and a.attnum = any (r.prattrs::int2[])),
                    ' WHERE (' || pg_get_expr(r.prqual, r.prrelid) || ')')]
            from pg_publication_rel r join pg_publication p on p.oid = r.prpubid join pg_class c on c.oid = r.prrelid join pg_namespace n on n.oid = c.relnamespace
            union all
            select 'PUBLICATION_MEMBER', 'pg_publication_namespace', s.oid, '', format('%I TABLES IN SCHEMA %I', p.pubname, n.nspname), 'pg_publication', p.oid, null,
                array[format('ALTER PUBLICATION %I ADD TABLES IN SCHEMA %I', p.pubname, n.nspname)]
            from pg_publication_namespace s join pg_publication p on p.oid = s.pnpubid join pg_namespace n on n.oid = s.pnnspid
            """;

    private StructureReplication() {}

    static List<StructureQuery> queries(int major) {
        return List.of(new StructureQuery(PUBLICATIONS), new StructureQuery(major >= 15 ? TABLES_SINCE_15 : TABLES));
    }
}
