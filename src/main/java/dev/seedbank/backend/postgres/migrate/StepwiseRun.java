package dev.seedbank.backend.postgres.migrate;

import dev.seedbank.backend.migration.FailedRun;
import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.backend.migration.Migrator.Listener;
import dev.seedbank.backend.migration.Script;
import dev.seedbank.backend.migration.Script.Direction;
import dev.seedbank.backend.postgres.script.ScriptStatements;
import dev.seedbank.backend.postgres.script.Statement;
import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.Interrupted;
import dev.seedbank.failure.OperationFailed;
import java.sql.SQLException;

/**
 * A script without a transaction around it. Each statement that can be in one has one of its own, with its entry in the history, so
 * that it runs exactly once, and so do those from {@code BEGIN} to {@code COMMIT} together; for the others the history is written
 * before and after.
 */
final class StepwiseRun {
    /** In the history: the statement behind those that are done has begun. */
    private static final String BEGUN = " begun";

    private final Execution execution;
    private final Script script;
    private final ScriptPlan plan;
    private final Ledger.Steps ledger;
    private final MigrationLease lease;
    private final Listener listener;
    private final Resumption before;
    /** In a transaction that is still open: with those before it in the same one. */
    private final DoneStatements done = new DoneStatements();

    private ScriptStatements statements;
    /** What the history says. */
    private int writtenDone;

    private String writtenPosition;

    /** @param before the last entry of the same migration; if it is partial, this run goes on there */
    StepwiseRun(
            Execution execution, Script script, ScriptPlan plan, Ledger ledger, Resumption before, Listener listener) {
        this.execution = execution;
        this.script = script;
        this.plan = plan;
        this.lease = ledger.lease();
        this.ledger = ledger.begin(before);
        this.listener = listener;
        this.before = before;
        this.statements = execution.statements(script);
        this.writtenDone = before.done();
        this.writtenPosition = before.position();
    }

    /** Where an earlier run stopped. */
    record Resumption(int done, String position) {
        static final Resumption NONE = new Resumption(0, "");

        /** The last entry counts, if it is of a run in the same direction that did not come to its end. */
        static Resumption of(HistoryEntry entry, Direction direction) {
            return entry.state().isOf(direction) ? new Resumption(entry.done(), entry.position()) : NONE;
        }
    }

    void run() {
        execution.prepare();
        try {
            skip(before.done(), true);
            if (before.done() > 0 && !before.position().startsWith(done.shown())) {
                throw changed();
            }
            for (var next = statements.next(); next.isPresent(); next = statements.next()) {
                run(next.get());
            }
            ledger.end();
        } catch (Failure e) {
            // What the server committed last, it alone knows, and the history with it.
            if (!(e instanceof ConnectionFailed) && !(e instanceof Interrupted)) {
                ledger.fail(writtenDone, writtenPosition, String.valueOf(e.getMessage()));
            }
            throw e;
        } finally {
            statements.close();
        }
    }

    /** @param fresh whether the session does not have what they have set */
    private void skip(int count, boolean fresh) {
        while (done.count() < count) {
            var statement = statements.next().orElseThrow(this::changed);
            if (fresh && statement.words().setsSession()) {
                setAgain(statement);
            }
            done.add(statement);
        }
    }

    /** The session that it was set in is gone. */
    private void setAgain(Statement statement) {
        try {
            execution.run(statement, script.file());
        } catch (Execution.Locked | SQLException e) {
            var refusal = e instanceof Execution.Locked locked ? locked.refusal() : (SQLException) e;
            throw failure(statement, refusal);
        }
    }

    private OperationFailed changed() {
        return new OperationFailed(
                "%s: the first %d of its statements ran before, and are not what they were then"
                        .formatted(script.file(), before.done()),
                "Put them back as they were, and change only what follows; or seedbank migrate repair.");
    }

    /** To the statement behind those of which the history knows. */
    private Statement again() {
        statements.close();
        statements = execution.statements(script);
        done.clear();
        skip(writtenDone, false);
        return statements.next().orElseThrow(this::changed);
    }

    private void run(Statement statement) {
        var current = new Statement[] {statement};
        try {
            new Patience(listener::waiting)
                    .run(
                            () -> {
                                lease.check(); // it may have been long since the last attempt
                                attempt(current);
                            },
                            script.file(),
                            this::place);
        } catch (SQLException e) {
            throw failure(current[0], e);
        }
    }

