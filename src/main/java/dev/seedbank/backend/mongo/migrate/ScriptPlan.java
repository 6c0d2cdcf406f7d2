package dev.seedbank.backend.mongo.migrate;

import dev.seedbank.backend.migration.Script;
import dev.seedbank.backend.mongo.script.ScriptFile.Transaction;
import dev.seedbank.backend.mongo.script.Step;
import dev.seedbank.failure.UsageFailure;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * How a script is to be run.
 *
 * @param transactional whether all of it runs in one transaction
 */
record ScriptPlan(boolean transactional) {
    private static final String NO_TRANSACTIONS =
            "this server has no transactions (they need a replica set; one member is enough: mongod --replSet)";

    /**
     * @param partial whether an earlier run of it, step by step, stopped in the middle
     * @param transactions whether the server has them; asked only if it matters
     * @throws UsageFailure naming the line, if a step cannot run as the file says
     */
    static ScriptPlan of(
            Script script, List<Step> steps, Transaction wanted, boolean partial, BooleanSupplier transactions) {
        var outside = steps.stream()
                .flatMap(Step::all)
                .filter(it -> it.outsideTransactions().isPresent())
                .filter(it -> wanted == Transaction.AUTO || !(it instanceof Step.Command command && command.created()))
                .findFirst();
        if (wanted == Transaction.TRUE) {
            outside.ifPresent(it -> {
                throw failure(
                        script,
                        it,
                        it.outsideTransactions().orElse("") + ", which no transaction takes",
                        "Put it into a migration of its own, or remove transaction: true.");
            });
            if (!steps.isEmpty() && !transactions.getAsBoolean()) {
                throw failure(
                        script,
                        steps.getFirst(),
                        "transaction: true, and " + NO_TRANSACTIONS,
                        "Remove transaction: true.");
            }
            return new ScriptPlan(!steps.isEmpty());
        }
        if (wanted == Transaction.AUTO
                && outside.isEmpty()
                && !partial
                && !steps.isEmpty()
                && transactions.getAsBoolean()) {
            return new ScriptPlan(true);
        }
        requireRepeatable(script, steps, transactions);
        return new ScriptPlan(false);
    }

    /** A step that is not in the transaction of all must be able to run again, or be in one of its own. */
    static void requireRepeatable(Script script, List<Step> steps, BooleanSupplier transactions) {
        steps.stream().forEach(it -> requireRepeatable(script, it, transactions));
    }

    private static void requireRepeatable(Script script, Step step, BooleanSupplier transactions) {
        if (step instanceof Step.When when) {
            requireRepeatable(script, when.steps(), transactions);
            return;
        }
        boolean once = step instanceof Step.Once it && it.once();
        if (once && !transactions.getAsBoolean()) {
            throw failure(
                    script,
                    step,
                    "once: true needs a transaction, and " + NO_TRANSACTIONS,
                    "Run it on a replica set; or write it so that a second run changes nothing, and remove once: true.");
        }
        Repetition.harm(step).filter(_ -> !once).ifPresent(harm -> {
            throw failure(script, step, harm, advice(step, transactions));
        });
    }

    private static String advice(Step step, BooleanSupplier transactions) {
        var rewrite =
                "Write it so that a second run changes nothing, such as $set with a value, or a filter with the _id";
        if (!(step instanceof Step.Once)) {
            return rewrite + ".";
        }
        return transactions.getAsBoolean()
                ? "Add once: true: then each part of it is one transaction with its note in the history. Or w"
                        + rewrite.substring(1) + "."
                : rewrite + ". Or run it on a replica set with once: true: " + NO_TRANSACTIONS + ".";
    }

    private static UsageFailure failure(Script script, Step step, String what, String advice) {
        return new UsageFailure(
                "%s:%d: %s: %s"
                        .formatted(
                                script.file(), step.place().line(), step.place().name(), what),
                advice);
    }

    /** A program that may not run here. */
    static void refusePrograms(Script script, List<Step> steps) {
        Optional<Step> program = steps.stream()
                .flatMap(Step::all)
                .filter(Step.Exec.class::isInstance)
                .findFirst();
        program.ifPresent(it -> {
            throw failure(
                    script,
                    it,
                    "programs are not allowed to run in migrations of this project",
                    "If you trust all that write migrations, allow them in seedbank.yaml: migrations: {allow-exec: true}. In a scratch database (validate --downs) none runs.");
        });
    }
}
