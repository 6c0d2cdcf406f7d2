package dev.seedbank.seed;

import dev.seedbank.backend.CleaningSeeder;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.DocumentRule;
import dev.seedbank.backend.Emptying;
import dev.seedbank.backend.Seeder;
import dev.seedbank.backend.Seeder.SeedCounts;
import dev.seedbank.backend.Seeder.SeedTarget;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.backup.DestructiveRun;
import dev.seedbank.clean.Clean;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Text;
import dev.seedbank.failure.CheckFailed;
import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.GuardRefusal;
import dev.seedbank.failure.Interrupted;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.guard.Permit;
import dev.seedbank.seed.FileResult.Outcome;
import dev.seedbank.seed.SeedPlan.PlannedFile;
import dev.seedbank.seed.SeedPlan.StorePlan;
import dev.seedbank.seed.generate.GeneratedRows;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One run of a plan. A failure ends its set; where the store's run is one transaction it ends and undoes that; if the set is
 * required it ends the whole run. What was committed before stays.
 */
final class SeedRun {
    private final SeedPlan plan;
    private final Permit permit;
    private final Optional<DestructiveRun> destruction;
    private final Progress progress;
    private final List<FileResult> results = new ArrayList<>();
    private final List<SeedFailure> failures = new ArrayList<>();
    private final List<Failure> lost = new ArrayList<>();
    private final Set<String> failedSets = new HashSet<>();
    private boolean stopped;

    /** @param destruction of a run that empties the stores first */
    SeedRun(SeedPlan plan, Permit permit, Optional<DestructiveRun> destruction, Progress progress) {
        this.plan = plan;
        this.permit = permit;
        this.destruction = destruction;
        this.progress = progress;
    }

    SeedResult run() {
        long rows = plan.stores().stream()
                .flatMap(store -> store.files().stream())
                .mapToLong(PlannedFile::rows)
                .sum();
        try (var work = progress.work("seed", Progress.Unit.ROWS, rows)) {
            plan.stores().forEach(store -> store(store, work));
        }
        return new SeedResult(false, plan.request().environment(), results, plan.leftOut(), failures, lost);
    }

    private void store(StorePlan storePlan, Progress.Work work) {
        var name = storePlan.store().settings().name();
        if (stopped) {
            storePlan.files().forEach(file -> add(name, file, Outcome.NOT_RUN));
            return;
        }
        int first = results.size();
        try (var seeder = seeder(storePlan.store())) {
            if (plan.request().mode().ifEmpty() && !seeder.isEmpty()) {
                storePlan.files().forEach(file -> add(name, file, Outcome.STORE_NOT_EMPTY));
                return;
            }
            boolean undone = !files(storePlan, seeder, work) && seeder.isAtomic();
            seeder.unrecorded()
                    .ifPresent(why -> progress.note(
                            "%s: what was seeded is not recorded for seed status: %s".formatted(name, why)));
            if (undone || !commit(storePlan, seeder)) {
                results.subList(first, results.size()).replaceAll(FileResult::undone);
            }
        }
    }

    /** Opens a seeder that first empties the collections that the plan names. */
    private Seeder seeder(StoreReader store) {
        var collections = plan.emptied(store);
        if (collections.isEmpty()) {
            return permit.seeder(store);
        }
        var seeder = permit.cleaningSeeder(store);
        try {
            clean(store, collections, seeder);
            return seeder;
        } catch (RuntimeException e) {
            seeder.close();
            throw e;
        }
    }

    private void clean(StoreReader store, List<Collection> collections, CleaningSeeder seeder) {
        var name = store.settings().name();
        var cleaned = seeder.clean(
                collections,
                destruction.map(it -> it.emptying(store, rows -> {})).orElse(Emptying.UNRECORDED));
        lost.addAll(Clean.lost(store, cleaned));
        for (var it : cleaned) {
            if (seeder.isAtomic()) {
                progress.step(name + "/" + it.label(), Clean.words(store, it));
            } else {
                progress.done(name + "/" + it.label(), Clean.words(store, it));
            }
        }
        if (!seeder.isAtomic()) {
            destruction.ifPresent(it -> it.changed(store, Text.count(cleaned.size(), "collection") + " emptied"));
        }
    }

    /** Whether all went well. */
    private boolean files(StorePlan storePlan, Seeder seeder, Progress.Work work) {
        var name = storePlan.store().settings().name();
        boolean whole = damaged(name, storePlan.files());
        for (var file : storePlan.files()) {
            if (failedSets.contains(file.set().name()) || stopped || (!whole && seeder.isAtomic())) {
                add(name, file, file.problem().isPresent() ? Outcome.FAILED : Outcome.NOT_RUN);
                continue;
            }
            whole &= file(storePlan, file, seeder, work);
        }
        return whole;
    }

