package dev.seedbank.backend.postgres.structure.read;

import dev.seedbank.backend.postgres.structure.definition.Definition;
import dev.seedbank.backend.postgres.structure.definition.GrantsDefinition;
import dev.seedbank.backend.postgres.structure.definition.GrantsDefinition.Grant;
import dev.seedbank.backend.postgres.structure.model.StructureRoles;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Grants and revocations: how an object's privileges differ from those that it is born with, or that its extension or the server
 * gave it. What another role than the owner granted says so with {@code GRANTED BY}; the loader takes that role for it.
 */
public final class StructurePrivileges {
    /**
     * Of rows {@code o} with {@code kind} as {@code acldefault} has it, {@code owner}, {@code target}, {@code col}, {@code acl} and
     * {@code born}, which for a column is {@code acldefault('c', …)}: {@code s.grants}; null if there are none. Where all privileges are granted a newer server's are not named.
     */
    private static final String GRANTS = """
            cross join lateral (
                select array_agg(array[s.verb, s.privileges, s.grantee, s.is_grantable, s.grantor]
                        order by s.seq, s.privileges || ' ON ' || o.target || ' FROM ' || s.grantee) as grants from (
                    select g.seq, g.verb, case when o.col is null and g.privileges @> f.privileges and g.privileges <@ f.privileges then 'ALL'
                            else (select string_agg(x || coalesce(' (' || o.col || ')', ''), ', ' order by i) from unnest(g.privileges) with ordinality u(x, i)) end as privileges,
                        r.grantee, g.is_grantable::text as is_grantable,
                        case when g.verb = 'GRANT' and g.grantor <> o.owner then quote_ident(pg_get_userbyid(g.grantor)) else '' end as grantor
                    from (
                        select 'REVOKE' as verb, 0 as seq, b.grantor, b.grantee, false as is_grantable, array_agg(b.privilege_type order by b.n) as privileges
                        from aclexplode(o.born) with ordinality b(grantor, grantee, privilege_type, is_grantable, n)
                        where not exists (select from aclexplode(o.acl) a where a.grantor = b.grantor and a.grantee = b.grantee and a.privilege_type = b.privilege_type)
                        group by b.grantor, b.grantee
                        union all
                        select 'GRANT', min(a.n), a.grantor, a.grantee, a.is_grantable, array_agg(a.privilege_type order by a.n)
                        from aclexplode(o.acl) with ordinality a(grantor, grantee, privilege_type, is_grantable, n)
                        where not exists (select from aclexplode(o.born) b where (b.grantor, b.grantee, b.privilege_type, b.is_grantable)
                            = (a.grantor, a.grantee, a.privilege_type, a.is_grantable))
                        group by a.grantor, a.grantee, a.is_grantable
                    ) g cross join lateral (select case g.grantee when 0 then 'PUBLIC' else quote_ident(pg_get_userbyid(g.grantee)) end) r(grantee)
                        cross join lateral (select array_agg(privilege_type) from aclexplode(acldefault(o.kind, o.owner)) where grantee = o.owner) f(privileges)
                ) s) s
            """;

    /** The schema public that was made anew is the one of a new database if it has the same privileges. */
    static final StructureQuery PRIVILEGES = new StructureQuery("""
            select 'PRIVILEGES', 'privileges of ' || o.class || o.subid, o.oid, '', o.target || coalesce(' (' || o.col || ')', ''),
                case when o.oid >= 16384 and o.kind <> 'L' or o.target = 'SCHEMA public' then o.class end, o.oid, null::text[], s.grants, o.target, ''
            from (
                select o.class, o.oid, o.subid, o.kind, o.target, o.col, o.owner, o.acl,
                    coalesce(p.initprivs, case o.target when 'SCHEMA public' then acldefault(o.kind, o.owner) || format('=%s/%I',
                            case when current_setting('server_version_num')::int >= 150000 then 'U' else 'UC' end, pg_get_userbyid(o.owner))::aclitem end,
                        acldefault(o.kind, o.owner)) as born
                from (
                    select 'pg_class' as class, c.oid, 0 as subid, case c.relkind when 'S' then 's' else 'r' end::"char" as kind,
                        format('%s %I.%I', case c.relkind when 'S' then 'SEQUENCE' else 'TABLE' end, n.nspname, c.relname) as target, null::text as col, c.relowner as owner, c.relacl as acl
                        from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relacl is not null and c.relpersistence <> 't' and n.nspname <> 'information_schema'
                    union all
                    select 'pg_class', c.oid, a.attnum, 'c', format('TABLE %I.%I', n.nspname, c.relname), quote_ident(a.attname), c.relowner, a.attacl
                        from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
                        where a.attacl is not null and not a.attisdropped and c.relpersistence <> 't' and n.nspname <> 'information_schema'
                    union all
                    select 'pg_proc', p.oid, 0, 'f', 'ROUTINE ' || case when n.nspname = 'pg_catalog' then 'pg_catalog.' else '' end || p.oid::regprocedure, null, p.proowner, p.proacl
                        from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.proacl is not null
                    union all
                    select 'pg_type', t.oid, 0, 'T', format('TYPE %I.%I', n.nspname, t.typname), null, t.typowner, t.typacl
                        from pg_type t join pg_namespace n on n.oid = t.typnamespace where t.typacl is not null and n.nspname <> 'information_schema'
                    union all
                    select 'pg_namespace', oid, 0, 'n', format('SCHEMA %I', nspname), null, nspowner, nspacl from pg_namespace where nspacl is not null and nspname !~ '^pg_(toast|temp)' and nspname <> 'information_schema'
                    union all
                    select 'pg_language', oid, 0, 'l', format('LANGUAGE %I', lanname), null, lanowner, lanacl from pg_language where lanacl is not null
                    union all
                    select 'pg_foreign_data_wrapper', oid, 0, 'F', format('FOREIGN DATA WRAPPER %I', fdwname), null, fdwowner, fdwacl from pg_foreign_data_wrapper where fdwacl is not null
                    union all
                    select 'pg_foreign_server', oid, 0, 'S', format('FOREIGN SERVER %I', srvname), null, srvowner, srvacl from pg_foreign_server where srvacl is not null
                    union all
                    select 'pg_largeobject', oid, 0, 'L', format('LARGE OBJECT %s', oid), null, lomowner, lomacl from pg_largeobject_metadata where lomacl is not null
                ) o left join pg_init_privs p on p.classoid = o.class::regclass and p.objoid = o.oid and p.objsubid = o.subid
            ) o
            """ + GRANTS + """
            where s.grants is not null
            """, (kind, name, rows) -> grants(rows));

