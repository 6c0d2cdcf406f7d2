package dev.seedbank.backend.postgres.structure.read;

import dev.seedbank.backend.postgres.structure.definition.CompositeDefinition;
import dev.seedbank.backend.postgres.structure.definition.CompositeDefinition.Attribute;
import dev.seedbank.backend.postgres.structure.definition.DomainDefinition;
import dev.seedbank.backend.postgres.structure.definition.EnumDefinition;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
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

    /** Enums, composites and ranges. */
    static final StructureQuery TYPES = new StructureQuery(
            """
            select 'TYPE', 'pg_type', t.oid, n.nspname, format('%I.%I', n.nspname, t.typname), null, null, null::text[],
                case when t.typtype = 'r' then array[(select format('CREATE TYPE %I.%I AS RANGE (%s)', n.nspname, t.typname, concat_ws(', ', 'subtype = ' || format_type(r.rngsubtype, null),
                            case when not o.opcdefault then format('subtype_opclass = %I.%I', p.nspname, o.opcname) end,
                            case when r.rngcollation <> b.typcollation then 'collation = ' || r.rngcollation::regcollation end,
                            case when r.rngcanonical <> 0 then 'canonical = ' || r.rngcanonical::regproc end,
                            case when r.rngsubdiff <> 0 then 'subtype_diff = ' || r.rngsubdiff::regproc end,
                            'multirange_type_name = ' || r.rngmultitypid::regtype))
                        from pg_range r join pg_type b on b.oid = r.rngsubtype join pg_opclass o on o.oid = r.rngsubopc
                            join pg_namespace p on p.oid = o.opcnamespace
                        where r.rngtypid = t.oid)] end,
                t.typtype, (select array_agg(quote_literal(e.enumlabel) order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid),
                (select array_agg(array[quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
                        case when a.attcollation <> b.typcollation then a.attcollation::regcollation::text else '' end] order by a.attnum)
                    from pg_attribute a join pg_type b on b.oid = a.atttypid where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped)
            from pg_type t join pg_namespace n on n.oid = t.typnamespace left join pg_class c on c.oid = t.typrelid
            where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and t.typtype in ('e', 'c', 'r') and coalesce(c.relkind, 'c') = 'c'
            """,
            (kind, name, rows) -> switch (rows.getString(10)) {
                case "e" -> new EnumDefinition(name, StructureQuery.texts(rows, 11));
                case "c" -> new CompositeDefinition(name, attributes(rows));
                default -> StructureQuery.statements(kind, name, rows);
            });

    private static final String DOMAINS = """
            select 'TYPE', 'pg_type', d.oid, n.nspname, format('%I.%I', n.nspname, d.typname), null, null, null::text[],
                format_type(d.typbasetype, d.typtypmod), case when d.typcollation <> b.typcollation then d.typcollation::regcollation::text end,
                case when d.typdefaultbin is not null then pg_get_expr(d.typdefaultbin, 0) when d.typdefault is not null then quote_literal(d.typdefault) end,
                case when d.typnotnull then coalesce((select format('CONSTRAINT %I ', k.conname) from pg_constraint k
                    where k.contypid = d.oid and k.contype = 'n'), '') || 'NOT NULL' end
            from pg_type d join pg_namespace n on n.oid = d.typnamespace join pg_type b on b.oid = d.typbasetype
            where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and d.typtype = 'd'
            """;

    private StructureTypes() {}

    private static List<Attribute> attributes(ResultSet rows) throws SQLException {
        var array = rows.getArray(12);
        return array == null
                ? List.of()
                : Arrays.stream((String[][]) array.getArray())
                        .map(it -> new Attribute(it[0], it[1], it[2]))
                        .toList();
    }

    static void domains(Connection connection, StructureGraph graph, Consumer<StructureNode> into) throws SQLException {
        var checks = StructureCheck.ofDomains(connection, graph);
        new StructureQuery(DOMAINS, (kind, name, rows) -> {
                    var own = checks.getOrDefault(new StructureKey("pg_type", rows.getLong(3)), List.of());
                    return domain(name, rows, own);
                })
                .read(connection, graph, domain -> {
                    into.accept(domain);
                    checks.getOrDefault(domain.key(), List.of()).stream()
                            .filter(check -> check.check().apart())
                            .forEach(check -> into.accept(check.node(domain, "ALTER DOMAIN")));
                });
    }

    private static DomainDefinition domain(String name, ResultSet rows, List<StructureCheck> checks)
            throws SQLException {
        var defaultValue = rows.getString(11);
        return new DomainDefinition(
                name,
                rows.getString(9),
                rows.getString(10),
                defaultValue == null ? null : ArrayCasts.kept(defaultValue),
                rows.getString(12),
                checks.stream().map(StructureCheck::check).toList());
    }
}
