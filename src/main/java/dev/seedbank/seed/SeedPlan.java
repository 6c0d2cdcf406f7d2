package dev.seedbank.seed;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Store;
import dev.seedbank.failure.Failure;
import java.util.List;
import java.util.Optional;

/** What a run will do, store by store, in order. Every file has been read through once. */
public final class SeedPlan {
    private final SeedRequest request;
    private final Sources sources;
    private final List<StorePlan> stores;
    private final List<LeftOut> leftOut;

    SeedPlan(SeedRequest request, Sources sources, List<StorePlan> stores, List<LeftOut> leftOut) {
        this.request = request;
        this.sources = sources;
        this.stores = List.copyOf(stores);
        this.leftOut = List.copyOf(leftOut);
    }

    /** The stores that files go to. */
    public List<Store> targets() {
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

    List<LeftOut> leftOut() {
        return leftOut;
    }

    /** @param files in the order in which they are seeded */
    record StorePlan(Store store, List<PlannedFile> files) {
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