    /** Gives up the sets that have a damaged file before one of their rows is written; whether there are none. */
    private boolean damaged(String store, List<PlannedFile> files) {
        for (var file : files) {
            file.problem().ifPresent(problem -> fail(store, file, problem, true));
        }
        return files.stream().allMatch(file -> file.problem().isEmpty());
    }

    /** Where what is written stays, all rows have to fit their model before the first is written. */
    private void check(StorePlan storePlan, PlannedFile file, SeedTarget target) {
        var fields = file.fields(plan.sources().withoutHashing());
        try (var check = storePlan.store().seedCheck(List.of());
                var rows = file.file().open()) {
            check.check(
                    target,
                    SeedChecks.referred(storePlan, target.collection()),
                    new GeneratedRows(rows, fields, amount -> {}));
        }
    }

    private boolean file(StorePlan storePlan, PlannedFile file, Seeder seeder, Progress.Work work) {
        var store = storePlan.store().settings().name();
        var label = store + "/" + file.file().label();
        var meter = work.part(label, file.rows());
        var target = file.target(plan.request().mode());
        try (var rows = file.file().open()) {
            if (!seeder.isAtomic() && !target.rule().equals(DocumentRule.NONE)) {
                check(storePlan, file, target);
                target = new SeedTarget(target.collection(), target.unique(), target.update());
            }
            var fields = file.fields(plan.sources());
            if (!seeder.isAtomic()) {
                progress.changing(label);
            }
            var counts = seeder.seed(
                    target,
                    new GeneratedRows(rows, fields, meter),
                    file.source().get());
            results.add(new FileResult(store, file, Outcome.SEEDED, counts));
            if (seeder.isAtomic()) {
                progress.step(label, words(counts) + ofSet(file));
            } else {
                changed(label, counts);
                progress.done(label, words(counts) + ofSet(file));
            }
            return true;
        } catch (Failure failure) {
            fail(store, file, ofSet(failure), seeder.isAtomic());
            add(store, file, Outcome.FAILED);
            return false;
        }
    }

    /** Two sets may have a file of the same collection. */
    private static String ofSet(PlannedFile file) {
        return file.set().name().equals(SeedSet.DEFAULT)
                ? ""
                : " (" + file.set().name() + ")";
    }

    private boolean commit(StorePlan storePlan, Seeder seeder) {
        var name = storePlan.store().settings().name();
        try {
            if (seeder.isAtomic()) {
                progress.changing(name);
            }
            seeder.commit();
            if (seeder.isAtomic()) {
                var counts = total(name);
                destruction.ifPresent(it -> it.changed(storePlan.store(), "emptied"));
                changed(name, counts);
                progress.done(name, words(counts));
            }
            return true;
        } catch (Failure failure) {
            fail(name, storePlan.files().getLast(), ofSet(failure), seeder.isAtomic());
            progress.changed(name, ""); // a transaction that the server has refused is rolled back
            return false;
        }
    }

    /** What says nothing of a set ends the program as it is: no connection, Ctrl-C. */
    private static Failure ofSet(Failure failure) {
        return switch (failure) {
            case OperationFailed _, UsageFailure _, CheckFailed _ -> {
                if (Thread.currentThread().isInterrupted()) {
                    throw failure;
                }
                yield failure;
            }
            case ConnectionFailed _, GuardRefusal _, Interrupted _ -> throw failure;
        };
    }

    private void fail(String store, PlannedFile file, Failure failure, boolean undone) {
        failedSets.add(file.set().name());
        failures.add(new SeedFailure(
                store, file.set().name(), SeedFailure.at(store, file).of(failure), undone));
        stopped |= file.set().settings().required();
    }

    private void add(String store, PlannedFile file, Outcome outcome) {
        results.add(new FileResult(store, file, outcome, SeedCounts.NONE));
    }

    private SeedCounts total(String store) {
        return results.stream()
                .filter(result -> result.store().equals(store) && result.outcome() == Outcome.SEEDED)
                .map(FileResult::counts)
                .reduce(SeedCounts.NONE, SeedCounts::plus);
    }

    private void changed(String label, SeedCounts counts) {
        progress.changed(label, counts.inserted() + counts.updated() > 0 ? words(counts) : "");
    }

    /** {@code 5 inserted, 2 skipped}. */
    static String words(SeedCounts counts) {
        var words = new ArrayList<String>();
        words.add(counts.inserted() + " inserted");
        if (counts.updated() > 0) {
            words.add(counts.updated() + " updated");
        }
        if (counts.skipped() > 0) {
            words.add(counts.skipped() + " skipped");
        }
        return String.join(", ", words);
    }
}
