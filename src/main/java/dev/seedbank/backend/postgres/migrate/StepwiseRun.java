package dev.seedbank.backend.postgres.migrate;

import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.backend.migration.Migrator.Listener;
import dev.seedbank.backend.migration.Script;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * A script without a transaction around it. Each statement that can be in one has one of its own, with its entry in the history, so
 * that it runs exactly once; for the others the history is written before and after.
 */
final class StepwiseRun {
    /** In the history: the statement behind those that are done has begun. */
    private static final String BEGUN = " begun";

    private final Execution execution;
    private final Script script;
    private final ScriptPlan plan;
    private final Ledger ledger;
    private final Duration lockTimeout;
    private final Listener listener;
    /** Of the statements that are done. */
    private final MessageDigest digest = sha256();

    private final int resumed;
    private final String position;
    private int done;

    /** @param before the last entry of the same migration; if it is partial, this run goes on there */
    StepwiseRun(
            Execution execution,
            Script script,
            ScriptPlan plan,
            Ledger ledger,
            Duration lockTimeout,
            Resumption before,
            Listener listener) {
        this.execution = execution;
        this.script = script;
        this.plan = plan;
        this.ledger = ledger;
        this.lockTimeout = lockTimeout;
        this.listener = listener;
        this.resumed = before.done();
        this.position = before.position();
    }

    /** Where an earlier run stopped. */
    record Resumption(int done, String position) {
        static final Resumption NONE = new Resumption(0, "");

        static Resumption of(HistoryEntry entry) {
            return entry.state().ended() ? NONE : new Resumption(entry.done(), entry.position());
        }
    }

    void run() {
        try (var statements = new ScriptStatements(script)) {
            for (var next = statements.next(); next.isPresent(); next = statements.next()) {
                if (done < resumed) {
                    skip(next.get());
                } else {
                    run(next.get());
                }
            }
            ledger.end();
        } catch (Failure e) {
            ledger.fail(done, written(), String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private void skip(Statement statement) {
        done(statement);
        if (done == resumed && !position.startsWith(written())) {
            throw new OperationFailed(
                    "%s: the first %d of its statements ran before, and are not what they were then"
                            .formatted(script.file(), resumed),
                    "Put them back as they were, and change only what follows; or seedbank migrate repair.");
        }
    }

    private void done(Statement statement) {
        digest.update(statement.sql().getBytes(StandardCharsets.UTF_8));
        done++;
    }

    private String written() {
        try {
            var copy = (MessageDigest) digest.clone();
            return HexFormat.of().formatHex(copy.digest(), 0, 8);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(Statement statement) {
        listener.statement(done + 1, plan.statements(), statement.words().shown());
        ledger.lease().check();
        try {
            new Patience(listener::waiting)
                    .run(
                            () -> {
                                if (alone(statement)) {
                                    outside(statement);
                                } else {
                                    inTransaction(statement);
                                }
                            },
                            script.file(),
                            this::place);
        } catch (SQLException e) {
            throw Execution.failure(script.file(), statement, place(), state(), e);
        }
    }

    private String place() {
        return "statement %d of %d".formatted(done + 1, plan.statements());
    }

    private String state() {
        return done == 0
                ? "Nothing of this migration was applied."
                : "%s done; the next run goes on at statement %d."
                        .formatted(done == 1 ? "1 statement is" : done + " statements are", done + 1);
    }

    /** Besides those that must: what may end transactions itself. */
    private static boolean alone(Statement statement) {
        var words = statement.words();
        return words.needsNoTransaction()
                || words.controlsTransaction()
                || words.word(0).equals("CALL")
                || words.word(0).equals("DO");
    }

    private void inTransaction(Statement statement) throws Execution.Locked, SQLException {
        execution.begin(lockTimeout);
        try {
            execution.run(statement, script.file());
            done(statement);
            ledger.step(execution.session(), done, written());
            execution.session().commit();
        } catch (Execution.Locked | SQLException | Failure e) {
            execution.session().rollback();
            throw e;
        }
    }

    private void outside(Statement statement) throws Execution.Locked, SQLException {
        boolean begunBefore = done == resumed && position.endsWith(BEGUN);
        var index = ConcurrentIndex.of(statement, execution.session());
        if (begunBefore && index.isPresent() && index.get().settle()) {
            done(statement);
            ledger.step(done, written());
            return;
        }
        ledger.step(done, written() + BEGUN);
        execution.limitLocks(lockTimeout);
        execution.run(statement, script.file());
        if (index.isPresent()) {
            index.get().requireValid(script.file(), statement.line());
        }
        done(statement);
        ledger.step(done, written());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }
}
