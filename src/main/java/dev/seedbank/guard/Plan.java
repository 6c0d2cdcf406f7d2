package dev.seedbank.guard;

import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Report;
import java.io.IOException;
import java.util.List;

/** What a command is about to do. Nothing of it has been done yet, and none of these methods writes. */
@FunctionalInterface
public interface Plan {
    /** Told before anything else, in a dry run, too. */
    default List<String> warnings() throws IOException {
        return List.of();
    }

    /** The result of a dry run. May look closer than the plan did, and report progress. */
    Report dryRun(Progress progress) throws IOException;

    /**
     * What a dry run would report as a problem, looked at before the user is asked.
     *
     * @throws dev.seedbank.failure.Failure if it cannot be done
     */
    default void check() {}

    /** Told before the question; the result of a dry run says the same. */
    default List<String> announcement() {
        return List.of();
    }

    /** What the user is asked to agree to, such as {@code This deletes all data of payload.}; empty if nothing is lost. */
    default String question() {
        return "";
    }
}
