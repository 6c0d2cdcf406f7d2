package dev.seedbank.backend.mongo.migrate;

import dev.seedbank.backend.migration.FailedRun;
import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.backend.migration.Migrator.Listener;
import dev.seedbank.backend.migration.Script;
import dev.seedbank.backend.mongo.script.Step;
import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.Interrupted;
import dev.seedbank.failure.OperationFailed;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.Document;

/**
 * A script without a transaction around it. The history is written before and after each step, within those that go through many
 * documents also after each part; what is {@code once} has its note in the history in the same transaction.
 */
final class StepwiseRun {
    private final Target target;
    private final Script script;
    private final List<Step> steps;
    private final Ledger ledger;
    private final StepRun.Means means;
    private final Listener listener;

    StepwiseRun(Target target, Script script, List<Step> steps, Ledger ledger, StepRun.Means means, Listener listener) {
        this.target = target;
        this.script = script;
        this.steps = steps;
        this.ledger = ledger;
        this.means = means;
        this.listener = listener;
    }

    /**
     * @param last the last entry of the same migration; if its run did not come to its end, this one goes on there
     * @throws OperationFailed if a step fails, or what ran before is not there any more
     */
    void run(Optional<HistoryEntry> last) {
        var stopped = last.filter(it -> it.state().isOf(script.direction()));
        int first = stopped.map(HistoryEntry::done).orElse(0);
        var position = stopped.map(HistoryEntry::position)
                .filter(it -> !it.isEmpty())
                .map(Position::parse)
                .orElseGet(() -> new Position(Position.digest(List.of()), Optional.empty()));
        if (first > steps.size() || !position.digest().equals(digest(first))) {
            throw new OperationFailed(
                    "%s: its first %d statements have run already, and were changed since"
                            .formatted(script.file(), first),
                    "Put them back as they were, and change only what follows. If you have completed the migration by hand: seedbank migrate repair --applied VERSION.");
        }
        var noted = ledger.begin(first, position.text());
        for (int i = first; i < steps.size(); i++) {
            run(i, i == first ? position.begun() : Optional.empty(), noted);
        }
        noted.end(target);
    }

    /** @param before where an earlier run of this step stopped */
    private void run(int index, Optional<Position.Begun> before, Ledger.Steps noted) {
        var step = steps.get(index);
        listener.statement(index + 1, steps.size(), step.place().name());
        var digest = digest(index);
        try {
            ledger.lease().check();
            var begun = before.orElseGet(Position::begin);
            if (before.isEmpty()) {
                noted.step(target, index, new Position(digest, Optional.of(begun)).text());
            }
            new StepRun(target, new Keeping(index, digest, begun, noted), means)
                    .run(
                            step,
                            StepRun.Point.of(begun, before.isPresent()),
                            where -> noted.step(where, index + 1, digest(index + 1)));
        } catch (RuntimeException e) {
            var place = "statement %d of %d".formatted(index + 1, steps.size());
            throw failed(StepFailure.of(script, step, place, state(index, step), e), step, digest, noted);
        }
    }

    /** Keeps the position within one of the steps. */
    private final class Keeping implements StepRun.Keeper {
        private final int index;
        private final String digest;
        private final Position.Begun begun;
        private final Ledger.Steps noted;

        Keeping(int index, String digest, Position.Begun begun, Ledger.Steps noted) {
            this.index = index;
            this.digest = digest;
            this.begun = begun;
            this.noted = noted;
        }

        @Override
        public void keep(Target where, List<BsonDocument> frames) {
            ledger.lease().check();
            noted.step(where, index, new Position(digest, Optional.of(new Position.Begun(begun.run(), frames))).text());
        }

        @Override
        public void started(Document process) {
            noted.program(target, process);
        }
    }

    /** What the server did last, it alone knows if the connection is lost; then the history stays as it is. */
    private Failure failed(Failure failure, Step step, String digest, Ledger.Steps noted) {
        if (!(failure instanceof ConnectionFailed) && !(failure instanceof Interrupted)) {
            noted.fail(
                    target,
                    isWhole(step) ? Optional.of(digest) : Optional.empty(),
                    String.valueOf(failure.getMessage()));
        }
        return failure;
    }

    /** Whether nothing of it is done if it fails. */
    private static boolean isWhole(Step step) {
        return step instanceof Step.Command;
    }

    private String digest(int first) {
        return Position.digest(steps.subList(0, Math.min(first, steps.size())));
    }

    private String state(int done, Step step) {
        return new FailedRun(script.direction()).stopped(done, !isWhole(step));
    }
}
