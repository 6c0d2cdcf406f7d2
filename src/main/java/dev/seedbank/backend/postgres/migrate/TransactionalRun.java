package dev.seedbank.backend.postgres.migrate;

import dev.seedbank.backend.migration.FailedRun;
import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.backend.migration.Migrator.Listener;
import dev.seedbank.backend.migration.Script;
import dev.seedbank.backend.postgres.script.Statement;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import java.sql.SQLException;
import java.util.ArrayList;

/** A script in one transaction, with the entry in the history: all of it or nothing. */
record TransactionalRun(Execution execution, Script script, ScriptPlan plan, Ledger ledger) {
    HistoryEntry run(Listener listener) {
        var progress = new int[1];
        var written = new ArrayList<HistoryEntry>();
        try {
            new Patience(listener::waiting)
                    .run(() -> written.add(attempt(listener, progress)), script.file(), () -> place(progress[0]));
            return written.getFirst();
        } catch (SQLException e) {
            throw new IllegalStateException("told by the attempt", e);
        } catch (Failure e) {
            ledger.fail(e);
            throw e;
        }
    }

    private HistoryEntry attempt(Listener listener, int[] progress) throws Execution.Locked {
        progress[0] = 0;
        execution.begin();
        Statement current = null;
        try (var statements = execution.statements(script)) {
            for (var next = statements.next(); next.isPresent(); next = statements.next()) {
                if (plan.leavesOut(next.get())) {
                    continue;
                }
                current = next.get();
                listener.statement(
                        ++progress[0], plan.statements(), current.words().shown());
                execution.run(current, script.file());
            }
            return end();
        } catch (Execution.Locked | Failure e) {
            execution.session().rollback();
            throw e;
        } catch (SQLException e) {
            execution.session().rollback();
            throw Execution.failure(
                    script,
                    java.util.Objects.requireNonNull(current),
                    place(progress[0]),
                    new FailedRun(script.direction()).rolledBack(),
                    e);
        }
    }

    /** What the server checks at the end only, such as a deferred constraint, is in no statement. */
    private HistoryEntry end() {
        try {
            execution.useOwnRole();
            var entry = ledger.end(execution.session());
            execution.session().commit();
            return entry;
        } catch (OperationFailed e) {
            throw new OperationFailed(
                    e.code(),
                    "%s: its end failed: %s".formatted(script.file(), e.getMessage()),
                    "%s %s"
                            .formatted(new FailedRun(script.direction()).rolledBack(), e.advice())
                            .strip(),
                    e);
        }
    }

    private String place(int statement) {
        return "statement %d of %d".formatted(statement, plan.statements());
    }
}
