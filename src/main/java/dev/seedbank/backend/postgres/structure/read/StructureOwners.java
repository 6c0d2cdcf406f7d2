package dev.seedbank.backend.postgres.structure.read;

import dev.seedbank.backend.postgres.structure.definition.OwnerDefinition;

/** Who owns what, and labels of security providers. */
final class StructureOwners {
    /**
     * Not of what goes with another object: a sequence of a column, an index, what an extension brought. The schema public has an
     * owner of its own only if that is not the server's default. Large objects are too many to name those of the database's owner.
     */
    static StructureQuery owners(int major) {
        return new StructureQuery(
                """
                select 'OWNER', 'owner of ' || o.class, o.oid, '', o.target, nullif(o.class, 'pg_largeobject'), o.oid, null::text[],
                    quote_ident(pg_get_userbyid(o.owner))
                from (
                    select 'pg_namespace' as class, oid, format('SCHEMA %%I', nspname) as target, nspowner as owner from pg_namespace
                        where nspname !~ '^pg_' and nspname <> 'information_schema' and not (nspname = 'public' and nspowner = %d)
                    union all
                    select 'pg_class', c.oid, format('%%s %%I.%%I', case c.relkind when 'v' then 'VIEW' when 'm' then 'MATERIALIZED VIEW' when 'S' then 'SEQUENCE'
                            when 'f' then 'FOREIGN TABLE' else 'TABLE' end, n.nspname, c.relname), c.relowner
                        from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f') and c.relpersistence <> 't'
                            and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and c.relkind = 'S'
                                and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i'))
                    union all
                    select 'pg_proc', p.oid, 'ROUTINE ' || p.oid::regprocedure, p.proowner from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                        where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
                            and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'i')
                    union all
                    select 'pg_type', t.oid, format('TYPE %%I.%%I', n.nspname, t.typname), t.typowner
                        from pg_type t join pg_namespace n on n.oid = t.typnamespace left join pg_class c on c.oid = t.typrelid
                        where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and t.typtype in ('e', 'c', 'r', 'd', 'b') and coalesce(c.relkind, 'c') = 'c'
                            and not exists (select from pg_type e where e.typarray = t.oid)
                    union all
                    select 'pg_collation', oid, 'COLLATION ' || oid::regcollation, collowner from pg_collation where oid >= 16384
                    union all
                    select 'pg_operator', oid, 'OPERATOR ' || regexp_replace(oid::regoperator::text, '^(.*)\\(', '\\1 ('), oprowner from pg_operator where oid >= 16384 and oprcode <> 0
                    union all
                    select 'pg_opclass', c.oid, format('OPERATOR CLASS %%I.%%I USING %%I', n.nspname, c.opcname, m.amname), c.opcowner
                        from pg_opclass c join pg_namespace n on n.oid = c.opcnamespace join pg_am m on m.oid = c.opcmethod where c.oid >= 16384
                    union all
                    select 'pg_opfamily', f.oid, format('OPERATOR FAMILY %%I.%%I USING %%I', n.nspname, f.opfname, m.amname), f.opfowner
                        from pg_opfamily f join pg_namespace n on n.oid = f.opfnamespace join pg_am m on m.oid = f.opfmethod where f.oid >= 16384
                    union all
                    select 'pg_conversion', c.oid, format('CONVERSION %%I.%%I', n.nspname, c.conname), c.conowner
                        from pg_conversion c join pg_namespace n on n.oid = c.connamespace where c.oid >= 16384
                    union all
                    select 'pg_ts_dict', oid, 'TEXT SEARCH DICTIONARY ' || oid::regdictionary, dictowner from pg_ts_dict where oid >= 16384
                    union all
                    select 'pg_ts_config', oid, 'TEXT SEARCH CONFIGURATION ' || oid::regconfig, cfgowner from pg_ts_config where oid >= 16384
                    union all
                    select 'pg_statistic_ext', s.oid, format('STATISTICS %%I.%%I', n.nspname, s.stxname), s.stxowner
                        from pg_statistic_ext s join pg_namespace n on n.oid = s.stxnamespace where s.oid >= 16384
                    union all
                    select 'pg_language', oid, format('LANGUAGE %%I', lanname), lanowner from pg_language where oid >= 16384
                    union all
                    select 'pg_foreign_data_wrapper', oid, format('FOREIGN DATA WRAPPER %%I', fdwname), fdwowner from pg_foreign_data_wrapper
                    union all
                    select 'pg_foreign_server', oid, format('SERVER %%I', srvname), srvowner from pg_foreign_server
                    union all
                    select 'pg_publication', oid, format('PUBLICATION %%I', pubname), pubowner from pg_publication
                    union all
                    select 'pg_event_trigger', oid, format('EVENT TRIGGER %%I', evtname), evtowner from pg_event_trigger
                    union all
                    select 'pg_largeobject', oid, format('LARGE OBJECT %%s', oid), lomowner from pg_largeobject_metadata
                        where lomowner <> (select datdba from pg_database where datname = current_database())
                ) o
                where not exists (select from pg_depend e where e.classid = o.class::regclass and e.objid = o.oid and e.deptype = 'e')
                """.formatted(major >= 15 ? PG_DATABASE_OWNER : BOOTSTRAP_SUPERUSER),
                (kind, target, rows) -> new OwnerDefinition(target, rows.getString(9)));
    }

    static final StructureQuery SECURITY_LABELS = new StructureQuery("""
            select 'SECURITY_LABEL', 'security label ' || d.provider || ' ' || d.classoid::regclass || d.objsubid, d.objoid, '', format('%s FOR %I', t.target, d.provider),
                d.classoid::regclass::text, d.objoid, null::text[],
                array[format('SECURITY LABEL FOR %I ON %s IS %L', d.provider, t.target, d.label)]
            from pg_seclabel d
            """ + StructureNames.TARGET + """
            where d.objoid >= 16384 and not exists (select from pg_depend e where e.classid = d.classoid and e.objid = d.objoid and e.deptype = 'e')
            """);

    /** Oids that every server has. */
    private static final int BOOTSTRAP_SUPERUSER = 10;

    private static final int PG_DATABASE_OWNER = 6171;

    private StructureOwners() {}
}