    /** For the objects that a role will create. */
    static final StructureQuery DEFAULT_PRIVILEGES =
            new StructureQuery("""
            select 'DEFAULT_PRIVILEGES', 'pg_default_acl', o.oid, '', o.start || o.target, case when o.namespace <> 0 then 'pg_namespace' end, nullif(o.namespace, 0), null::text[],
                s.grants, o.target, 'ALTER DEFAULT PRIVILEGES' || o.start || ' '
            from (
                select a.oid, a.defaclnamespace as namespace, a.defaclrole as owner, a.defaclacl as acl, null::text as col, k.kind, k.target,
                    format(' FOR ROLE %I%s', pg_get_userbyid(a.defaclrole), ' IN SCHEMA ' || quote_ident(n.nspname)) as start,
                    acldefault(case when a.defaclnamespace = 0 then k.kind else 'c' end, a.defaclrole) as born
                from pg_default_acl a left join pg_namespace n on n.oid = a.defaclnamespace
                    cross join lateral (select case a.defaclobjtype when 'S' then 's' else a.defaclobjtype end::"char",
                        case a.defaclobjtype when 'r' then 'TABLES' when 'S' then 'SEQUENCES' when 'f' then 'FUNCTIONS' when 'T' then 'TYPES' when 'n' then 'SCHEMAS'
                            else 'LARGE OBJECTS' end) k(kind, target)
            ) o
            """ + GRANTS + """
            where s.grants is not null
            """, (kind, name, rows) -> grants(rows));

    private static final Pattern GRANT = Pattern.compile(
            "\\A(ALTER DEFAULT PRIVILEGES .*? )?GRANT (.*) TO (%1$s)(?: WITH GRANT OPTION)?( GRANTED BY %1$s)?\\z"
                    .formatted(StructureRoles.NAME),
            Pattern.DOTALL);
    private static final Pattern REVOKE = Pattern.compile(
            "\\A(ALTER DEFAULT PRIVILEGES .*? )?REVOKE (.*) FROM (%s)\\z".formatted(StructureRoles.NAME),
            Pattern.DOTALL);

    private StructurePrivileges() {}

    private static Definition grants(ResultSet rows) throws SQLException {
        var grants = Arrays.stream((String[][]) rows.getArray(9).getArray())
                .map(it -> new Grant(it[0].equals("REVOKE"), it[1], it[2], it[3].equals("true"), it[4]))
                .toList();
        return new GrantsDefinition(rows.getString(11), rows.getString(10), grants);
    }

    /** What takes a statement of these back. */
    public static String inverse(String statement) {
        var grant = GRANT.matcher(statement);
        if (grant.matches()) {
            return text(grant, 1) + "REVOKE " + grant.group(2) + " FROM " + grant.group(3) + text(grant, 4);
        }
        var revoke = REVOKE.matcher(statement);
        if (revoke.matches()) {
            return text(revoke, 1) + "GRANT " + revoke.group(2) + " TO " + revoke.group(3);
        }
        throw new IllegalArgumentException(statement);
    }

    private static String text(Matcher matcher, int group) {
        return matcher.group(group) == null ? "" : matcher.group(group);
    }
}
