package dev.seedbank.backend.postgres.structure.read;

import dev.seedbank.backend.postgres.structure.definition.Definition;
import dev.seedbank.backend.postgres.structure.definition.PolicyDefinition;
import dev.seedbank.backend.postgres.structure.definition.RowSecurityDefinition;
import dev.seedbank.backend.postgres.structure.definition.Setting;
import dev.seedbank.backend.postgres.structure.definition.ViewDefinition;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What watches over tables or shows them: views, rules, triggers, row-level security; and comments on everything. */
final class StructureViews {
    /** Materialized views are filled last of all: what they call may need what is only made after them. */
    static final StructureQuery VIEWS = new StructureQuery("""
            select 'VIEW', 'pg_class', c.oid, n.nspname, format('%I.%I', n.nspname, c.relname), null, null, null::text[],
                array[rtrim(pg_get_viewdef(c.oid), ';')], c.relkind = 'm', case when c.relkind = 'm' then quote_ident(nullif(m.amname, 'heap')) end,
                (select array_agg(array[prefix || quote_ident(split_part(o, '=', 1)), quote_literal(substr(o, strpos(o, '=') + 1))] order by prefix, i)
                    from (select '', o, i from unnest(c.reloptions) with ordinality x(o, i)
                        union all select 'toast.', o, i from unnest(w.reloptions) with ordinality x(o, i)) x(prefix, o, i)),
                (select array_agg(array[quote_ident(a.attname), pg_get_expr(d.adbin, d.adrelid)] order by a.attnum)
                    from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum where d.adrelid = c.oid),
                (select array_agg(array[quote_ident(a.attname), s.setting] order by a.attnum, s.setting)
                    from pg_attribute a join pg_type t on t.oid = a.atttypid cross join lateral (values
                        (case when a.attstorage <> t.typstorage then 'STORAGE ' || case a.attstorage when 'p' then 'PLAIN' when 'e' then 'EXTERNAL' when 'm' then 'MAIN' else 'EXTENDED' end end),
                        (case when a.attstattarget >= 0 then 'STATISTICS ' || a.attstattarget end),
                        (case a.attcompression when 'p' then 'COMPRESSION pglz' when 'l' then 'COMPRESSION lz4' end),
                        ('(' || array_to_string(a.attoptions, ', ') || ')')) s(setting)
                    where c.relkind = 'm' and a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and s.setting is not null)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace left join pg_am m on m.oid = c.relam left join pg_class w on w.oid = c.reltoastrelid
            where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relkind in ('v', 'm') and c.relpersistence <> 't'
            union all
            select 'REFRESH', 'refresh', c.oid, n.nspname, format('%I.%I', n.nspname, c.relname), 'pg_class', c.oid, null,
                array[format('REFRESH MATERIALIZED VIEW %I.%I', n.nspname, c.relname)], null, null, null, null, null
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname !~ '^pg_' and c.relkind = 'm' and c.relispopulated
            """, StructureViews::view);

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

    static final StructureQuery POLICIES = new StructureQuery(
            """
            select 'ROW_SECURITY', 'row security', t.oid, n.nspname, format('%I.%I', n.nspname, t.relname), 'pg_class', t.oid, null::text[],
                format('%I.%I', n.nspname, t.relname), t.relrowsecurity, t.relforcerowsecurity, null, null, null::text[], null::text[], null::text[]
            from pg_class t join pg_namespace n on n.oid = t.relnamespace
            where (t.relrowsecurity or t.relforcerowsecurity) and n.nspname !~ '^pg_'
            union all
            select 'POLICY', 'pg_policy', p.oid, n.nspname, format('%I.%I.%I', n.nspname, t.relname, p.polname), 'pg_class', t.oid, null,
                format('%I.%I', n.nspname, t.relname), null, not p.polpermissive, quote_ident(p.polname),
                case p.polcmd when 'r' then 'SELECT' when 'a' then 'INSERT' when 'w' then 'UPDATE' when 'd' then 'DELETE' else 'ALL' end,
                (select array_agg(case r when 0 then 'PUBLIC' else quote_ident(pg_get_userbyid(r)) end order by pg_get_userbyid(r)) from unnest(p.polroles) r),
                case when p.polqual is not null then array[pg_get_expr(p.polqual, p.polrelid)] end,
                case when p.polwithcheck is not null then array[pg_get_expr(p.polwithcheck, p.polrelid)] end
            from pg_policy p join pg_class t on t.oid = p.polrelid join pg_namespace n on n.oid = t.relnamespace
            where n.nspname !~ '^pg_'
            """,
            (kind, name, rows) -> kind == StructureKind.POLICY
                    ? policy(rows)
                    : new RowSecurityDefinition(rows.getString(9), rows.getBoolean(10), rows.getBoolean(11)));

    /** Not those of extensions' members, nor those that extensions and the schema public come with. */
    static final StructureQuery COMMENTS = new StructureQuery("""
            select 'COMMENT', 'comment ' || d.classoid::regclass || d.objsubid, d.objoid, '', t.target, nullif(d.classoid::regclass::text, 'pg_largeobject'), d.objoid, null::text[],
                array[format('COMMENT ON %s IS %L', t.target, d.description)]
            from pg_description d
            """ + StructureNames.TARGET + """
                left join pg_extension x on d.classoid = 'pg_extension'::regclass and x.oid = d.objoid
            where (d.objoid >= 16384 or d.classoid = 'pg_namespace'::regclass and d.objoid = to_regnamespace('public'))
                and (t.target = 'SCHEMA public' and d.description = 'standard public schema') is not true
                and (x.oid is null or (x.extname, d.description) not in (select name, comment from pg_available_extensions() where comment is not null))
                and not exists (select from pg_depend e where e.classid = d.classoid and e.objid = d.objoid and e.deptype = 'e')
            """);

    private StructureViews() {}

    private static @Nullable Definition view(StructureKind kind, String name, ResultSet rows) throws SQLException {
        var query = StructureQuery.statements(kind, name, rows);
        return query == null || kind != StructureKind.VIEW
                ? query
                : new ViewDefinition(
                        name,
                        rows.getBoolean(10),
                        rows.getString(11),
                        StructureQuery.settings(rows, 12),
                        query.statements().getFirst(),
                        StructureQuery.settings(rows, 13).stream()
                                .map(it -> new Setting(it.name(), ArrayCasts.kept(it.value())))
                                .toList(),
                        StructureQuery.settings(rows, 14));
    }

    private static @Nullable Definition policy(ResultSet rows) throws SQLException {
        var using = StructureQuery.texts(rows, 15);
        var withCheck = StructureQuery.texts(rows, 16);
        return using.contains(null) || withCheck.contains(null)
                ? null
                : new PolicyDefinition(
                        rows.getString(9),
                        rows.getString(12),
                        rows.getBoolean(11),
                        rows.getString(13),
                        StructureQuery.texts(rows, 14),
                        using.isEmpty() ? null : ArrayCasts.kept(using.getFirst()),
                        withCheck.isEmpty() ? null : ArrayCasts.kept(withCheck.getFirst()));
    }
}
