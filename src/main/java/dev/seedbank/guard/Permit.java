package dev.seedbank.guard;

import dev.seedbank.backend.Cleaner;
import dev.seedbank.backend.CleaningSeeder;
import dev.seedbank.backend.ConsistencyMode;
import dev.seedbank.backend.Indexer;
import dev.seedbank.backend.Lease;
import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.Loader;
import dev.seedbank.backend.Modeller;
import dev.seedbank.backend.Seeder;
import dev.seedbank.backend.Snapshot;
import dev.seedbank.backend.Store;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.backend.maintenance.Maintainer;
import dev.seedbank.backend.migration.Migrator;
import dev.seedbank.backend.schema.SchemaChanger;
import dev.seedbank.config.Environment;
import dev.seedbank.guard.Action.Right;
import java.time.Duration;
import java.util.List;

/**
 * The guard's permission for one action on its targets, and the only way to copy rows out, or to get anything that writes: a
 * command that did not ask for it does not compile, because all it has is readers. Asking it for another store ({@link IllegalArgumentException}), or for
 * something that the action does not do ({@link IllegalStateException}), is a programming error.
 */
public final class Permit {
    private final Action action;
    private final List<Store> stores;
    private final boolean safetyBackup;

    Permit(Action action, List<Store> stores, boolean safetyBackup) {
        this.action = action;
        this.stores = List.copyOf(stores);
        this.safetyBackup = safetyBackup;
    }

    /** Whether a safety backup must be taken before anything is changed. */
    public boolean safetyBackup() {
        return safetyBackup;
    }

    /** {@link StoreReader#snapshot}, to copy its rows out. */
    public Snapshot snapshot(StoreReader store, ConsistencyMode mode) {
        return store(store, Right.COPY).snapshot(mode);
    }

    /** {@link Store#loader}. */
    public Loader loader(StoreReader store, LoadRequest request) {
        return store(store, Right.LOAD).loader(request);
    }

    /** {@link Store#cleaner}. */
    public Cleaner cleaner(StoreReader store) {
        return store(store, Right.CLEAN).cleaner();
    }

    /** {@link Store#lease}, which keeps other commands out that replace or remove what is there. Loaders take it themselves. */
    public Lease lease(StoreReader store) {
        return store(store, Right.CLEAN).lease(Lease.Work.RESTORE);
    }

    /** {@link Store#lease}, which keeps others out that seed under one; who takes none is not kept out. */
    public Lease seedLease(StoreReader store) {
        return store(store, Right.SEED).lease(Lease.Work.SEED);
    }

    /** {@link Store#seeder}, for a run that only adds and updates. */
    public Seeder seeder(StoreReader store) {
        return store(store, Right.SEED).seeder();
    }

    /** {@link Store#seeder}, for a run that empties collections first. */
    public CleaningSeeder cleaningSeeder(StoreReader store) {
        store(store, Right.CLEAN);
        return store(store, Right.SEED).seeder();
    }

    /** {@link Store#migrator}. */
    public Migrator migrator(StoreReader store, Migrator.Options options, Migrator.Listener listener) {
        return store(store, Right.MIGRATE).migrator(options, listener);
    }

    /** {@link Store#indexer}. */
    public Indexer indexer(StoreReader store, Indexer.Options options, Indexer.Listener listener) {
        return store(store, Right.INDEX).indexer(options, listener);
    }

    /** {@link Store#maintainer}. */
    public Maintainer maintainer(StoreReader store, Maintainer.Options options) {
        return store(store, Right.MAINTAIN).maintainer(options);
    }

    /** {@link Store#modeller}. */
    public Modeller modeller(StoreReader store) {
        return store(store, Right.MODEL).modeller();
    }

    /** {@link Store#schemaChanger}. */
    public SchemaChanger schemaChanger(StoreReader store, Duration patience, SchemaChanger.Listener listener) {
        return store(store, Right.STRUCTURE).schemaChanger(patience, listener);
    }

    /** {@link Store#mark}. */
    void mark(StoreReader store, Environment environment) {
        store(store, Right.MARK).mark(environment);
    }

    private Store store(StoreReader reader, Right right) {
        if (!action.rights().contains(right)) {
            throw new IllegalStateException("'%s' has no right to %s".formatted(action.command(), right));
        }
        return stores.stream()
                .filter(store -> store.equals(reader))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Store '%s' is not a target of this '%s'"
                        .formatted(reader.settings().name(), action.command())));
    }
}
