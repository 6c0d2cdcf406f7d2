package dev.seedbank.backend.postgres.structure.read;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/** Schemas, extensions, collations, and types that can be made in SQL: enums, composites, ranges, domains. */
final class StructureTypes {
    /** The schema public is always there; its comment and owner are the database's own affair. */
    static final StructureQuery SCHEMAS = new StructureQuery("""
            select 'SCHEMA', 'pg_namespace', n.oid, n.nspname, quote_ident(n.nspname), null, null, null::text[],
                case when n.nspname = 'public' then '{}' else array[format('CREATE SCHEMA IF NOT EXISTS %I', n.nspname)] end
            from pg_namespace n where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            union all
            select 'EXTENSION', 'pg_extension', x.oid, '', quote_ident(x.extname), null, null, null,
                array[format('CREATE EXTENSION IF NOT EXISTS %I WITH SCHEMA %I', x.extname, n.nspname)]
            from pg_extension x join pg_namespace n on n.oid = x.extnamespace where x.extname <> 'plpgsql'
            """);

    /** Versions differ in where a locale stands, hence the columns by name through JSON. */
    static final StructureQuery COLLATIONS = new StructureQuery("""
            select 'COLLATION', 'pg_collation', c.oid, n.nspname, format('%I.%I', n.nspname, c.collname), null, null, null::text[],
                array[format('CREATE COLLATION %I.%I (%s)', n.nspname, c.collname, concat_ws(', ',
                    case c.collprovider when 'c' then 'provider = libc' when 'b' then 'provider = builtin' else 'provider = icu' end,
                    case when c.collprovider = 'c' then format('lc_collate = %L, lc_ctype = %L', c.collcollate, c.collctype)
                        else format('locale = %L', coalesce(j ->> 'colllocale', j ->> 'colliculocale', c.collcollate)) end,
                    'rules = ' || quote_literal(j ->> 'collicurules'),
                    case when not c.collisdeterministic then 'deterministic = false' end))]
            from pg_collation c join pg_namespace n on n.oid = c.collnamespace cross join lateral to_jsonb(c) j
            where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            """);

    static final StructureQuery TYPES = new StructureQuery("""
            select 'TYPE', 'pg_type', t.oid, n.nspname, format('%I.%I', n.nspname, t.typname), null, null, null::text[],
                array[format('CREATE TYPE %I.%I AS ', n.nspname, t.typname) || case t.typtype
                    when 'e' then 'ENUM (' || coalesce((select string_agg(E'\\n    ' || quote_literal(e.enumlabel), ',' order by e.enumsortorder) || E'\\n'
                        from pg_enum e where e.enumtypid = t.oid), '') || ')'
                    when 'c' then '(' || coalesce((select string_agg(format(E'\\n    %I %s%s', a.attname, format_type(a.atttypid, a.atttypmod),
                            case when a.attcollation <> b.typcollation then ' COLLATE ' || a.attcollation::regcollation end), ',' order by a.attnum) || E'\\n'
                        from pg_attribute a join pg_type b on b.oid = a.atttypid
                        where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped), '') || ')'
                    when 'r' then (select format('RANGE (%s)', concat_ws(', ', 'subtype = ' || format_type(r.rngsubtype, null),
                            case when not o.opcdefault then format('subtype_opclass = %I.%I', p.nspname, o.opcname) end,
                            case when r.rngcollation <> b.typcollation then 'collation = ' || r.rngcollation::regcollation end,
                            case when r.rngcanonical <> 0 then 'canonical = ' || r.rngcanonical::regproc end,
                            case when r.rngsubdiff <> 0 then 'subtype_diff = ' || r.rngsubdiff::regproc end,
                            'multirange_type_name = ' || r.rngmultitypid::regtype))
                        from pg_range r join pg_type b on b.oid = r.rngsubtype join pg_opclass o on o.oid = r.rngsubopc
                            join pg_namespace p on p.oid = o.opcnamespace
                        where r.rngtypid = t.oid) end]
            from pg_type t join pg_namespace n on n.oid = t.typnamespace left join pg_class c on c.oid = t.typrelid
            where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and t.typtype in ('e', 'c', 'r') and coalesce(c.relkind, 'c') = 'c'
            """);

    private static final StructureQuery DOMAINS = new StructureQuery("""
            select 'TYPE', 'pg_type', d.oid, n.nspname, format('%I.%I', n.nspname, d.typname), null, null, null::text[],
                array[format('CREATE DOMAIN %I.%I AS %s', n.nspname, d.typname, format_type(d.typbasetype, d.typtypmod))
                    || case when d.typcollation <> b.typcollation then ' COLLATE ' || d.typcollation::regcollation else '' end
                    || case when d.typdefaultbin is not null then ' DEFAULT ' || pg_get_expr(d.typdefaultbin, 0)
                        when d.typdefault is not null then ' DEFAULT ' || quote_literal(d.typdefault) else '' end
                    || case when d.typnotnull then coalesce((select format(' CONSTRAINT %I', k.conname) from pg_constraint k
                        where k.contypid = d.oid and k.contype = 'n'), '') || ' NOT NULL' else '' end]
            from pg_type d join pg_namespace n on n.oid = d.typnamespace join pg_type b on b.oid = d.typbasetype
            where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and d.typtype = 'd'
            """);

    private StructureTypes() {}

    static void domains(Connection connection, StructureGraph graph, Consumer<StructureNode> into) throws SQLException {
        var checks = StructureCheck.ofDomains(connection);
        DOMAINS.read(connection, graph, domain -> {
            var statement = new StringBuilder(domain.statements().getFirst());
            for (var check : checks.getOrDefault(domain.key(), List.of())) {
                if (check.isApart(graph)) {
                    into.accept(check.node(domain, "ALTER DOMAIN " + domain.name()));
                } else {
                    statement.append("\n    ").append(check.text());
                }
            }
            into.accept(domain.with(List.of(statement.toString())));
        });
    }
}
