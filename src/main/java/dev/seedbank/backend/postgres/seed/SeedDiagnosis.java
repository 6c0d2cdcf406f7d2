package dev.seedbank.backend.postgres.seed;

import dev.seedbank.backend.SeedRefusal;
import dev.seedbank.backend.postgres.catalog.TableColumn;
import dev.seedbank.backend.postgres.connection.PostgresErrors;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.failure.Failure;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds out which staged row a statement about all of them failed on. A foreign key is checked when all rows are written, so the
 * row is looked for that it does not hold for. Whatever else fails, fails at a row: the statement runs once more, and a sequence,
 * which no rollback turns back, keeps the number of the row that it had come to.
 */
record SeedDiagnosis(Session session, StagedRows rows) {
    private static final String FOREIGN_KEY = "23503";

    /** Classes of SQLSTATE that say nothing of a row: resources, another transaction in the way, cancelled, the server's own trouble. */
    private static final Set<String> NO_ROW = Set.of("08", "40", "53", "55", "57", "58", "XX");

    /** {@code Key (tenant, email)=(1, a@b.c) already exists.}, in whatever language. */
    private static final Pattern KEY = Pattern.compile("\\(([^()]+)\\)=\\(");

    /** A statement that may fail. */
    @FunctionalInterface
    interface Change {
        long run() throws SQLException;
    }

    /** Runs the statement; if it fails, what it did is rolled back, and the failure names the row if that can be found. */
    long guard(Change change, Change marked) {
        session.run("savepoint seed");
        try {
            long count = change.run();
            session.run("release savepoint seed");
            return count;
        } catch (SQLException e) {
            if (PostgresErrors.translate(e) instanceof ConnectionFailed lost) {
                throw lost;
            }
            session.run("rollback to savepoint seed");
            throw failure(e, marked);
        }
    }

    static boolean isAboutARow(SQLException e) {
        var state = PostgresErrors.state(e);
        return state.length() > 1 && !NO_ROW.contains(state.substring(0, 2));
    }

    private Failure failure(SQLException e, Change marked) {
        if (!isAboutARow(e)) {
            return PostgresErrors.translate(e, rows.file());
        }
        var where = PostgresErrors.state(e).equals(FOREIGN_KEY) ? childless(e) : marked(marked);
        return where.<Failure>map(line -> SeedRefusal.ATOMIC.of(rows.file(), line, field(e), PostgresErrors.reason(e)))
                .orElseGet(() -> PostgresErrors.translate(e, rows.file()));
    }

    /** The line of the row that the statement fails on when it runs again; empty if it fails on none. */
    private Optional<Long> marked(Change change) {
        session.run("create temporary sequence " + SeedStatements.MARK);
        session.run("savepoint marked");
        try {
            change.run();
        } catch (SQLException e) {
            session.run("rollback to savepoint marked");
        }
        return session.first(
                "select v.line from %s v join pg_temp.%s m on m.is_called and m.last_value = v.n"
                        .formatted(rows.sql(), SeedStatements.MARK),
                row -> row.getLong(1));
    }

    /** The line of the first row without its parent; empty if the key has a column that the file does not. */
    private Optional<Long> childless(SQLException e) {
        var message = PostgresErrors.server(e).orElseThrow();
        // The table may be a partition of the one that rows are inserted into.
        var child = session.first(
                "select to_regclass(format('%I.%I', ?, ?))::oid::bigint",
                row -> row.getLong(1), String.valueOf(message.getSchema()), String.valueOf(message.getTable()));
        return child.flatMap(table -> ForeignKeyColumns.of(session, table).stream()
                        .filter(key -> key.name().equals(message.getConstraint()))
                        .findFirst())
                .flatMap(this::childless);
    }

    private Optional<Long> childless(ForeignKeyColumns key) {
        return key.in(rows).flatMap(columns -> {
            var sql = new StringBuilder("select v.line from " + rows.sql() + " v where true");
            columns.forEach(column -> sql.append(" and ").append(column.value()).append(" is not null"));
            sql.append(" and not exists (select from %s p where %s)".formatted(key.parent(), key.isParent(columns)));
            if (key.parentOid() == rows.table().oid()) {
                key.isStagedParent(columns, rows)
                        .ifPresent(same ->
                                sql.append(" and not exists (select from %s w where %s)".formatted(rows.sql(), same)));
            }
            return session.first(sql.append(" order by v.n limit 1").toString(), row -> row.getLong(1));
        });
    }

    /** What the server says it is about: a column, the columns of a key, those of a domain's type or of a constraint. */
    private String field(SQLException e) {
        var server = PostgresErrors.server(e);
        var column = server.map(message -> message.getColumn());
        if (column.isPresent()) {
            return column.get();
        }
        var key = KEY.matcher(server.map(message -> message.getDetail()).orElse(""));
        if (key.find()) {
            return key.group(1);
        }
        var domain = server.map(message -> message.getDatatype());
        if (domain.isPresent()) {
            return rows.columns().stream()
                    .map(StagedColumn::column)
                    .filter(one -> one.looseType().equals(domain.get())
                            || one.looseType().endsWith("." + domain.get()))
                    .map(TableColumn::name)
                    .reduce((a, b) -> a + ", " + b)
                    .orElse("");
        }
        return server.map(message -> message.getConstraint()).orElse("");
    }
}
