package dev.seedbank.backend.postgres;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Rows of one shape on their way to the server. If one of them does not fit, they go again one by one, to find it. */
final class SeedBatch {
    private static final int ROWS = 500;
    private static final int CHARACTERS = 1 << 20;

    private final Session session;
    private final SeedStatement statement;
    private final boolean update;
    private final List<PreparedRow> rows = new ArrayList<>();
    private int characters;

    SeedBatch(Session session, SeedStatement statement, boolean update) {
        this.session = session;
        this.statement = statement;
        this.update = update;
    }

    boolean takes(SeedStatement other) {
        return statement.equals(other) && rows.size() < ROWS && characters < CHARACTERS;
    }

    void add(PreparedRow row) {
        rows.add(row);
        for (var value : row.values()) {
            characters += value == null ? 0 : value.length();
        }
    }

    /** Writes the rows, and adds up what became of them. */
    void write(SeedTally tally) {
        session.run("savepoint batch");
        try {
            write(rows, tally);
            session.run("release savepoint batch");
        } catch (SQLException e) {
            session.run("rollback to savepoint batch");
            oneByOne(tally);
        }
    }

    private void oneByOne(SeedTally tally) {
        for (var row : rows) {
            session.run("savepoint one");
            try {
                write(List.of(row), tally);
            } catch (SQLException e) {
                session.run("rollback to savepoint one");
                throw new SeedDiagnosis(session).failure(row, statement.table(), e);
            }
            session.run("release savepoint one");
        }
    }

    private void write(List<PreparedRow> some, SeedTally tally) throws SQLException {
        long updated = 0;
        var sql = update ? statement.update() : Optional.<String>empty();
        if (sql.isPresent()) {
            updated = execute(sql.get(), some);
        }
        tally.add(some.size(), execute(statement.insert(), some), updated);
    }

    private long execute(String sql, List<PreparedRow> some) throws SQLException {
        try (var prepared = session.connection().prepareStatement(sql)) {
            for (var row : some) {
                bind(prepared, row);
                prepared.addBatch();
            }
            return Arrays.stream(prepared.executeBatch())
                    .filter(count -> count > 0)
                    .sum();
        }
    }

    private static void bind(PreparedStatement prepared, PreparedRow row) throws SQLException {
        for (int i = 0; i < row.values().size(); i++) {
            var value = row.values().get(i);
            if (value == null) {
                prepared.setNull(i + 1, Types.OTHER);
            } else {
                prepared.setObject(i + 1, value, Types.OTHER);
            }
        }
    }
}
