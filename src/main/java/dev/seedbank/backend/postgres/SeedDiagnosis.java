package dev.seedbank.backend.postgres;

import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.failure.Failure;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds out which field of a row the server did not take: it says so itself, or each value is tried by itself. */
record SeedDiagnosis(Session session) {
    /** {@code Key (tenant, email)=(1, a@b.c) already exists.}, in whatever language. */
    private static final Pattern KEY = Pattern.compile("\\(([^()]+)\\)=\\(");

    Failure failure(PreparedRow row, Table table, SQLException e) {
        if (PostgresErrors.translate(e) instanceof ConnectionFailed lost) {
            return lost;
        }
        return bad(row, table).orElseGet(() -> row.fail(field(e), PostgresErrors.reason(e)));
    }

    /**
     * The first value that its column does not take, found with a table of the same columns and no constraints. It goes with
     * the transaction, which a failure ends in any case.
     */
    private Optional<Failure> bad(PreparedRow row, Table table) {
        var columns =
                Identifiers.list(row.columns().stream().map(TableColumn::name).toList());
        var probe = "create temporary table seedbank_probe as select " + columns + " from " + table.sql() + " limit 0";
        if (row.columns().isEmpty() || session.attempt(probe).isPresent()) {
            return Optional.empty();
        }
        for (int i = 0; i < row.columns().size(); i++) {
            var column = row.columns().get(i);
            var value = row.values().get(i);
            if (value == null) {
                continue;
            }
            var refusal = session.attempt("insert into pg_temp.seedbank_probe (%s) values (cast(%s as %s))"
                    .formatted(Identifiers.quote(column.name()), Identifiers.literal(value), column.looseType()));
            if (refusal.isPresent()) {
                return Optional.of(
                        row.fail(column.name(), String.valueOf(refusal.get().getMessage())));
            }
        }
        return Optional.empty();
    }

    private static String field(SQLException e) {
        var server = PostgresErrors.server(e);
        var column = server.map(message -> message.getColumn());
        if (column.isPresent()) {
            return column.get();
        }
        var detail = server.map(message -> message.getDetail()).orElse("");
        var key = KEY.matcher(detail);
        if (key.find()) {
            return key.group(1);
        }
        return server.map(message -> message.getConstraint()).orElse("");
    }
}
