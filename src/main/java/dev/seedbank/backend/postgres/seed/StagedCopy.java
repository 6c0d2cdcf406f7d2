package dev.seedbank.backend.postgres.seed;

import dev.seedbank.backend.SeedRefusal;
import dev.seedbank.backend.postgres.connection.CopyPosition;
import dev.seedbank.backend.postgres.connection.CopyRows;
import dev.seedbank.backend.postgres.connection.CopyStream;
import dev.seedbank.backend.postgres.connection.PostgresErrors;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.failure.Failure;
import dev.seedbank.json.ByteSink;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.postgresql.copy.CopyIn;

/** One COPY of rows into the temporary table of {@link StagedRows}. Knows in which line of the file each of its rows stands. */
final class StagedCopy {
    /** So far back a line is remembered for an error; then a new COPY begins. */
    private static final int MOST_ROWS = 1 << 15;

    private final Session session;
    private final StagedRows rows;
    private final CopyIn copy;
    private final ByteSink sink;
    private long[] lines = new long[64];
    private int size;

    private StagedCopy(Session session, StagedRows rows, CopyIn copy) {
        this.session = session;
        this.rows = rows;
        this.copy = copy;
        this.sink = ByteSink.to(new CopyStream(copy));
    }

    static StagedCopy begin(Session session, StagedRows rows) {
        var names = new ArrayList<>(List.of("n", "line"));
        if (!rows.isUniform()) {
            names.addAll(List.of("absent", "untold"));
        }
        for (var column : rows.columns()) {
            names.add(column.name());
            column.parent().ifPresent(parent -> names.add(column.referenceName()));
        }
        var sql = "copy " + rows.sql() + " (" + String.join(", ", names) + ") from stdin";
        try {
            return new StagedCopy(session, rows, session.copyIn(sql));
        } catch (SQLException e) {
            throw PostgresErrors.translate(e);
        }
    }

    /** Begins a row, which the caller writes with its end of line. */
    ByteSink row(long line) {
        if (size == lines.length) {
            lines = Arrays.copyOf(lines, size * 2);
        }
        lines[size++] = line;
        return sink;
    }

    boolean isFull() {
        return size == MOST_ROWS;
    }

    void end() {
        try {
            sink.flush();
            copy.endCopy();
        } catch (IOException e) {
            throw failure(e);
        } catch (SQLException e) {
            throw failure(e);
        } finally {
            cancel();
        }
    }

    /** So that the connection can be used again; if not even this works, the server rolls back by itself. */
    void cancel() {
        if (copy.isActive()) {
            try {
                copy.cancelCopy();
            } catch (SQLException e) {
                session.abort();
            }
        }
    }

    Failure failure(IOException e) {
        if (e instanceof CopyRows.Refused refused) {
            return failure(refused.reason());
        }
        throw new IllegalStateException("values in memory cannot fail to be read", e);
    }

    private Failure failure(SQLException e) {
        if (PostgresErrors.translate(e) instanceof ConnectionFailed lost) {
            return lost;
        }
        var place = PostgresErrors.server(e).flatMap(message -> CopyPosition.of(message, rows.name()));
        if (place.isEmpty() || place.get().row() > size) {
            return PostgresErrors.translate(e, rows.file());
        }
        var column = rows.columns().stream()
                .filter(one -> one.name().equals(place.get().column())
                        || one.referenceName().equals(place.get().column()))
                .map(one -> one.column().name())
                .findFirst();
        return SeedRefusal.ATOMIC.of(
                rows.file(), lines[(int) place.get().row() - 1], column.orElse(""), PostgresErrors.reason(e));
    }
}
