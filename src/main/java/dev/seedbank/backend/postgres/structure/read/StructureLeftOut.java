package dev.seedbank.backend.postgres.structure.read;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a database has and a backup of it never holds, in words, so that nothing is left out in silence. */
final class StructureLeftOut {
    private static final String QUERY = """
            select 'subscription ' || quote_ident(s.subname) from pg_subscription s join pg_database d on d.oid = s.subdbid where d.datname = current_database()
            union all
            select format('settings of the database (%s)', string_agg(distinct split_part(setting, '=', 1), ', '))
            from pg_db_role_setting r join pg_database d on d.oid = r.setdatabase cross join unnest(r.setconfig) setting where d.datname = current_database()
            having count(*) > 0
            union all
            select 'privileges on the database' from pg_database d
            where d.datname = current_database() and d.datacl is not null and d.datacl <> acldefault('d', d.datdba)
            union all
            select format('tablespaces (%s)', string_agg(distinct quote_ident(t.spcname), ', ')) from pg_class c join pg_tablespace t on t.oid = c.reltablespace
            where c.oid >= 16384 and t.spcname <> 'pg_global' having count(*) > 0
            union all
            select format('rows of %s foreign %s', count(*), case count(*) when 1 then 'table' else 'tables' end) from pg_foreign_table having count(*) > 0
            union all
            """ + StructureForeign.SECRET_OPTIONS;

    /** Tables of extensions that hold rows of the user's; the condition says which, and may be empty. */
    private static final String EXTENSION_TABLES = """
            select format('%I.%I', n.nspname, c.relname), condition from pg_extension x
            cross join unnest(x.extconfig, x.extcondition) u(relation, condition) join pg_class c on c.oid = u.relation and c.relkind in ('r', 'p')
            join pg_namespace n on n.oid = c.relnamespace
            where has_schema_privilege(n.oid, 'USAGE') and has_table_privilege(c.oid, 'SELECT')
            order by 1
            """;

    private StructureLeftOut() {}

    /** One line each, sorted. */
    static List<String> read(Connection connection) throws SQLException {
        var lines = new ArrayList<String>();
        try (var statement = connection.createStatement()) {
            try (var rows = statement.executeQuery(QUERY)) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
            var tables = new ArrayList<String>();
            var conditions = new ArrayList<String>();
            try (var rows = statement.executeQuery(EXTENSION_TABLES)) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                    conditions.add(rows.getString(2));
                }
            }
            for (int i = 0; i < tables.size(); i++) {
                try (var rows = statement.executeQuery(
                        "select exists (select from %s %s)".formatted(tables.get(i), conditions.get(i)))) {
                    if (rows.next() && rows.getBoolean(1)) {
                        lines.add("rows of the extension table " + tables.get(i));
                    }
                }
            }
        }
        return lines.stream().sorted().toList();
    }
}
