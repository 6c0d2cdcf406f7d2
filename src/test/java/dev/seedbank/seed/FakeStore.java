package dev.seedbank.seed;

import dev.seedbank.backend.ChangeState;
import dev.seedbank.backend.Cleaner;
import dev.seedbank.backend.CleaningSeeder;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.CollectionStatistics;
import dev.seedbank.backend.ConsistencyMode;
import dev.seedbank.backend.DatabaseIdentity;
import dev.seedbank.backend.Emptying;
import dev.seedbank.backend.EnvironmentMarker;
import dev.seedbank.backend.ForeignKey;
import dev.seedbank.backend.Lease;
import dev.seedbank.backend.LoadCheck;
import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.Loader;
import dev.seedbank.backend.SeedCheck;
import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.SeedSource;
import dev.seedbank.backend.Seeder;
import dev.seedbank.backend.ServerInfo;
import dev.seedbank.backend.Snapshot;
import dev.seedbank.backend.Store;
import dev.seedbank.backend.Structure;
import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.backend.migration.Migrator;
import dev.seedbank.config.ConnectionUrl;
import dev.seedbank.config.Environment;
import dev.seedbank.config.StoreSettings;
import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.failure.OperationFailed;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store in memory that writes down what it is told. A row with a field {@code fail} does not fit. */
final class FakeStore implements Store {
    /** By label, in the order of the first row. */
    final Map<String, List<SeedRow>> rows = new LinkedHashMap<>();

    final List<Seeder.SeedTarget> targets = new ArrayList<>();
    final List<Collection> existing = new ArrayList<>();
    final List<ForeignKey> keys = new ArrayList<>();
    final boolean atomic;
    boolean failsAtCommit;
    StoreSettings settings;

    private FakeStore(String name, boolean atomic, Optional<String> databases) {
        this.atomic = atomic;
        this.settings = new StoreSettings(
                name,
                ConnectionUrl.of("fake://server/db", "test"),
                Optional.empty(),
                databases,
                List.of(),
                List.of(),
                List.of(),
                Map.of());
    }

    /** As PostgreSQL: a run is one transaction. */
    static FakeStore atomic(String name) {
        return new FakeStore(name, true, Optional.empty());
    }

    /** As MongoDB: what is written is there. */
    static FakeStore plain(String name) {
        return new FakeStore(name, false, Optional.empty());
    }

    static FakeStore family(String name, String pattern) {
        return new FakeStore(name, false, Optional.of(pattern));
    }

    FakeStore order(String... order) {
        settings = new StoreSettings(
                settings.name(),
                settings.url(),
                settings.directUrl(),
                settings.databases(),
                settings.schemas(),
                settings.clean(),
                List.of(order),
                settings.seedUnique());
        return this;
    }

    FakeStore unique(String collection, String field) {
        settings = new StoreSettings(
                settings.name(),
                settings.url(),
                settings.directUrl(),
                settings.databases(),
                settings.schemas(),
                settings.clean(),
                settings.seedOrder(),
                Map.of(collection, List.of(field)));
        return this;
    }

    FakeStore has(String... names) {
        for (var name : names) {
            existing.add(collection(name));
        }
        return this;
    }

    FakeStore key(String child, String parent) {
        keys.add(new ForeignKey("key", collection(child), collection(parent)));
        return this;
    }

    static Collection collection(String name) {
        return new Collection("db", name, true, Collection.Kind.DATA);
    }

    @Override
    public StoreSettings settings() {
        return settings;
    }

    @Override
    public String address() {
        return "localhost";
    }

    @Override
    public ServerInfo server() {
        return new ServerInfo("Fake", "1", "db");
    }

    @Override
    public DatabaseIdentity identity() {
        return new DatabaseIdentity("", "server", "db");
    }

    @Override
    public boolean hasRows(List<Collection> collections) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ChangeState changeState(String token) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String namespace() {
        return "db";
    }

    @Override
    public List<Collection> collections() {
        return existing;
    }

    @Override
    public List<ForeignKey> foreignKeys() {
        return keys;
    }

    @Override
    public boolean createsCollections() {
        return !atomic;
    }

    @Override
    public SeedCheck seedCheck(List<Collection> emptied) {
        throw new UnsupportedOperationException("checks are tested on real engines");
    }

    @Override
    public CleaningSeeder seeder() {
        return new FakeSeeder();
    }

    @Override
    public List<CollectionStatistics> statistics() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Snapshot snapshot(ConsistencyMode mode) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Collection> views(Structure structure) {
        return List.of();
    }

    @Override
    public LoadCheck loadCheck(LoadRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Loader loader(LoadRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Cleaner cleaner() {
        throw new UnsupportedOperationException();
    }

    @Override
    public EnvironmentMarker marker() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Lease lease(Lease.Work work) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void mark(Environment environment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean runsMigration(String file) {
        return false;
    }

    @Override
    public List<HistoryEntry> migrations() {
        return List.of();
    }

    @Override
    public Optional<String> migrationText(HistoryEntry entry) {
        return Optional.empty();
    }

    @Override
    public Migrator migrator(Migrator.Options options, Migrator.Listener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean reserves(Collection collection) {
        return collection.name().startsWith("_seedbank");
    }

    @Override
    public boolean isServersOwn() {
        return false;
    }

    @Override
    public void abort() {}

    @Override
    public void close() {}

    private final class FakeSeeder implements CleaningSeeder {
        private final Map<String, List<SeedRow>> pending = new LinkedHashMap<>();
        private boolean broken;

        @Override
        public boolean isEmpty() {
            return rows.isEmpty();
        }

        @Override
        public boolean isAtomic() {
            return atomic;
        }

        @Override
        public List<Cleaner.Cleaned> clean(List<Collection> collections, Emptying emptying) {
            throw new UnsupportedOperationException("emptying is tested on real engines");
        }

        @Override
        public SeedCounts seed(SeedTarget target, Iterator<SeedRow> source, SeedSource file) {
            if (broken) {
                throw new AssertionError("a transaction that failed takes nothing more");
            }
            targets.add(target);
            var label = target.collection().label("/");
            long inserted = 0;
            for (; source.hasNext(); inserted++) {
                var row = source.next();
                if (row.fields().containsKey("fail")) {
                    broken = atomic;
                    throw new OperationFailed(
                            "%s:%d: fail: no such column".formatted(row.file(), row.line()), "Rename it.");
                }
                if (row.fields().containsKey("disconnect")) {
                    throw new ConnectionFailed("The server is gone", "Start it.");
                }
                (atomic ? pending : rows)
                        .computeIfAbsent(label, _ -> new ArrayList<>())
                        .add(row);
            }
            return new SeedCounts(inserted, 0, 0);
        }

        @Override
        public void commit() {
            if (failsAtCommit) {
                throw new OperationFailed("a deferred key is missing", "Add its row.");
            }
            pending.forEach((label, added) ->
                    rows.computeIfAbsent(label, _ -> new ArrayList<>()).addAll(added));
        }

        @Override
        public void close() {}
    }
}
