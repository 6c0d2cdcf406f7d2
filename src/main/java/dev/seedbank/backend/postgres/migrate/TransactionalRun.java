package dev.seedbank.backend.postgres.migrate;

import dev.seedbank.backend.migration.Migrator.Listener;
import dev.seedbank.backend.migration.Script;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.UsageFailure;
import java.sql.SQLException;
import java.time.Duration;

/** A script in one transaction, with the entry in the history: all of it or nothing. */
record TransactionalRun(Execution execution, Script script, ScriptPlan plan, Ledger ledger, Duration lockTimeout) {
    private static final String NOTHING = "Nothing of this migration was applied; earlier ones stay.";

    void run(Listener listener) {
        var progress = new int[1];
        try {
            new Patience(listener::waiting)
                    .run(() -> attempt(listener, progress), script.file(), () -> place(progress[0]));
        } catch (SQLException e) {
            throw new IllegalStateException("told by the attempt", e);
        } catch (UsageFailure e) {
            throw e;
        }
    }

    private void attempt(Listener listener, int[] progress) throws Execution.Locked {
        progress[0] = 0;
        execution.begin(lockTimeout);
        Statement current = null;
        try (var statements = new ScriptStatements(script)) {
            for (var next = statements.next(); next.isPresent(); next = statements.next()) {
                if (plan.leavesOut(next.get())) {
                    continue;
                }
                current = next.get();
                listener.statement(
                        ++progress[0], plan.statements(), current.words().shown());
                execution.run(current, script.file());
            }
            ledger.end(execution.session());
            execution.session().commit();
        } catch (Execution.Locked | Failure e) {
            execution.session().rollback();
            throw e;
        } catch (SQLException e) {
            execution.session().rollback();
            throw Execution.failure(
                    script.file(), java.util.Objects.requireNonNull(current), place(progress[0]), NOTHING, e);
        }
    }

    private String place(int statement) {
        return "statement %d of %d".formatted(statement, plan.statements());
    }
}
