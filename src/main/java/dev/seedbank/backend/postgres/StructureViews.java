package dev.seedbank.backend.postgres;

/** What watches over tables or shows them: views, rules, triggers, row-level security; and comments on everything. */
final class StructureViews {
    /** Materialized views are filled last of all: what they call may need what is only made after them. */
    static final StructureQuery VIEWS = new StructureQuery("""
            select 'VIEW', 'pg_class', c.oid, n.nspname, format('%I.%I', n.nspname, c.relname), null, null, null::text[],
                (format('CREATE %s %I.%I', case c.relkind when 'm' then 'MATERIALIZED VIEW' else 'VIEW' end, n.nspname, c.relname)
                    || case when c.relkind = 'm' and m.amname <> 'heap' then format(' USING %I', m.amname) else '' end
                    || coalesce((select ' WITH (' || string_agg(format('%I = %L', split_part(o, '=', 1), substr(o, strpos(o, '=') + 1)), ', ' order by i) || ')'
                        from unnest(c.reloptions) with ordinality x(o, i)), '')
                    || E' AS\\n' || rtrim(pg_get_viewdef(c.oid), ';') || case when c.relkind = 'm' then E'\\n  WITH NO DATA' else '' end)
                || coalesce((select array_agg(format('ALTER TABLE ONLY %I.%I ALTER COLUMN %I SET DEFAULT %s', n.nspname, c.relname, a.attname,
                        pg_get_expr(d.adbin, d.adrelid)) order by a.attnum)
                    from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum where d.adrelid = c.oid), '{}')
            from pg_class c join pg_namespace n on n.oid = c.relnamespace left join pg_am m on m.oid = c.relam
            where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relkind in ('v', 'm') and c.relpersistence <> 't'
            union all
            select 'REFRESH', 'refresh', c.oid, n.nspname, format('%I.%I', n.nspname, c.relname), 'pg_class', c.oid, null,
                array[format('REFRESH MATERIALIZED VIEW %I.%I', n.nspname, c.relname)]
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname !~ '^pg_' and c.relkind = 'm' and c.relispopulated
            union all
            select 'FOREIGN_TABLE', 'pg_class', c.oid, n.nspname, format('%I.%I', n.nspname, c.relname), null, null, null, '{}'
            from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'f' and n.nspname !~ '^pg_'
            """);

    static final StructureQuery RULES = new StructureQuery("""
            select 'RULE', 'pg_rewrite', r.oid, n.nspname, format('%I.%I.%I', n.nspname, t.relname, r.rulename), 'pg_class', t.oid, null::text[],
                rtrim(pg_get_ruledef(r.oid), ';') || case when r.ev_enabled <> 'O' then array[format('ALTER TABLE %I.%I %s RULE %I', n.nspname, t.relname,
                    case r.ev_enabled when 'A' then 'ENABLE ALWAYS' when 'R' then 'ENABLE REPLICA' else 'DISABLE' end, r.rulename)] else '{}' end
            from pg_rewrite r join pg_class t on t.oid = r.ev_class join pg_namespace n on n.oid = t.relnamespace
            where r.rulename <> '_RETURN' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            """);

    /** A partition's copy of its parent's trigger comes with that one, but may be switched off alone. */
    static final StructureQuery TRIGGERS = new StructureQuery("""
            select 'TRIGGER', 'pg_trigger', g.oid, n.nspname, format('%I.%I.%I', n.nspname, t.relname, g.tgname), 'pg_class', t.oid, null::text[],
                array[pg_get_triggerdef(g.oid)]
            from pg_trigger g join pg_class t on t.oid = g.tgrelid join pg_namespace n on n.oid = t.relnamespace
            where not g.tgisinternal and g.tgparentid = 0 and n.nspname !~ '^pg_' and t.relpersistence <> 't'
            union all
            select 'TRIGGER_STATE', 'trigger state', g.oid, n.nspname, format('%I.%I.%I', n.nspname, t.relname, g.tgname), 'pg_class', t.oid, null,
                array[format('ALTER TABLE ONLY %I.%I %s TRIGGER %I', n.nspname, t.relname,
                    case g.tgenabled when 'A' then 'ENABLE ALWAYS' when 'R' then 'ENABLE REPLICA' else 'DISABLE' end, g.tgname)]
            from pg_trigger g join pg_class t on t.oid = g.tgrelid join pg_namespace n on n.oid = t.relnamespace
            where (not g.tgisinternal or g.tgparentid <> 0 and not exists (select from pg_constraint k where k.oid = g.tgconstraint and k.contype <> 't'))
                and g.tgenabled <> 'O' and n.nspname !~ '^pg_' and t.relpersistence <> 't'
            """);

