package dev.seedbank.backend.mongo;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import dev.seedbank.backend.ChangeState;
import dev.seedbank.backend.Cleaner;
import dev.seedbank.backend.CleaningSeeder;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.CollectionStatistics;
import dev.seedbank.backend.ConsistencyMode;
import dev.seedbank.backend.DatabaseIdentity;
import dev.seedbank.backend.EnvironmentMarker;
import dev.seedbank.backend.ForeignKey;
import dev.seedbank.backend.IndexCatalog;
import dev.seedbank.backend.Indexer;
import dev.seedbank.backend.Lease;
import dev.seedbank.backend.LoadCheck;
import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.Loader;
import dev.seedbank.backend.ModelCatalog;
import dev.seedbank.backend.Modeller;
import dev.seedbank.backend.SeedCheck;
import dev.seedbank.backend.SeedComparison;
import dev.seedbank.backend.SeededFile;
import dev.seedbank.backend.Seeder.SeedTarget;
import dev.seedbank.backend.ServerInfo;
import dev.seedbank.backend.Snapshot;
import dev.seedbank.backend.Store;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.backend.Structure;
import dev.seedbank.backend.maintenance.Inspector;
import dev.seedbank.backend.migration.Examiner;
import dev.seedbank.backend.migration.ForeignHistory;
import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.backend.migration.Migrator;
import dev.seedbank.backend.migration.Scratch;
import dev.seedbank.backend.mongo.catalog.MongoEnvironmentMarker;
import dev.seedbank.backend.mongo.catalog.MongoLease;
import dev.seedbank.backend.mongo.catalog.MongoSeedLedger;
import dev.seedbank.backend.mongo.catalog.MongoStatistics;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.clean.MongoCleaner;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import dev.seedbank.backend.mongo.dump.MongoSnapshot;
import dev.seedbank.backend.mongo.effect.MongoExaminer;
import dev.seedbank.backend.mongo.index.MongoIndexCatalog;
import dev.seedbank.backend.mongo.index.MongoIndexer;
import dev.seedbank.backend.mongo.maintenance.MongoInspector;
import dev.seedbank.backend.mongo.migrate.ForeignCollections;
import dev.seedbank.backend.mongo.migrate.MongoHistory;
import dev.seedbank.backend.mongo.migrate.MongoMigrator;
import dev.seedbank.backend.mongo.model.MongoModels;
import dev.seedbank.backend.mongo.restore.MongoLoadCheck;
import dev.seedbank.backend.mongo.restore.MongoLoader;
import dev.seedbank.backend.mongo.schema.MongoSchemaChanger;
import dev.seedbank.backend.mongo.schema.MongoSchemaDesigner;
import dev.seedbank.backend.mongo.seed.MongoSeedCheck;
import dev.seedbank.backend.mongo.seed.MongoSeedComparison;
import dev.seedbank.backend.mongo.seed.MongoSeeder;
import dev.seedbank.backend.mongo.seed.SeedKey;
import dev.seedbank.backend.mongo.structure.MongoStructure;
import dev.seedbank.backend.mongo.structure.Views;
import dev.seedbank.backend.schema.KnownStructure;
import dev.seedbank.backend.schema.SchemaChanger;
import dev.seedbank.backend.schema.SchemaDesigner;
import dev.seedbank.backend.schema.StructureBasis;
import dev.seedbank.config.ConnectionUrl;
import dev.seedbank.config.Environment;
import dev.seedbank.config.StoreSettings;
import dev.seedbank.failure.UsageFailure;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonObjectId;
import org.jspecify.annotations.Nullable;

/** One MongoDB database, or a family of them, over one client. */
final class MongoStore implements Store {
    private final MongoBackend backend;
    private final StoreSettings settings;
    private final Namespaces namespaces;
    private final String version;
    private final String address;
    private @Nullable DatabaseIdentity identity;

    /** The tokens of restores of this process of which the server took nothing. */
    private final Set<String> refused = new HashSet<>();

    /** @param address hosts and ports of the URL */
    MongoStore(MongoBackend backend, StoreSettings settings, Namespaces namespaces, String version, String address) {
        this.backend = backend;
        this.settings = settings;
        this.namespaces = namespaces;
        this.version = version;
        this.address = address;
    }

