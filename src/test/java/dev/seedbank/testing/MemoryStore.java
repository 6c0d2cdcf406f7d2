package dev.seedbank.testing;

import dev.seedbank.backend.Backend;
import dev.seedbank.backend.ChangeState;
import dev.seedbank.backend.Cleaner;
import dev.seedbank.backend.CleaningSeeder;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.CollectionStatistics;
import dev.seedbank.backend.Column;
import dev.seedbank.backend.Consistency;
import dev.seedbank.backend.ConsistencyMode;
import dev.seedbank.backend.DatabaseIdentity;
import dev.seedbank.backend.Difference;
import dev.seedbank.backend.EnvironmentMarker;
import dev.seedbank.backend.ForeignKey;
import dev.seedbank.backend.Lease;
import dev.seedbank.backend.LoadCheck;
import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.Loader;
import dev.seedbank.backend.PointOfNoReturn;
import dev.seedbank.backend.RowReader;
import dev.seedbank.backend.SeedCheck;
import dev.seedbank.backend.SensitiveField;
import dev.seedbank.backend.SequenceValue;
import dev.seedbank.backend.ServerInfo;
import dev.seedbank.backend.Snapshot;
import dev.seedbank.backend.Store;
import dev.seedbank.backend.Structure;
import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.backend.migration.Migrator;
import dev.seedbank.config.ConnectionUrl;
import dev.seedbank.config.Environment;
import dev.seedbank.config.StoreSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A database in memory behind the real ports, for tests of what does not depend on an engine. Rows are kept as their JSON text. */
public final class MemoryStore implements Store {
    /** What the fake server holds; outlives a store, as a database does. */
    public static final class Data {
        public final Map<String, List<String>> rows = new TreeMap<>();
        public Optional<Environment> marker = Optional.empty();
        public String id = "";
        public int opened;
        public int closed;
        public int aborted;
        public @Nullable RuntimeException failingClose;
        public @Nullable RuntimeException failingLoad;
    }

    private final StoreSettings settings;
    private final Data data;

    private MemoryStore(StoreSettings settings, Data data) {
        this.settings = settings;
        this.data = data;
        data.opened++;
    }

    /** An engine for URLs {@code memory://host/name}; all of them are the one database given. */
    public static Backend backend(Data data) {
        return new Backend() {
            @Override
            public String engine() {
                return "Memory";
            }

            @Override
            public Set<String> schemes() {
                return Set.of("memory");
            }

            @Override
            public void check(StoreSettings settings) {}

            @Override
            public Store open(StoreSettings settings) {
                return new MemoryStore(settings, data);
            }
        };
    }

    /** Opens one directly. */
    public static MemoryStore open(String name, Data data) {
        var url = ConnectionUrl.of("memory://host/" + name, name);
        return new MemoryStore(
                new StoreSettings(
                        name,
                        url,
                        Optional.empty(),
                        Optional.empty(),
                        List.of("public"),
                        List.of(),
                        List.of(),
                        Map.of()),
                data);
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
        return new ServerInfo("Memory", "1", settings.url().secret().replaceFirst(".*/", ""));
    }

    @Override
    public DatabaseIdentity identity() {
        return new DatabaseIdentity(data.id, "host", server().database());
    }

    @Override
    public boolean hasRows(List<Collection> collections) {
        return collections.stream()
                .anyMatch(it -> !data.rows.getOrDefault(it.name(), List.of()).isEmpty());
    }

    /** Whatever it was told of is there at once. */
    @Override
    public ChangeState changeState(String token) {
        return ChangeState.COMMITTED;
    }

    @Override
    public String namespace() {
        return "public";
    }

    @Override
    public List<Collection> collections() {
        return data.rows.keySet().stream()
                .map(name -> new Collection("public", name, true, Collection.Kind.DATA))
                .toList();
    }

    @Override
    public List<ForeignKey> foreignKeys() {
        return List.of();
    }

    @Override
    public boolean createsCollections() {
        return true;
    }

    @Override
    public List<CollectionStatistics> statistics() {
        return collections().stream()
                .map(it -> new CollectionStatistics(it, data.rows.get(it.name()).size(), true, -1))
                .toList();
    }

