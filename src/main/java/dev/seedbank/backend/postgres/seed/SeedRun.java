package dev.seedbank.backend.postgres.seed;

import dev.seedbank.backend.RowWatch;
import dev.seedbank.backend.Seeder.SeedCounts;
import dev.seedbank.backend.Seeder.SeedTarget;
import dev.seedbank.backend.postgres.catalog.PostgresLease;
import dev.seedbank.backend.postgres.connection.PostgresErrors;
import dev.seedbank.backend.postgres.connection.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Takes the staged rows of one file to their table: what is there already is forgotten, the rest is inserted in the file's
 * order. Each step is one statement about all rows, so that its cost is the server's for that many rows.
 */
final class SeedRun {
    /** From so many rows on an index gives the order, where sorting would write them all to disk once more. */
    private static final int MANY = 20_000;
    /** Rows that refer to rows above them go so many at a time: each that is not there yet ends a step. */
    private static final int WINDOW = 2_000;

    private static final long ALL = Long.MAX_VALUE;

    private final Session session;
    private final StagedRows rows;
    private final SeedKeys keys;
    private final SeedTarget target;
    private final SeedReferences references;
    private final SeedStatements statements;
    private final SeedDiagnosis diagnosis;
    private final RowWatch watch;
    private long left;
    private long inserted;
    private long updated;

    /** @param watch is told which rows were inserted, if it asks */
    SeedRun(
            Session session,
            SeedTransaction.Staged staged,
            SeedTarget target,
            SeedReferences references,
            RowWatch watch) {
        this.session = session;
        this.rows = staged.rows();
        this.keys = staged.keys();
        this.target = target;
        this.references = references;
        this.statements = new SeedStatements(rows, keys);
        this.diagnosis = new SeedDiagnosis(session, rows);
        this.watch = watch;
        this.left = rows.count();
    }

    SeedCounts run() {
        PostgresLease.awaitSeeding(session, rows.table());
        references.resolve(rows);
        var own = SeedReferences.own(rows);
        forgetRepeated(
                keys.keys().stream()
                        .filter(key -> key.stream().noneMatch(own::contains))
                        .toList(),
                ALL);
        var contents = keys.keyless().map(keyless -> new SeedContents(session, rows, keyless));
        long keyless = contents.map(SeedContents::count).orElse(0L);
        if (keyless > 0) {
            left -= contents.orElseThrow().forgetExisting();
        }
        if (own.isEmpty()) {
            write(ALL);
            if (watch.asksForInserted()) {
                tellInserted("select v.n from %s v".formatted(rows.sql()));
            }
        } else {
            inSteps(keys.keys().stream()
                    .filter(key -> key.stream().anyMatch(own::contains))
                    .toList());
        }
        return new SeedCounts(inserted, updated, Math.max(0, rows.count() - inserted - updated), keyless);
    }

    /** A row may refer to one above it, and then that one must be in the table first. */
    private void inSteps(List<List<StagedColumn>> ownKeys) {
        long next = first();
        while (next > 0) {
            long below = references.resolveOwn(rows, next + WINDOW);
            if (below == next) {
                references.refuseOwn(rows, next);
            }
            forgetRepeated(ownKeys, below);
            write(below);
            var written = "delete from %s v where v.n < %d".formatted(rows.sql(), below);
            if (watch.asksForInserted()) {
                tellInserted(written + " returning v.n");
            } else {
                change(written);
            }
            next = first();
        }
    }

    /** Staged rows that are left were not skipped. */
    private void tellInserted(String sql) {
        session.query(sql, row -> row.getLong(1)).forEach(watch::inserted);
    }

    /** 0 if none is left. */
    private long first() {
        return session.number("select coalesce(min(v.n), 0) from %s v".formatted(rows.sql()));
    }

    /** Where no unique constraint decides, which is not named or may be updated, the first of equal keys counts. */
    private void forgetRepeated(List<List<StagedColumn>> some, long below) {
        if (!target.isLenient()) {
            some.forEach(key -> left -= change(statements.forgetRepeated(key, below)));
        }
    }

    private void write(long below) {
        if (target.update()) {
            keys.keys().forEach(key -> update(key, below));
        }
        for (var key : keys.keys()) {
            if (left > 0) {
                statements.forgetExisting(key, target.isLenient(), below).forEach(sql -> left -= change(sql));
            }
        }
        if (left > 0) {
            if (left > MANY && below == ALL) {
                session.run("create index on " + rows.sql() + " (n)");
                session.run("analyze %s (n%s)".formatted(rows.sql(), keyColumns()));
            }
            long more = insert(below);
            inserted += more;
            left -= more;
        }
    }

    /** So that the server plans for as many keys as there are. */
    private String keyColumns() {
        return keys.keys().stream()
                .flatMap(List::stream)
                .distinct()
                .map(column -> ", " + column.name())
                .collect(Collectors.joining());
    }

    /** ON CONFLICT takes the server half as long again, so many rows are first inserted without. */
    private long insert(long below) {
        boolean lenient = target.isLenient();
        if (lenient && left > MANY && noneRepeated()) {
            session.run("savepoint plain");
            try {
                long more = session.change(statements.insert(false, below, false));
                session.run("release savepoint plain");
                return more;
            } catch (SQLException e) {
                if (!SeedDiagnosis.isAboutARow(e)) {
                    throw PostgresErrors.translate(e, rows.file());
                }
                session.run("rollback to savepoint plain");
            }
        }
        return diagnosis.guard(
                () -> session.change(statements.insert(lenient, below, false)),
                () -> session.change(statements.insert(lenient, below, true)));
    }

    private boolean noneRepeated() {
        return keys.keys().stream().noneMatch(key -> session.test(statements.anyRepeated(key)));
    }

    private void update(List<StagedColumn> key, long below) {
        var plain = statements.update(key, below, false);
        var marked = statements.update(key, below, true);
        for (int i = 0; i < plain.size(); i++) {
            var sql = plain.get(i);
            var again = marked.get(i);
            updated += diagnosis.guard(() -> session.change(sql), () -> session.change(again));
        }
    }

    private long change(String sql) {
        try {
            return session.change(sql);
        } catch (SQLException e) {
            throw PostgresErrors.translate(e, rows.file());
        }
    }
}
