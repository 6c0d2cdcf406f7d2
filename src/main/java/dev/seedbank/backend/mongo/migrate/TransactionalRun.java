package dev.seedbank.backend.mongo.migrate;

import com.mongodb.MongoException;
import dev.seedbank.backend.migration.FailedRun;
import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.backend.migration.Migrator.Listener;
import dev.seedbank.backend.migration.Script;
import dev.seedbank.backend.mongo.script.Step;
import dev.seedbank.failure.Failure;
import java.util.List;
import java.util.Optional;

/** A script in one transaction, with the entry in the history: all of it or nothing. */
record TransactionalRun(
        Transactions transactions,
        Script script,
        List<Step> steps,
        Ledger ledger,
        StepRun.Means means,
        Listener listener) {
    /** OperationNotSupportedInTransaction. */
    private static final int NOT_IN_A_TRANSACTION = 263;

    /** @return empty if the server takes one of the steps in no transaction; nothing was done then */
    Optional<HistoryEntry> run() {
        var progress = new int[1];
        var whole = ledger.whole();
        try {
            return Optional.of(transactions.in(target -> attempt(target, whole, progress)));
        } catch (MongoException e) {
            if (e.getCode() == NOT_IN_A_TRANSACTION) {
                return Optional.empty();
            }
            throw failed(e, progress[0]);
        } catch (RuntimeException e) {
            throw failed(e, progress[0]);
        }
    }

    private Failure failed(RuntimeException e, int number) {
        var step = steps.get(Math.max(0, number - 1));
        var failure = StepFailure.of(
                script,
                step,
                "statement %d of %d".formatted(number, steps.size()),
                new FailedRun(script.direction()).rolledBack(),
                e);
        ledger.fail(failure);
        return failure;
    }

    private HistoryEntry attempt(Target target, Ledger.Whole whole, int[] progress) {
        progress[0] = 0;
        for (var step : steps) {
            progress[0]++;
            listener.statement(progress[0], steps.size(), step.place().name());
            var point = StepRun.Point.of(Position.begin(), false);
            new StepRun(target, StepRun.Keeper.NONE, means).run(step, point, _ -> {});
        }
        return whole.end(target);
    }
}
