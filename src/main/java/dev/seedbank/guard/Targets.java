package dev.seedbank.guard;

import dev.seedbank.backend.Store;
import dev.seedbank.cli.Consent;
import dev.seedbank.config.Project;
import java.util.ArrayList;
import java.util.List;

/** The opened stores of a command that the guard has let so far. Closing it closes them. */
public final class Targets implements AutoCloseable {
    private final Action action;
    private final Project project;
    private final Consent consent;
    private final List<Store> stores = new ArrayList<>();

    Targets(Action action, Project project, Consent consent) {
        this.action = action;
        this.project = project;
        this.consent = consent;
    }

    public Project project() {
        return project;
    }

    /** In the order of the configuration. */
    public List<Store> stores() {
        return List.copyOf(stores);
    }

    /** The stores' names. */
    public List<String> names() {
        return stores.stream().map(store -> store.settings().name()).toList();
    }

    Action action() {
        return action;
    }

    Consent consent() {
        return consent;
    }

    void add(Store store) {
        stores.add(store);
    }

    /** The distinct names that a user types to confirm. */
    List<String> databases() {
        return stores.stream()
                .map(store -> store.server().database())
                .distinct()
                .toList();
    }

    @Override
    public void close() {
        stores.forEach(Store::close);
    }
}
