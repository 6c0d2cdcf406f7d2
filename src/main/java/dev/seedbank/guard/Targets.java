package dev.seedbank.guard;

import static java.util.Objects.requireNonNull;

import dev.seedbank.backend.Closing;
import dev.seedbank.backend.EnvironmentMarker;
import dev.seedbank.backend.Store;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.backend.migration.Scratch;
import dev.seedbank.backend.schema.SchemaDesigner;
import dev.seedbank.cli.Consent;
import dev.seedbank.cli.Interrupts;
import dev.seedbank.cli.Progress;
import dev.seedbank.config.ConnectionUrl;
import dev.seedbank.config.Project;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The opened stores of a command that the guard has let so far. Closing it closes them. */
public final class Targets implements AutoCloseable {
    private final Action action;
    private final Project project;
    private final Consent consent;
    private final List<Store> stores = new CopyOnWriteArrayList<>();
    private final Map<StoreReader, EnvironmentMarker.Reading> markers = new ConcurrentHashMap<>();
    private final Closing closing = new Closing();
    private final Progress.Watch watch;

    /** Tells {@code progress} what the stores' work waits for, from now on. */
    Targets(Action action, Project project, Consent consent, Progress progress) {
        this.action = action;
        this.project = project;
        this.consent = consent;
        this.watch = progress.onStall(this::waitingFor);
    }

    public Project project() {
        return project;
    }

    /** In the order of the configuration. Writing takes a {@link Permit}. */
    public List<StoreReader> stores() {
        return List.copyOf(stores);
    }

    /** The stores' names. */
    public List<String> names() {
        return stores.stream().map(store -> store.settings().name()).toList();
    }

    /** The same, for a permit. */
    List<Store> writable() {
        return List.copyOf(stores);
    }

    Action action() {
        return action;
    }

    Consent consent() {
        return consent;
    }

    /** What the database said of itself when the guard looked. */
    public EnvironmentMarker.Reading marker(StoreReader store) {
        return requireNonNull(markers.get(store));
    }

    /** As long as it is open, an interruption cuts its connections. */
    void add(Store store, Interrupts interrupts) {
        stores.add(store);
        closing.add(store::close);
        closing.add(interrupts.onInterrupt(store::abort)::close);
    }

    Scratch scratch(StoreReader store, Optional<ConnectionUrl> at, Interrupts interrupts) {
        var scratch = store(store).scratch(at);
        closing.add(scratch::close);
        closing.add(interrupts.onInterrupt(scratch::abort)::close);
        return scratch;
    }

    /** Whoever uses it closes it. */
    SchemaDesigner designer(StoreReader store, SchemaDesigner.Place place, Interrupts interrupts) {
        return new InterruptibleDesigner(store(store).schemaDesigner(place), interrupts);
    }

    private Store store(StoreReader reader) {
        return stores.stream().filter(it -> it.equals(reader)).findFirst().orElseThrow();
    }

    void found(StoreReader store, EnvironmentMarker.Reading marker) {
        markers.put(store, marker);
    }

    /** The distinct names that a user types to confirm. */
    List<String> databases() {
        return stores.stream()
                .map(store -> store.server().database())
                .distinct()
                .toList();
    }

    /** For people and programs. */
    List<Progress.Database> described() {
        var environment = project.profile().environment().label();
        return stores.stream()
                .map(store -> new Progress.Database(
                        store.settings().name(),
                        store.server().engine(),
                        store.server().version(),
                        store.address(),
                        store.server().database(),
                        environment))
                .toList();
    }

    private Optional<String> waitingFor() {
        return stores.stream().flatMap(store -> store.waitingFor().stream()).findFirst();
    }

    @Override
    public void close() {
        watch.close();
        closing.close();
    }
}
