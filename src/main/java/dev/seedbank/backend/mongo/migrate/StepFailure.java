package dev.seedbank.backend.mongo.migrate;

import com.mongodb.MongoException;
import dev.seedbank.backend.migration.FailedRun;
import dev.seedbank.backend.migration.Script;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import dev.seedbank.backend.mongo.script.Step;
import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;

/** What it means that a step failed. */
final class StepFailure {
    private StepFailure() {}

    /**
     * @param place such as {@code statement 3 of 5}
     * @param state what is true now
     */
    static Failure of(Script script, Step step, String place, String state, RuntimeException thrown) {
        var failed = "%s:%d: %s failed: "
                .formatted(
                        script.file(),
                        step.place().line(),
                        place + " (" + step.place().name() + ")");
        return switch (thrown) {
            case OperationFailed e ->
                new OperationFailed(
                        e.code(),
                        failed + e.getMessage(),
                        "%s %s".formatted(state, e.advice()).strip(),
                        e);
            case Failure e -> e;
            default -> translated(script, failed, step, state, thrown);
        };
    }

    private static Failure translated(Script script, String failed, Step step, String state, RuntimeException thrown) {
        var failure = MongoErrors.failure("running " + step.place().name(), thrown);
        return switch (failure) {
            case ConnectionFailed e ->
                new ConnectionFailed(failed + e.getMessage(), new FailedRun(script.direction()).unknown(), thrown);
            case OperationFailed e ->
                new OperationFailed(
                        e.code(),
                        failed + (thrown instanceof MongoException own ? MongoErrors.reason(own) : e.getMessage()),
                        "%s %s".formatted(state, e.advice()).strip(),
                        thrown);
            default -> failure;
        };
    }
}
