package dev.seedbank.seed;

import dev.seedbank.backend.Store;
import dev.seedbank.backup.Impact;
import dev.seedbank.clean.Clean;
import dev.seedbank.clean.CleanPlan;
import dev.seedbank.cli.Progress;
import dev.seedbank.config.Project;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.guard.Permit;
import dev.seedbank.seed.FileResult.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Loads seed files into the stores, in dependency order, and skips or updates the rows that are there. */
@ApplicationScoped
public class Seed {
    private final Clock clock;
    private final Clean clean;

    public Seed(Clock clock, Clean clean) {
        this.clock = clock;
        this.clean = clean;
    }

    /**
     * Decides what goes where, and reads every file through. Writes nothing.
     *
     * @param stores opened, those of {@code --store} or all
     * @throws dev.seedbank.failure.UsageFailure for a wrong name or setting
     * @throws dev.seedbank.failure.GuardRefusal if a set was asked for that the environment does not take
     */
    public SeedPlan plan(SeedRequest request, List<Store> stores) {
        var plan = new SeedPlanner(request, Sources.of(clock.instant(), new SecureRandom())).plan(stores);
        return request.mode().clean() ? plan.emptying(emptying(plan)) : plan;
    }

    /** What {@link #run} would do. */
    public SeedResult dryRun(SeedPlan plan) {
        var files = plan.stores().stream()
                .flatMap(it -> it.files().stream()
                        .map(file -> new FileResult(
                                it.store().settings().name(),
                                file,
                                file.problem().isPresent() ? Outcome.FAILED : Outcome.PLANNED,
                                FileResult.NOTHING)))
                .toList();
        var failures = files.stream()
                .flatMap(it -> it.planned().problem().stream()
                        .map(problem ->
                                new SeedFailure(it.store(), it.planned().set().name(), problem, true)))
                .toList();
        return new SeedResult(true, plan.request().environment(), files, plan.leftOut(), failures);
    }

    /**
     * Empties the stores if the plan says so, and seeds them. What failed while the rest went on stands in the result.
     *
     * @throws OperationFailed if one thing failed and nothing was seeded
     */
    public SeedResult run(SeedPlan plan, Project project, Permit permit, Progress progress) throws IOException {
        if (plan.emptying().isEmpty()) {
            return outcome(new SeedRun(plan, Optional.empty(), progress).run());
        }
        try (var run = clean.begin(plan.emptying().get(), Impact.REPLACES_ROWS, project, permit, progress)) {
            try {
                var result = outcome(new SeedRun(plan, Optional.of(run), progress).run());
                if (result.failures().isEmpty()) {
                    run.done();
                }
                return result;
            } catch (Failure e) {
                throw run.explain(e, plan.targets());
            }
        }
    }

    /** One failure that left nothing behind is the whole story, and is told as an error; any other stands beside what was done. */
    static SeedResult outcome(SeedResult result) {
        if (result.failures().size() != 1 || !result.nothingSeeded()) {
            return result;
        }
        var failure = result.failures().getFirst().failure();
        throw new OperationFailed(String.valueOf(failure.getMessage()), failure.advice(), failure);
    }

    /** Of the stores that are seeded; with {@code --collection} just those collections. */
    private CleanPlan emptying(SeedPlan plan) {
        var only = plan.request().collections();
        var there = only.stream()
                .filter(label -> plan.targets().stream().anyMatch(store -> new StoreCollections(store).has(label)))
                .toList();
        return !only.isEmpty() && there.isEmpty() ? new CleanPlan(List.of()) : clean.plan(there, plan.targets());
    }
}
