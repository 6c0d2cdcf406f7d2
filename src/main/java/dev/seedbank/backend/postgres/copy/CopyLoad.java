package dev.seedbank.backend.postgres.copy;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.NameMatching;
import dev.seedbank.backend.SensitiveField;
import dev.seedbank.backend.postgres.catalog.Table;
import dev.seedbank.backend.postgres.catalog.TableColumn;
import dev.seedbank.backend.postgres.connection.CopyPosition;
import dev.seedbank.backend.postgres.connection.CopyRows;
import dev.seedbank.backend.postgres.connection.CopyStream;
import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.PostgresErrors;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.Where;
import dev.seedbank.json.ByteSink;
import dev.seedbank.json.JsonInput;
import dev.seedbank.json.JsonRejected;
import dev.seedbank.json.JsonRows;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.postgresql.copy.CopyIn;

/** Fills one table from a file of JSON rows by {@code COPY … FROM STDIN}, and words which row the server refused. */
public final class CopyLoad {
    private static final String ADVICE = "Nothing was changed. Correct the file, or restore from another backup.";

    private final Session session;
    private final Table table;

    public CopyLoad(Session session, Table table) {
        this.session = session;
        this.table = table;
    }

    /**
     * @param names of the columns that every row has; empty: those of the first row
     * @param sensitive columns that no row has
     * @return the number of rows that the server took
     */
    public long load(List<String> names, List<SensitiveField> sensitive, InputStream rows) throws IOException {
        try {
            return convert(names, sensitive, rows);
        } catch (JsonRejected e) {
            throw refused(table.label(), e);
        }
    }

    /** @param label of the table, as the user knows it */
    static OperationFailed refused(String label, JsonRejected rejected) {
        long row = rejected.place().row();
        var message = "%s%s: %s".formatted(label, row == 0 ? "" : ": row " + row, rejected.reason());
        return where(row, rejected.field()).of(new OperationFailed(ErrorCode.DATA_REJECTED, message, ADVICE, rejected));
    }

    /**
     * For programs.
     *
     * @param row 0 if it is not known
     * @param field empty if it is not known
     */
    private static Where where(long row, String field) {
        var where = row == 0 ? Where.UNKNOWN : Where.at(Where.Key.ROW, row);
        return field.isEmpty() ? where : where.and(Where.Key.FIELD, field);
    }

    private long convert(List<String> names, List<SensitiveField> sensitive, InputStream rows) throws IOException {
        var input = new JsonInput(rows);
        var reader = new JsonRows(input);
        var columns = columns(names, reader);
        if (columns.isEmpty() && !table.stored().isEmpty()) {
            return refuseRows(input, reader);
        }
        var copied = new CopyColumns(columns, generated(), filled(columns, sensitive));
        try {
            var copy = session.copyIn(sql(copied.names()));
            var sink = ByteSink.to(new CopyStream(copy));
            return copy(copy, new JsonToCopy(input, reader, copied, sink), sink);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Converts a file's rows, of which the first says the columns, and sends them nowhere. */
    public void check(InputStream rows) throws IOException {
        try {
            convertOnly(rows);
        } catch (JsonRejected e) {
            throw refused(table.label(), e);
        }
    }

    private void convertOnly(InputStream rows) throws IOException {
        var input = new JsonInput(rows);
        var reader = new JsonRows(input);
        var columns = columns(List.of(), reader);
        if (columns.isEmpty() && !table.stored().isEmpty()) {
            refuseRows(input, reader);
            return;
        }
        var sink = ByteSink.to(OutputStream.nullOutputStream());
        var json = new JsonToCopy(input, reader, new CopyColumns(columns, generated(), List.of()), sink);
        while (json.row()) {
            // Each call converts a row.
        }
    }

    private List<TableColumn> columns(List<String> names, JsonRows reader) throws IOException {
        var stored = table.stored().stream().map(TableColumn::name).toList();
        var wanted = new HashSet<String>();
        for (var name : names.isEmpty() ? reader.peekNames() : names) {
            NameMatching.match(name, stored).ifPresent(wanted::add);
        }
        return table.stored().stream()
                .filter(column -> wanted.contains(column.name()))
                .toList();
    }

    private List<String> generated() {
        return table.columns().stream()
                .filter(TableColumn::generated)
                .map(TableColumn::name)
                .toList();
    }

    /** Those of the table that get something else than their default. */
    private List<SensitiveField> filled(List<TableColumn> loaded, List<SensitiveField> sensitive) {
        var others = new HashSet<>(table.stored());
        loaded.forEach(others::remove);
        var names = others.stream().map(TableColumn::name).toList();
        return sensitive.stream()
                .filter(field -> field.fill().isPresent() && names.contains(field.name()))
                .toList();
    }

    /** COPY cannot name no column of a table that has some; a file without rows is fine. */
    private long refuseRows(JsonInput input, JsonRows reader) throws IOException {
        if (reader.next()) {
            throw input.reject("no value for any column of the table");
        }
        return 0;
    }

    private String sql(List<String> columns) {
        var names = Identifiers.list(columns);
        return "copy " + table.sql() + (columns.isEmpty() ? "" : " (" + names + ")") + " from stdin";
    }

    private long copy(CopyIn copy, JsonToCopy json, ByteSink sink) throws IOException, SQLException {
        try {
            while (json.row()) {
                // Each call writes a row.
            }
            sink.flush();
            return copy.endCopy();
        } catch (CopyRows.Refused e) {
            throw e.reason();
        } finally {
            if (copy.isActive()) {
                cancel(copy);
            }
        }
    }

    /** So that the connection can be used to roll back; if not even this works, the server does that by itself. */
    private void cancel(CopyIn copy) {
        try {
            copy.cancelCopy();
        } catch (SQLException e) {
            session.abort();
        }
    }

    private Failure failure(SQLException e) {
        var failure = PostgresErrors.translate(e, words(e, table.collection()));
        return position(e, table.collection())
                .map(place -> where(place.row(), place.column() == null ? "" : place.column())
                        .of(failure))
                .orElse(failure);
    }

    private static Optional<CopyPosition> position(SQLException e, Collection table) {
        return PostgresErrors.server(e).flatMap(message -> CopyPosition.of(message, table.name()));
    }

    /** {@code users: row 12: column age}, or as much of it as is known; a constraint's name where there is one. */
    private static String words(SQLException e, Collection table) {
        var where = new StringBuilder(table.label("."));
        position(e, table).ifPresent(place -> {
            where.append(": row ").append(place.row());
            if (place.column() != null) {
                where.append(": column ").append(place.column());
            }
        });
        PostgresErrors.server(e).ifPresent(message -> {
            if (message.getConstraint() != null) {
                where.append(": ").append(message.getConstraint());
            }
        });
        return where.toString();
    }
}
