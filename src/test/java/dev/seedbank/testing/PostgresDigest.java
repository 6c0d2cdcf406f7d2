package dev.seedbank.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a PostgreSQL database holds, in a form to compare: for each table the number and a sum of all rows as the server
 * prints them, whatever their order; for each sequence its value. One snapshot, and constant memory for any size.
 * Seedbank's own metadata is left out.
 */
public final class PostgresDigest {
    private static final String TABLES = """
            select format('%I.%I', n.nspname, c.relname), c.relkind
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'S') and n.nspname !~ '^(pg_|information_schema$|_?seedbank)'
            and c.relname !~ '^_?seedbank' order by 1""";

    private PostgresDigest() {}

    public static Map<String, String> of(Database database) {
        try (var connection = database.connect()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (var statement = connection.createStatement()) {
                // Whoever asks sees every row, or the query fails.
                statement.execute("set local row_security = off");
                return of(statement);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static Map<String, String> of(Statement statement) throws SQLException {
        record Relation(String name, String kind) {}
        var relations = new ArrayList<Relation>();
        try (var rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                relations.add(new Relation(rows.getString(1), rows.getString(2)));
            }
        }
        var digest = new TreeMap<String, String>();
        for (var relation : relations) {
            digest.put(relation.name, value(statement, relation.name, relation.kind));
        }
        return digest;
    }

    private static String value(Statement statement, String name, String kind) throws SQLException {
        // A partition is a table of its own: "only" shows each row where it is stored.
        var sql = kind.equals("S")
                ? "select 'at ' || last_value || case when is_called then ' called' else '' end from " + name
                : "select count(*) || ' rows, sum ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) from only "
                        + name + " t";
        try (var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
