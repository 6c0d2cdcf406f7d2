package dev.seedbank.seed;

import dev.seedbank.config.Nearest;
import dev.seedbank.failure.UsageFailure;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which of the opened stores a file belongs to. In turn: the store whose folder it lies in, or that {@code seed.yaml} names;
 * the only store there is; the one whose settings name the collection; the one that has it; the one that could create it.
 * Where two fit equally, the user must say which.
 */
final class StoreChoice {
    private final List<StoreCollections> stores;

    StoreChoice(List<StoreCollections> stores) {
        this.stores = stores;
    }

    /** @return nothing if the file's store is not among those opened: {@code --store} named others */
    Optional<StoreCollections> of(SeedSet set, SeedFile file) {
        var stated = file.store().or(() -> set.settings().store());
        if (stated.isPresent()) {
            return stores.stream()
                    .filter(candidate -> candidate.store().settings().name().equals(stated.get()))
                    .findFirst();
        }
        if (stores.size() == 1) {
            return Optional.of(stores.getFirst());
        }
        var candidates = stores.stream()
                .filter(candidate -> !candidate.store().settings().isFamily())
                .toList();
        return only(candidates, file, candidate -> candidate.configures(file.label()))
                .or(() -> only(candidates, file, candidate -> candidate.has(file.label())))
                .or(() -> only(candidates, file, candidate -> candidate.store().createsCollections()))
                .or(() -> nowhere(candidates, file));
    }

    /** @return nothing if there are only families, which a file names by its folder */
    private static Optional<StoreCollections> nowhere(List<StoreCollections> candidates, SeedFile file) {
        if (candidates.size() > 1) {
            var names = candidates.stream()
                    .flatMap(candidate -> candidate.labels().stream())
                    .toList();
            throw new UsageFailure(
                    "%s: neither '%s' nor '%s' has a table '%s'"
                            .formatted(
                                    file.shown(),
                                    candidates.get(0).store().settings().name(),
                                    candidates.get(1).store().settings().name(),
                                    file.label()),
                    Nearest.collectionAdvice(
                            file.label(), names, "Create it first, for example with the project's migrations."));
        }
        return candidates.stream().findFirst();
    }

    private static Optional<StoreCollections> only(
            List<StoreCollections> candidates, SeedFile file, Predicate<StoreCollections> knows) {
        var knowing = candidates.stream().filter(knows).toList();
        if (knowing.size() > 1) {
            throw new UsageFailure(
                    "%s: both '%s' and '%s' could take '%s'"
                            .formatted(
                                    file.shown(),
                                    knowing.get(0).store().settings().name(),
                                    knowing.get(1).store().settings().name(),
                                    file.label()),
                    "Write store: NAME into the set's seed.yaml, put the file at seeds/SET/NAME/%s, or run with --store NAME."
                            .formatted(file.path().getFileName()));
        }
        return knowing.stream().findFirst();
    }
}