    @Override
    public StoreSettings settings() {
        return settings;
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public ServerInfo server() {
        return new ServerInfo("MongoDB", version, namespaces.name());
    }

    @Override
    public DatabaseIdentity identity() {
        var known = identity;
        if (known == null) {
            known = new DatabaseIdentity(databaseId(), address, namespaces.name());
            identity = known;
        }
        return known;
    }

    @Override
    public boolean sharesDatabase(StoreReader other) {
        return other instanceof MongoStore that
                && identity().isOnServerOf(that.identity())
                && namespaces.overlaps(that.namespaces);
    }

    /** A replica set has a number that its members share; a single server has none, and not every user may ask. */
    private String databaseId() {
        try {
            var answer = namespaces
                    .database("admin")
                    .runCommand(new BsonDocument("replSetGetConfig", new BsonInt32(1)), BsonDocument.class);
            var id = answer.getDocument("config", new BsonDocument())
                    .getDocument("settings", new BsonDocument())
                    .get("replicaSetId");
            return id instanceof BsonObjectId known ? known.getValue().toHexString() + "/" + namespaces.name() : "";
        } catch (MongoCommandException e) {
            return "";
        } catch (MongoException e) {
            throw MongoErrors.failure("asking the server which one it is", e);
        }
    }

    @Override
    public String namespace() {
        return namespaces.isFamily() ? "" : namespaces.name();
    }

    @Override
    public boolean holds(String namespace) {
        return namespaces.has(namespace);
    }

    @Override
    public List<Collection> collections() {
        return MongoErrors.during(
                "listing the collections of " + namespaces.name(),
                () -> namespaces.entries().stream()
                        .map(Namespaces.Entry::collection)
                        .toList());
    }

    @Override
    public List<ForeignKey> foreignKeys() {
        return List.of();
    }

    @Override
    public List<String> uniqueKey(Collection collection) {
        return MongoErrors.during(
                "reading the indexes of " + collection.label("/"),
                () -> SeedKey.of(namespaces, new SeedTarget(collection, List.of(), false)).stream()
                        .skip(1) // _id
                        .map(SeedKey::fields)
                        .findFirst()
                        .orElse(List.of()));
    }

    @Override
    public boolean createsCollections() {
        return true;
    }

    /** Stored functions are like views: code of the application. A family's go with their databases. */
    @Override
    public boolean isCleanedUnnamed(Collection collection) {
        return namespaces.isFamily() || !collection.name().equals(Namespaces.FUNCTIONS);
    }

    @Override
    public List<CollectionStatistics> statistics() {
        return new MongoStatistics(namespaces).of(collections());
    }

    @Override
    public boolean hasRows(List<Collection> collections) {
        return new MongoStatistics(namespaces).hasRows(collections);
    }

    @Override
    public Snapshot snapshot(ConsistencyMode mode) {
        return MongoErrors.during("beginning to read " + namespaces.name(), () -> new MongoSnapshot(namespaces, mode));
    }

    @Override
    public List<Collection> views(Structure structure) {
        return Views.in(namespaces, MongoStructure.read(structure));
    }

    @Override
    public LoadCheck loadCheck(LoadRequest request) {
        return new MongoLoadCheck(namespaces, request);
    }

    @Override
    public Loader loader(LoadRequest request) {
        return new MongoLoader(namespaces, request, refused::add);
    }

    @Override
    public Cleaner cleaner() {
        return new MongoCleaner(namespaces);
    }

    @Override
    public CleaningSeeder seeder() {
        return new MongoSeeder(namespaces);
    }

    @Override
    public SeedCheck seedCheck(List<Collection> emptied) {
        return new MongoSeedCheck(namespaces, emptied);
    }

    @Override
    public SeedComparison seedComparison() {
        return new MongoSeedComparison(namespaces);
    }

    @Override
    public List<SeededFile> seededFiles(String namespace) {
        return MongoErrors.during(
                "reading what was seeded into " + namespace, () -> new MongoSeedLedger(namespaces, namespace).files());
    }

    @Override
    public EnvironmentMarker marker() {
        return new MongoEnvironmentMarker(namespaces);
    }

    /** For the databases that a family has now. */
    @Override
    public Lease lease(Lease.Work work) {
        return MongoErrors.during(
                "taking the lock of " + namespaces.name(),
                () -> MongoLease.take(namespaces, work, namespaces.databases()));
    }

    @Override
    public void mark(Environment environment) {
        new MongoEnvironmentMarker(namespaces).write(environment);
    }

    @Override
    public boolean runsMigration(String file) {
        return MongoMigrator.isFor(file);
    }

    /** A family has none: migrations run on one database. */
    @Override
    public List<HistoryEntry> migrations() {
        return namespaces.isFamily() ? List.of() : new MongoHistory(namespaces).all();
    }

    @Override
    public List<ForeignHistory> foreignHistories(String name) {
        return namespaces.isFamily() ? List.of() : new ForeignCollections(namespaces).read(name);
    }

    @Override
    public Optional<String> migrationText(HistoryEntry entry) {
        return new MongoHistory(namespaces).text(entry.number());
    }

    @Override
    public Examiner examiner() {
        refuseFamily();
        return new MongoExaminer(namespaces);
    }

    @Override
    public IndexCatalog indexes() {
        return new MongoIndexCatalog(namespaces);
    }

    @Override
    public Indexer indexer(Indexer.Options options, Indexer.Listener listener) {
        return MongoIndexer.open(namespaces, options, listener);
    }

    @Override
    public Inspector inspector() {
        return new MongoInspector(namespaces);
    }

    @Override
    public Migrator migrator(Migrator.Options options, Migrator.Listener listener) {
        refuseFamily();
        return MongoMigrator.open(namespaces, settings, options, listener);
    }

    @Override
    public ModelCatalog models() {
        return new MongoModels(namespaces);
    }

    @Override
    public Modeller modeller() {
        return new MongoModels(namespaces);
    }

    @Override
    public Scratch scratch(Optional<ConnectionUrl> at) {
        refuseFamily();
        return MongoScratch.create(backend, at.map(settings::at).orElse(settings));
    }

    @Override
    public SchemaDesigner schemaDesigner(SchemaDesigner.Place place) {
        refuseFamily();
        return new MongoSchemaDesigner(namespaces, scratch -> ((MongoScratch) scratch).namespaces());
    }

    /** Nothing is noted: what files declare of collections is compared with what there is. */
    @Override
    public Optional<KnownStructure> knownStructure(StructureBasis basis, boolean indexes) {
        if (namespaces.isFamily()
                || !(basis instanceof StructureBasis.Declared(var files))
                || !MongoSchemaDesigner.isDeclaredBy(files)) {
            return Optional.empty();
        }
        return Optional.of(
                MongoSchemaDesigner.isAsDeclared(namespaces, files) ? KnownStructure.AS_NOTED : KnownStructure.CHANGED);
    }

    @Override
    public SchemaChanger schemaChanger(Duration patience, SchemaChanger.Listener listener) {
        refuseFamily();
        return MongoSchemaChanger.open(namespaces, patience, listener);
    }

    Namespaces namespaces() {
        return namespaces;
    }

    private void refuseFamily() {
        if (namespaces.isFamily()) {
            throw new UsageFailure(
                    "Store '%s' is a family of databases, and migrations run on one".formatted(settings.name()),
                    "Add a store for the database that they are for.");
        }
    }

    /** From that point on a part of the change may be there, and there is nobody to ask which. */
    @Override
    public ChangeState changeState(String token) {
        return refused.contains(token) ? ChangeState.ROLLED_BACK : ChangeState.COMMITTED;
    }

    @Override
    public boolean reserves(Collection collection) {
        return Namespaces.isReserved(collection);
    }

    @Override
    public boolean isServersOwn() {
        return !namespaces.isFamily() && Namespaces.isServersOwn(namespaces.name());
    }

    /** The driver's clients may be closed from any thread; what waits for an answer then fails. */
    @Override
    public void abort() {
        namespaces.close();
    }

    @Override
    public void close() {
        namespaces.close();
    }
}
