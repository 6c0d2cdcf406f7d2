package dev.seedbank.migrate;

import dev.seedbank.backend.migration.HistoryEntry.State;
import dev.seedbank.backend.migration.Kind;
import dev.seedbank.backend.migration.Migrator;
import dev.seedbank.failure.CheckFailed;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.migrate.files.Migration;
import dev.seedbank.migrate.files.Version;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What to run.
 *
 * @param to the last version; empty: all, and the repeatable ones
 * @param outOfOrder whether pending ones may lie below those that are applied
 */
public record MigrateRequest(Optional<Version> to, boolean outOfOrder, Migrator.Options patience) {
    /**
     * All that is pending, for a command that does other things as well.
     *
     * @param patience how long to wait for another runner to end
     */
    public static MigrateRequest all(Duration patience) {
        return new MigrateRequest(Optional.empty(), false, new Migrator.Options(patience, MigrateCommand.LOCK));
    }

    /**
     * What is to be run, in this order.
     *
     * @throws CheckFailed if the folder and the history do not fit together
     * @throws UsageFailure if there is no such version
     */
    List<Migration> steps(Standing standing) {
        refuseUnknown(standing);
        refuseEdited(standing);
        refuseMissing(standing);
        refuseHalfDone(standing);
        refuseHalfReverted(standing);
        refuseOutOfOrder(standing);
        var steps = standing.pending().stream()
                .filter(migration -> to.isEmpty()
                        || (migration.kind() != Kind.REPEATABLE
                                && migration.version().orElseThrow().compareTo(to.get()) <= 0))
                .toList();
        refuseCode(standing, steps);
        return steps;
    }

    private void refuseUnknown(Standing standing) {
        boolean known = to.isEmpty()
                || standing.folder().migrations().stream()
                        .anyMatch(migration -> migration.version().equals(to));
        if (!known) {
            throw UsageFailure.notFound(
                    "There is no version %s in %s/"
                            .formatted(to.get(), standing.folder().name()),
                    "seedbank migrate status lists the versions.");
        }
    }

    /** Before anything runs, not when it is its turn. */
    private static void refuseCode(Standing standing, List<Migration> steps) {
        steps.stream().filter(it -> it.language().isPresent()).findFirst().ifPresent(it -> {
            throw new UsageFailure(
                    "%s/%s is pending, and a step written in %s, which Seedbank does not run"
                            .formatted(
                                    standing.folder().name(),
                                    it.file(),
                                    it.language().orElseThrow()),
                    "If migrate-mongo has run it, take over its history: seedbank migrate import. Otherwise write it in YAML; or run it by hand, and then: seedbank migrate repair --applied %s"
                            .formatted(it.version().orElseThrow()));
        });
    }

    private static void refuseEdited(Standing standing) {
        standing.edited().entrySet().stream().findFirst().ifPresent(edited -> {
            var file = standing.folder().name() + "/" + edited.getKey().file();
            var version = edited.getValue().version();
            throw new CheckFailed(
                    "%s was edited after it was applied (version %s)".formatted(file, version),
                    "Put it back as it was, and write the change as a new migration. To see the difference: seedbank migrate validate. To accept the file as it is now: seedbank migrate repair --accept %s"
                            .formatted(version));
        });
    }

    private static void refuseMissing(Standing standing) {
        standing.missing().stream().findFirst().ifPresent(entry -> {
            throw new CheckFailed(
                    "Version %s (%s) is applied, but its file %s is not in %s/"
                            .formatted(
                                    entry.version(),
                                    entry.description(),
                                    entry.file(),
                                    standing.folder().name()),
                    "Bring the file back. If the database does not have this version: seedbank migrate repair --forget %s"
                            .formatted(entry.version()));
        });
    }

    /** Later ones would run on a structure that is neither before nor after it. */
    private static void refuseHalfDone(Standing standing) {
        standing.abandoned().stream()
                .filter(entry -> entry.kind() == Kind.VERSIONED)
                .findFirst()
                .ifPresent(entry -> {
                    throw new CheckFailed(
                            "Version %s stopped with %d of %d statements done, and its file %s is not in %s/"
                                    .formatted(
                                            entry.version(),
                                            entry.done(),
                                            entry.statements(),
                                            entry.file(),
                                            standing.folder().name()),
                            "Bring the file back. Or undo by hand what was done, and forget the version: seedbank migrate repair --forget %s"
                                    .formatted(entry.version()));
                });
    }

    /** Its up script would run on a structure that is neither before nor after it. */
    private static void refuseHalfReverted(Standing standing) {
        standing.unfinished().stream()
                .filter(entry -> entry.isPartial() && !entry.isApplied())
                .filter(entry -> entry.state() == State.ROLLING_BACK || entry.state() == State.ROLLBACK_FAILED)
                .findFirst()
                .ifPresent(entry -> {
                    throw new CheckFailed(
                            "The rollback of version %s stopped after statement %d of %d"
                                    .formatted(entry.version(), entry.done(), entry.statements()),
                            "To finish it: seedbank migrate rollback --steps 1. If you did so by hand: seedbank migrate repair --forget %1$s. If the database has all of it: --applied %1$s"
                                    .formatted(entry.version()));
                });
    }

    private void refuseOutOfOrder(Standing standing) {
        var late = standing.outOfOrder();
        if (!outOfOrder && !late.isEmpty()) {
            throw new CheckFailed(
                    "%s/%s is not applied, but a higher version is: %s"
                            .formatted(
                                    standing.folder().name(),
                                    late.getFirst().file(),
                                    standing.head().orElseThrow()),
                    "Give it a higher version. To run it anyway: seedbank migrate --out-of-order");
        }
    }
}