    /** @param current set to the statement that runs; after an attempt that failed by a lock, to the one to begin with again */
    private void attempt(Statement[] current) throws Execution.Locked, SQLException {
        tell(current[0]);
        if (current[0].words().beginsTransaction()) {
            try {
                together(current);
            } catch (Execution.Locked e) {
                current[0] = again();
                throw e;
            }
        } else if (current[0].controlsTransactions()) {
            outside(current[0]);
        } else {
            inTransaction(current[0]);
        }
    }

    private void tell(Statement statement) {
        listener.statement(
                done.count() + 1, plan.statements(), statement.words().shown());
    }

    private String place() {
        return "statement %d of %d".formatted(done.count() + 1, plan.statements());
    }

    private Failure failure(Statement statement, SQLException e) {
        return Execution.failure(script, statement, place(), state(statement), e);
    }

    private String state(Statement current) {
        if (current.mayCommit() && writtenPosition.endsWith(BEGUN)) {
            return "What it has committed stays; the next run begins it again.";
        }
        return new FailedRun(script.direction()).stopped(writtenDone, false);
    }

    private void inTransaction(Statement statement) throws Execution.Locked, SQLException {
        execution.begin();
        try {
            execution.run(statement, script.file());
            commit(statement);
        } catch (Execution.Locked e) {
            execution.session().rollback();
            if (statement.data().isPresent()) {
                throw e.refusal(); // some of the data may be read, and a second attempt would send only the rest
            }
            throw e;
        } catch (SQLException | Failure e) {
            execution.session().rollback();
            throw e;
        }
    }

    /** @param last of the transaction */
    private void commit(Statement last) {
        execution.useOwnRole();
        ledger.step(execution.session(), done.count() + 1, done.with(last));
        execution.session().commit();
        done.add(last);
        wrote("");
    }

    /** From {@code BEGIN} to the end of the transaction. */
    private void together(Statement[] current) throws Execution.Locked, SQLException {
        var begin = current[0];
        execution.begin();
        try {
            follow(current, begin);
            while (!current[0].words().endsTransaction()) {
                tell(current[0]);
                execution.run(current[0], script.file());
                follow(current, begin);
            }
            if (current[0].words().commits()) {
                commit(current[0]);
            } else {
                execution.session().rollback();
                doneOutside(current[0]);
            }
        } catch (Execution.Locked | SQLException | Failure e) {
            execution.session().rollback();
            throw e;
        }
    }

    /** To the next statement of a transaction. */
    private void follow(Statement[] current, Statement begin) {
        done.add(current[0]);
        current[0] = statements.next().orElseThrow(() -> endless(begin));
    }

    private OperationFailed endless(Statement begin) {
        return new OperationFailed(
                "%s:%d: the transaction that begins here does not end".formatted(script.file(), begin.line()),
                "Write COMMIT behind its last statement. Nothing of it was applied.");
    }

    private void outside(Statement statement) throws Execution.Locked, SQLException {
        boolean begunBefore = done.count() == writtenDone && writtenPosition.equals(done.shown() + BEGUN);
        var index = ConcurrentIndex.of(statement, execution.session());
        if (begunBefore && index.isPresent() && index.get().settle()) {
            doneOutside(statement);
            return;
        }
        if (index.isEmpty() || !index.get().isThere()) { // an index that is there before is not this statement's
            ledger.step(done.count(), done.shown() + BEGUN);
            wrote(BEGUN);
        }
        boolean patient =
                statement.words().isConcurrent() && script.lockTimeout().isEmpty();
        if (patient) {
            execution.waitForLocks(true); // nobody else waits meanwhile, and what it did so far would be in vain
        }
        try {
            execution.run(statement, script.file());
        } catch (Execution.Locked e) {
            if (statement.mayCommit()) {
                throw waitedInVain(statement, e);
            }
            throw e;
        }
        if (patient) {
            execution.waitForLocks(false);
        }
        if (index.isPresent()) {
            index.get().requireValid(script.file(), statement.line());
        }
        doneOutside(statement);
    }

    /** What it has committed would run again. */
    private OperationFailed waitedInVain(Statement statement, Execution.Locked cause) {
        return new OperationFailed(
                ErrorCode.LOCKED,
                "%s:%d: %s gave up waiting for a lock%s"
                        .formatted(
                                script.file(),
                                statement.line(),
                                place(),
                                cause.blocker().map(" held by "::concat).orElse("")),
                "%s If it may run twice: seedbank migrate. To wait for ever: -- seedbank:lock-timeout 0"
                        .formatted(state(statement)),
                cause);
    }

    private void doneOutside(Statement statement) {
        done.add(statement);
        ledger.step(done.count(), done.shown());
        wrote("");
    }

    private void wrote(String behind) {
        writtenDone = done.count();
        writtenPosition = done.shown() + behind;
    }
}
