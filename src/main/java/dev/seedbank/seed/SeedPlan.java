package dev.seedbank.seed;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.DocumentRule;
import dev.seedbank.backend.SeedSource;
import dev.seedbank.backend.Seeder.SeedCounts;
import dev.seedbank.backend.Seeder.SeedTarget;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.clean.CleanPlan;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Report;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.guard.Plan;
import dev.seedbank.seed.FileResult.Outcome;
import dev.seedbank.seed.SeedRequest.Mode;
import dev.seedbank.seed.generate.GeneratedFields;
import dev.seedbank.seed.generate.Sources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What a run will do, store by store, in order. Every file has been read through once. */
public final class SeedPlan implements Plan {
    private final SeedRequest request;
    private final Sources sources;
    private final List<StorePlan> stores;
    private final List<SkippedInput> leftOut;
    private final Optional<CleanPlan> emptying;

    SeedPlan(SeedRequest request, Sources sources, List<StorePlan> stores, List<SkippedInput> leftOut) {
        this(request, sources, stores, leftOut, Optional.empty());
    }

    private SeedPlan(
            SeedRequest request,
            Sources sources,
            List<StorePlan> stores,
            List<SkippedInput> leftOut,
            Optional<CleanPlan> emptying) {
        this.request = request;
        this.sources = sources;
        this.stores = List.copyOf(stores);
        this.leftOut = List.copyOf(leftOut);
        this.emptying = emptying;
    }

    /** The same, with what is emptied first. */
    SeedPlan emptying(CleanPlan clean) {
        return new SeedPlan(request, sources, stores, leftOut, Optional.of(clean));
    }

    /** Collections of the store that are emptied first. */
    List<Collection> emptied(StoreReader store) {
        return emptying.map(it -> it.collections(store)).orElse(List.of());
    }

    Optional<CleanPlan> emptying() {
        return emptying;
    }

    /** About names in the settings of what is emptied. */
    @Override
    public List<String> warnings() {
        return emptying.map(CleanPlan::warnings).orElse(List.of());
    }

    @Override
    public Report dryRun(Progress progress) {
        var seeded = seeding();
        return emptying.<Report>map(it -> new CleanFirst(it, seeded)).orElse(seeded);
    }

    /** What would be seeded, after a check of all that can be checked without writing. */
    private SeedResult seeding() {
        var problems = new SeedChecks(this).problems();
        var files = new ArrayList<FileResult>();
        for (var storePlan : stores) {
            var name = storePlan.store().settings().name();
            boolean leftAlone = request.mode().ifEmpty() && storePlan.store().hasRows();
            for (var file : storePlan.files()) {
                boolean fails = problems.stream().anyMatch(it -> it.file().equals(file));
                var outcome = leftAlone ? Outcome.STORE_NOT_EMPTY : fails ? Outcome.FAILED : Outcome.PLANNED;
                files.add(new FileResult(name, file, outcome, SeedCounts.NONE));
            }
        }
        var failures = problems.stream()
                .map(it -> new SeedFailure(it.store(), it.file().set().name(), it.failure(), true))
                .toList();
        return new SeedResult(true, request.environment(), files, leftOut, failures, List.of());
    }

    /** Before stores are emptied, everything that can be checked without writing has to pass. */
    @Override
    public void check() {
        if (emptying.isEmpty()) {
            return;
        }
        new SeedChecks(this).problems().stream().findFirst().ifPresent(it -> {
            var failure = it.failure();
            throw failure.where()
                    .of(new OperationFailed(
                            ErrorCode.DATA_REJECTED,
                            String.valueOf(failure.getMessage()),
                            "Correct it and run again. Nothing was changed.",
                            failure));
        });
    }

    @Override
    public String question() {
        return emptying.map(CleanPlan::question).orElse("");
    }

    /**
     * For a command that is about nothing else.
     *
     * @throws UsageFailure if the project has no seed files at all
     */
    void requireFiles() {
        if (stores.isEmpty() && leftOut.isEmpty()) {
            throw new UsageFailure(
                    "There are no seed files in " + request.project().resolve(SeedFolder.NAME),
                    "Put one there, such as seeds/users.json with [{\"name\": \"Ada\"}].");
        }
    }

    /** The stores that files go to. */
    public List<StoreReader> targets() {
        return stores.stream().map(StorePlan::store).toList();
    }

    SeedRequest request() {
        return request;
    }

    Sources sources() {
        return sources;
    }

    List<StorePlan> stores() {
        return stores;
    }

    List<SkippedInput> leftOut() {
        return leftOut;
    }

    /** @param files in the order in which they are seeded */
    record StorePlan(StoreReader store, List<PlannedFile> files) {
        StorePlan {
            files = List.copyOf(files);
        }
    }

    /**
     * @param unique fields by which a row is known; empty for the engine's default
     * @param referred the collections that references in the set's settings mean, by the names that they use
     * @param rule that its rows have to fit as documents
     * @param source of the rows; waits until it is known
     * @param rows how many the file has; what was read until the problem, if there is one
     * @param problem what is wrong with the file itself
     */
    record PlannedFile(
            SeedSet set,
            SeedFile file,
            Collection target,
            List<String> unique,
            Map<String, Collection> referred,
            DocumentRule rule,
            Supplier<SeedSource> source,
            long rows,
            Optional<Failure> problem) {
        SeedTarget target(Mode mode) {
            return new SeedTarget(target, unique, mode.update(), rule);
        }

        GeneratedFields fields(Sources sources) {
            return new GeneratedFields(set.generators(file), set.generatorPlaces(file), referred, sources);
        }
    }
}
