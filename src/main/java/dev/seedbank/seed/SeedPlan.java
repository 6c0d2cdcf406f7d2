package dev.seedbank.seed;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.clean.CleanPlan;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.seed.generate.Sources;
import java.util.List;
import java.util.Optional;

/** What a run will do, store by store, in order. Every file has been read through once. */
public final class SeedPlan {
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

    /** What the user is asked to agree to; empty if nothing is lost. */
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
     * @param rows how many the file has; what was read until the problem, if there is one
     * @param problem what is wrong with the file itself
     */
    record PlannedFile(
            SeedSet set, SeedFile file, Collection target, List<String> unique, long rows, Optional<Failure> problem) {}
}
