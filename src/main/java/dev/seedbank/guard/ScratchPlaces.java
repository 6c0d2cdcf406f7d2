package dev.seedbank.guard;

import dev.seedbank.backend.Backends;
import dev.seedbank.backend.DatabaseIdentity;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.config.ConnectionUrl;
import dev.seedbank.config.Environment;
import dev.seedbank.config.StoreSettings;
import dev.seedbank.failure.GuardRefusal;
import java.util.List;
import java.util.Optional;

/** Servers that are named for scratch databases. None may have a production database on it. */
record ScratchPlaces(Backends backends) {
    /**
     * {@code scratch-url}, if it is set and its server is of the store's engine.
     *
     * @throws GuardRefusal if it leads to a server with production databases
     */
    Optional<ConnectionUrl> of(Targets targets, StoreReader store) {
        var at = targets.project().scratchUrl().filter(it -> backends.isOfEngine(store.settings(), it));
        at.ifPresent(url -> refuseBesideProduction(targets, store.settings().at(url)));
        return at;
    }

    private void refuseBesideProduction(Targets targets, StoreSettings there) {
        try (var beside = backends.open(there)) {
            boolean production = beside.marker().read().environment().equals(Optional.of(Environment.PRODUCTION))
                    || (Guard.environment(targets) == Environment.PRODUCTION
                            && isBesideAny(targets, beside.identity()));
            if (production) {
                throw new GuardRefusal(
                        "'%s' does not make its scratch database on a server with production databases: scratch-url leads to %s at %s"
                                .formatted(
                                        targets.action().command(),
                                        beside.server().database(),
                                        beside.address()),
                        "Name another server there. Nothing was changed.");
            }
        }
    }

    /** Of all stores of the project, also those that the command was not asked for. */
    private boolean isBesideAny(Targets targets, DatabaseIdentity there) {
        return targets.stores().stream().anyMatch(it -> it.identity().isOnServerOf(there))
                || targets.project().stores(List.of()).stream()
                        .filter(it -> !targets.names().contains(it.name()))
                        .anyMatch(it -> isBeside(it, there));
    }

    private boolean isBeside(StoreSettings settings, DatabaseIdentity there) {
        try (var store = backends.open(settings)) {
            return store.identity().isOnServerOf(there);
        }
    }
}
