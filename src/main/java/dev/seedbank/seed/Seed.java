package dev.seedbank.seed;

import dev.seedbank.backend.StoreReader;
import dev.seedbank.backup.Impact;
import dev.seedbank.backup.Leases;
import dev.seedbank.clean.Clean;
import dev.seedbank.clean.CleanPlan;
import dev.seedbank.cli.Progress;
import dev.seedbank.config.Project;
import dev.seedbank.failure.Failure;
import dev.seedbank.guard.Permit;
import dev.seedbank.seed.generate.Sources;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Loads seed files into the stores, in dependency order, and skips or updates the rows that are there. */
@ApplicationScoped
public class Seed {
    /** How long to wait for another that seeds. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Clock clock;
    private final Clean clean;

    public Seed(Clock clock, Clean clean) {
        this.clock = clock;
        this.clean = clean;
    }

    /**
     * Which sets the request is for; needs the files alone.
     *
     * @throws dev.seedbank.failure.UsageFailure for a wrong name or setting
     * @throws dev.seedbank.failure.GuardRefusal if a set was asked for that the environment does not take
     */
    public SetChoice choose(SeedRequest request) {
        return SetChoice.of(request);
    }

    /**
     * Decides what goes where, and reads every file through. Writes nothing.
     *
     * @param stores opened, those of {@code --store} or all
     * @throws dev.seedbank.failure.UsageFailure for a wrong name
     */
    public SeedPlan plan(SeedRequest request, SetChoice choice, List<StoreReader> stores) {
        var plan = new SeedPlanner(request, choice, Sources.of(clock.instant(), new SecureRandom())).plan(stores);
        return request.mode().clean() ? plan.emptying(emptying(plan)) : plan;
    }

    /**
     * Empties the stores if the plan says so, and seeds them. What failed while the rest went on stands in the result.
     *
     * @throws Failure if one thing failed and nothing was seeded
     */
    public SeedResult run(SeedPlan plan, Project project, Permit permit, Progress progress) throws IOException {
        if (plan.emptying().isEmpty()) {
            return outcome(new SeedRun(plan, permit, Optional.empty(), progress).run());
        }
        try (var run = clean.begin(plan.emptying().get(), Impact.REPLACES_ROWS, project, permit, progress)) {
            try {
                var result = outcome(new SeedRun(plan, permit, Optional.of(run), progress).run());
                if (result.failures().isEmpty()) {
                    run.done();
                }
                return result;
            } catch (Failure e) {
                throw run.explain(e, plan.targets());
            }
        }
    }

    /**
     * The same for a command of which several may have been started together: they seed one after the other, and those that come
     * later find what is there.
     *
     * @param patience how long to wait for the others
     */
    public SeedResult runAlone(SeedPlan plan, Project project, Duration patience, Permit permit, Progress progress)
            throws IOException {
        return runAlone(plan.targets(), plan, project, patience, permit, progress);
    }

    /** The same for a command that is started alone, as a rule: a store whose seeding is one transaction needs no lease for it. */
    SeedResult runSafely(SeedPlan plan, Project project, Permit permit, Progress progress) throws IOException {
        var stores = plan.targets().stream()
                .filter(store -> !store.seedsInTransaction())
                .toList();
        return runAlone(stores, plan, project, PATIENCE, permit, progress);
    }

    private SeedResult runAlone(
            List<StoreReader> leased,
            SeedPlan plan,
            Project project,
            Duration patience,
            Permit permit,
            Progress progress)
            throws IOException {
        try (var _ = Leases.awaitForSeeding(leased, permit, patience, progress)) {
            return run(plan, project, permit, progress);
        }
    }

    /** One failure that left nothing behind is the whole story, and is told as an error; any other stands beside what was done. */
    static SeedResult outcome(SeedResult result) {
        if (result.failures().size() != 1 || !result.nothingSeeded()) {
            return result;
        }
        throw result.failures().getFirst().failure();
    }

    /** Of the stores that are seeded; with {@code --collection} just those collections. */
    private CleanPlan emptying(SeedPlan plan) {
        var only = plan.request().collections();
        var there = only.stream()
                .filter(name -> plan.targets().stream()
                        .map(StoreCollections::new)
                        .anyMatch(store -> store.has(store.plain(name))))
                .toList();
        return !only.isEmpty() && there.isEmpty()
                ? new CleanPlan(List.of(), List.of())
                : clean.plan(there, plan.targets());
    }
}