    @Override
    public Snapshot snapshot(ConsistencyMode mode) {
        return new Snapshot() {
            @Override
            public RowReader reader() {
                return new MemoryReader();
            }

            @Override
            public Consistency consistency(Collection collection) {
                return Consistency.SNAPSHOT;
            }

            @Override
            public String consistencyNote() {
                return "";
            }

            @Override
            public List<Collection> collections() {
                return MemoryStore.this.collections();
            }

            @Override
            public List<Column> columns(Collection collection) {
                return List.of();
            }

            @Override
            public void leaveOut(Collection collection, List<SensitiveField> fields) {
                throw new UnsupportedOperationException("leaving out is tested on real engines");
            }

            @Override
            public List<String> neverMet(Collection collection) {
                return List.of();
            }

            @Override
            public Structure structure(List<Collection> collections) {
                return new Structure("schema.txt", "a \"structure\"\nof " + collections.size());
            }

            @Override
            public List<SequenceValue> sequences() {
                return List.of(new SequenceValue("public", "s", 42, true));
            }

            @Override
            public long estimate(Collection collection) {
                return data.rows.get(collection.name()).size();
            }

            @Override
            public void close() {}
        };
    }

    private final class MemoryReader implements RowReader {
        @Override
        public long read(Collection collection, OutputStream out, LongConsumer read) throws IOException {
            var rows = data.rows.get(collection.name());
            out.write(String.join(",\n", rows).getBytes(StandardCharsets.UTF_8));
            read.accept(rows.size());
            return rows.size();
        }

        @Override
        public void close() {}
    }

    @Override
    public List<Collection> views(Structure structure) {
        return List.of();
    }

    @Override
    public LoadCheck loadCheck(LoadRequest request) {
        return new LoadCheck() {
            @Override
            public List<Difference> differences() {
                return List.of();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public Loader loader(LoadRequest request) {
        return new MemoryLoader();
    }

    private final class MemoryLoader implements Loader {
        private final Map<String, List<String>> loaded = new TreeMap<>();

        @Override
        public void begin() {}

        @Override
        public long load(LoadRequest.Item item, InputStream in) throws IOException {
            if (data.failingLoad != null) {
                throw data.failingLoad;
            }
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            var rows = new ArrayList<String>();
            Arrays.stream(text.split("\n"))
                    .filter(line -> line.startsWith("{"))
                    .forEach(line -> rows.add(line.replaceFirst(",$", "")));
            loaded.put(item.target().name(), rows);
            return rows.size();
        }

        @Override
        public void commit(PointOfNoReturn point) {
            point.reached("memory");
            data.rows.putAll(loaded);
        }

        @Override
        public void close() {}
    }

    @Override
    public Cleaner cleaner() {
        return (collections, emptying) -> {
            emptying.reached("memory");
            return collections.stream()
                    .map(it -> {
                        int count = data.rows.get(it.name()).size();
                        data.rows.put(it.name(), new ArrayList<>());
                        return new Cleaner.Cleaned(it.name(), count, false);
                    })
                    .toList();
        };
    }

    @Override
    public SeedCheck seedCheck(List<Collection> emptied) {
        throw new UnsupportedOperationException("checks are tested on real engines");
    }

    @Override
    public CleaningSeeder seeder() {
        throw new UnsupportedOperationException("seeding is tested on real engines");
    }

    @Override
    public EnvironmentMarker marker() {
        return () -> data.marker
                .<EnvironmentMarker.Reading>map(EnvironmentMarker.Marked::new)
                .orElseGet(EnvironmentMarker.Unmarked::new);
    }

    @Override
    public Lease lease(Lease.Work work) {
        return new Lease() {
            @Override
            public void check() {}

            @Override
            public void close() {}
        };
    }

    @Override
    public void mark(Environment environment) {
        data.marker = Optional.of(environment);
    }

    @Override
    public boolean runsMigration(String file) {
        return file.endsWith(".yaml") || file.endsWith(".yml") || file.endsWith(".json");
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
        return server().database().equals("admin");
    }

    @Override
    public void abort() {
        data.aborted++;
    }

    @Override
    public void close() {
        data.closed++;
        if (data.failingClose != null) {
            throw data.failingClose;
        }
    }
}
