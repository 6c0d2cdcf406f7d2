package dev.seedbank.backend.postgres.seed;

import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A foreign key by its columns.
 *
 * @param parent as SQL names it, with the tables that inherit from it or are its partitions
 * @param referred the parent's columns, in the order of {@code columns}
 * @param deferred whether it may be checked as late as at the commit
 */
record ForeignKeyColumns(
        String name, List<String> columns, long parentOid, String parent, List<String> referred, boolean deferred) {
    private static final String KEYS = """
            select k.conname,
                   (select array_agg(a.attname::text order by o) from unnest(k.conkey) with ordinality c (n, o)
                    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = c.n),
                   k.confrelid, format('%I.%I', n.nspname, p.relname),
                   (select array_agg(a.attname::text order by o) from unnest(k.confkey) with ordinality c (n, o)
                    join pg_attribute a on a.attrelid = k.confrelid and a.attnum = c.n),
                   k.condeferred
            from pg_constraint k join pg_class p on p.oid = k.confrelid join pg_namespace n on n.oid = p.relnamespace
            where k.contype = 'f' and k.conrelid = ?::oid order by k.conname
            """;

    /** Those of one table, or partition. */
    static List<ForeignKeyColumns> of(Session session, long table) {
        return session.query(KEYS, ForeignKeyColumns::read, table);
    }

    private static ForeignKeyColumns read(ResultSet row) throws SQLException {
        return new ForeignKeyColumns(
                row.getString(1),
                List.of((String[]) row.getArray(2).getArray()),
                row.getLong(3),
                row.getString(4),
                List.of((String[]) row.getArray(5).getArray()),
                row.getBoolean(6));
    }

    /** The staged columns in the key's order; empty if the file does not have all of them. */
    Optional<List<StagedColumn>> in(StagedRows rows) {
        var staged =
                columns.stream().map(rows::column).flatMap(Optional::stream).toList();
        return staged.size() == columns.size() ? Optional.of(staged) : Optional.empty();
    }

    /** That {@code p}, a row of the parent, is the one that {@code v} refers to. */
    String isParent(List<StagedColumn> staged) {
        return equal("p", referred.stream().map(Identifiers::quote).toList(), staged);
    }

    /** That {@code w}, a staged row of the parent, is the one that {@code v} refers to; empty if those rows lack a column. */
    Optional<String> isStagedParent(List<StagedColumn> staged, StagedRows parents) {
        var names = referred.stream()
                .map(parents::column)
                .flatMap(Optional::stream)
                .map(StagedColumn::name)
                .toList();
        return names.size() == referred.size() ? Optional.of(equal("w", names, staged)) : Optional.empty();
    }

    private static String equal(String alias, List<String> names, List<StagedColumn> staged) {
        var equal = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            equal.append(i == 0 ? "" : " and ")
                    .append(alias)
                    .append('.')
                    .append(names.get(i))
                    .append(" = ")
                    .append(staged.get(i).value());
        }
        return equal.toString();
    }
}