    static final StructureQuery POLICIES = new StructureQuery("""
            select 'ROW_SECURITY', 'row security', t.oid, n.nspname, format('%I.%I', n.nspname, t.relname), 'pg_class', t.oid, null::text[],
                array_remove(array[case when t.relrowsecurity then format('ALTER TABLE %I.%I ENABLE ROW LEVEL SECURITY', n.nspname, t.relname) end,
                    case when t.relforcerowsecurity then format('ALTER TABLE ONLY %I.%I FORCE ROW LEVEL SECURITY', n.nspname, t.relname) end], null)
            from pg_class t join pg_namespace n on n.oid = t.relnamespace
            where (t.relrowsecurity or t.relforcerowsecurity) and n.nspname !~ '^pg_'
            union all
            select 'POLICY', 'pg_policy', p.oid, n.nspname, format('%I.%I.%I', n.nspname, t.relname, p.polname), 'pg_class', t.oid, null,
                array[format('CREATE POLICY %I ON %I.%I%s FOR %s TO %s', p.polname, n.nspname, t.relname, case when not p.polpermissive then ' AS RESTRICTIVE' end,
                        case p.polcmd when 'r' then 'SELECT' when 'a' then 'INSERT' when 'w' then 'UPDATE' when 'd' then 'DELETE' else 'ALL' end,
                        (select string_agg(case r when 0 then 'PUBLIC' else quote_ident(pg_get_userbyid(r)) end, ', ' order by pg_get_userbyid(r)) from unnest(p.polroles) r))
                    || case when p.polqual is not null then ' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')' else '' end
                    || case when p.polwithcheck is not null then ' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')' else '' end]
            from pg_policy p join pg_class t on t.oid = p.polrelid join pg_namespace n on n.oid = t.relnamespace
            where n.nspname !~ '^pg_'
            """);

    /** Those of extensions' members and of the schema public came with them. */
    static final StructureQuery COMMENTS = new StructureQuery("""
            select 'COMMENT', 'comment ' || d.classoid::regclass || d.objsubid, d.objoid, '', t.target, d.classoid::regclass::text, d.objoid, null::text[],
                array[format('COMMENT ON %s IS %L', t.target, d.description)]
            from pg_description d left join pg_proc p on d.classoid = 'pg_proc'::regclass and p.oid = d.objoid
                left join pg_constraint k on d.classoid = 'pg_constraint'::regclass and k.oid = d.objoid
                cross join lateral pg_identify_object(d.classoid, d.objoid, d.objsubid) i
                cross join lateral (select case
                    when i.type like '% column' then 'COLUMN ' || i.identity
                    when i.type = 'table constraint' then 'CONSTRAINT ' || i.identity
                    when i.type = 'domain constraint' then format('CONSTRAINT %I ON DOMAIN %s', k.conname, k.contypid::regtype)
                    when i.type = 'statistics object' then 'STATISTICS ' || i.identity
                    when i.type = 'aggregate' then format('AGGREGATE %I.%I(%s)', i.schema, p.proname, coalesce(nullif(pg_get_function_identity_arguments(p.oid), ''), '*'))
                    else upper(i.type) || ' ' || i.identity end) t(target)
            where d.objoid >= 16384 and d.classoid <> 'pg_extension'::regclass
                and not exists (select from pg_depend e where e.classid = d.classoid and e.objid = d.objoid and e.deptype = 'e')
            """);

    private StructureViews() {}
}
