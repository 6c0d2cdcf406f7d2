package dev.seedbank.backend.postgres.migrate;

import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.backend.migration.Migrator.Listener;
import dev.seedbank.backend.migration.Script;
import dev.seedbank.backend.migration.Script.Direction;
import dev.seedbank.backend.postgres.script.Statement;
import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
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
    private final Ledger.Steps ledger;
    private final MigrationLease lease;
    private final Listener listener;
    /** Of the statements that are done. */
    private final MessageDigest digest = sha256();

    private final int resumed;
    private final String position;
    private int done;
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
        this.resumed = before.done();
        this.position = before.position();
        this.writtenDone = resumed;
        this.writtenPosition = position;
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
        try (var statements = execution.statements(script)) {
            for (var next = statements.next(); next.isPresent(); next = statements.next()) {
                if (done < resumed) {
                    skip(next.get());
                } else {
                    run(next.get());
                }
            }
            ledger.end();
        } catch (Failure e) {
            if (!(e
                    instanceof
                    ConnectionFailed)) { // what the server committed last, it alone knows, and the history with it
                ledger.fail(writtenDone, writtenPosition, String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private void skip(Statement statement) {
        if (statement.words().setsSession()) {
            setAgain(statement);
        }
        done(statement);
        if (done == resumed && !position.startsWith(written())) {
            throw new OperationFailed(
                    "%s: the first %d of its statements ran before, and are not what they were then"
                            .formatted(script.file(), resumed),
                    "Put them back as they were, and change only what follows; or seedbank migrate repair.");
        }
    }

    /** The session that it was set in is gone. */
    private void setAgain(Statement statement) {
        try {
            execution.run(statement, script.file());
        } catch (Execution.Locked | SQLException e) {
            var refusal = e instanceof Execution.Locked locked ? locked.refusal() : (SQLException) e;
            throw Execution.failure(script.file(), statement, place(), state(), refusal);
        }
    }

    private void done(Statement statement) {
        digest.update(bytes(statement));
        done++;
    }

    private static byte[] bytes(Statement statement) {
        return statement.sql().getBytes(StandardCharsets.UTF_8);
    }

    private String written() {
        return HexFormat.of().formatHex(copy().digest(), 0, 8);
    }

    private String after(Statement statement) {
        var copy = copy();
        copy.update(bytes(statement));
        return HexFormat.of().formatHex(copy.digest(), 0, 8);
    }

    private MessageDigest copy() {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's can be copied", e);
        }
    }

    private void run(Statement statement) {
        listener.statement(done + 1, plan.statements(), statement.words().shown());
        lease.check();
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
        execution.begin();
        try {
            execution.run(statement, script.file());
            execution.useOwnRole();
            ledger.step(execution.session(), done + 1, after(statement));
            execution.session().commit();
            done(statement);
            wrote(done, written());
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

    private void outside(Statement statement) throws Execution.Locked, SQLException {
        boolean begunBefore = done == resumed && position.endsWith(BEGUN);
        var index = ConcurrentIndex.of(statement, execution.session());
        if (begunBefore && index.isPresent() && index.get().settle()) {
            doneOutside(statement);
            return;
        }
        if (index.isEmpty() || !index.get().isThere()) { // an index that is there before is not this statement's
            ledger.step(done, written() + BEGUN);
            wrote(done, written() + BEGUN);
        }
        execution.run(statement, script.file());
        if (index.isPresent()) {
            index.get().requireValid(script.file(), statement.line());
        }
        doneOutside(statement);
    }

    private void doneOutside(Statement statement) {
        done(statement);
        ledger.step(done, written());
        wrote(done, written());
    }

    private void wrote(int statements, String at) {
        writtenDone = statements;
        writtenPosition = at;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }
}
