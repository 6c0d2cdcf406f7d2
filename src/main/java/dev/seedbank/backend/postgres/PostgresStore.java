package dev.seedbank.backend.postgres;

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
import dev.seedbank.backend.SeedCheck;
import dev.seedbank.backend.SeedComparison;
import dev.seedbank.backend.SeededFile;
import dev.seedbank.backend.ServerInfo;
import dev.seedbank.backend.Snapshot;
import dev.seedbank.backend.Store;
import dev.seedbank.backend.Structure;
import dev.seedbank.backend.maintenance.Inspector;
import dev.seedbank.backend.maintenance.Maintainer;
import dev.seedbank.backend.migration.Examiner;
import dev.seedbank.backend.migration.ForeignHistory;
import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.backend.migration.Migrator;
import dev.seedbank.backend.migration.Scratch;
import dev.seedbank.backend.postgres.catalog.PostgresCatalog;
import dev.seedbank.backend.postgres.catalog.PostgresEnvironmentMarker;
import dev.seedbank.backend.postgres.catalog.PostgresLargeObjects;
import dev.seedbank.backend.postgres.catalog.PostgresLease;
import dev.seedbank.backend.postgres.catalog.PostgresSeedLedger;
import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.catalog.TableStatistics;
import dev.seedbank.backend.postgres.catalog.UniqueKeys;
import dev.seedbank.backend.postgres.clean.PostgresCleaner;
import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.LockWaits;
import dev.seedbank.backend.postgres.connection.PostgresConnector;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.dump.PostgresSnapshot;
import dev.seedbank.backend.postgres.effect.PostgresExaminer;
import dev.seedbank.backend.postgres.index.PostgresIndexCatalog;
import dev.seedbank.backend.postgres.index.PostgresIndexer;
import dev.seedbank.backend.postgres.maintenance.PostgresInspector;
import dev.seedbank.backend.postgres.maintenance.PostgresMaintainer;
import dev.seedbank.backend.postgres.migrate.ForeignTables;
import dev.seedbank.backend.postgres.migrate.PostgresHistory;
import dev.seedbank.backend.postgres.migrate.PostgresMigrator;
import dev.seedbank.backend.postgres.migrate.RunWatch;
import dev.seedbank.backend.postgres.model.PostgresModels;
import dev.seedbank.backend.postgres.restore.PostgresLoadCheck;
import dev.seedbank.backend.postgres.restore.PostgresLoader;
import dev.seedbank.backend.postgres.schema.PostgresSchemaChanger;
import dev.seedbank.backend.postgres.schema.PostgresSchemaDesigner;
import dev.seedbank.backend.postgres.schema.StructureMemory;
import dev.seedbank.backend.postgres.schema.StructureWatch;
import dev.seedbank.backend.postgres.schema.scratch.SchemaAreas;
import dev.seedbank.backend.postgres.seed.PostgresSeedCheck;
import dev.seedbank.backend.postgres.seed.PostgresSeedComparison;
import dev.seedbank.backend.postgres.seed.PostgresSeeder;
import dev.seedbank.backend.postgres.seed.SeedTransaction;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.script.StructureScript;
import dev.seedbank.backend.schema.KnownStructure;
import dev.seedbank.backend.schema.SchemaChanger;
import dev.seedbank.backend.schema.SchemaDesigner;
import dev.seedbank.backend.schema.StructureBasis;
import dev.seedbank.config.ConnectionUrl;
import dev.seedbank.config.Environment;
import dev.seedbank.config.StoreSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One database. Short questions share one connection; whatever holds a transaction (snapshot, loader, seeder) has one of its
 * own, so that the store can be asked in between.
 */
final class PostgresStore implements Store {
    private final PostgresBackend backend;
    private final StoreSettings settings;
    private final PostgresConnector connector;
    private final Session session;
    private final ServerInfo server;
    private final Schemas schemas;
    private final PostgresCatalog catalog;
    private final LockWaits lockWaits;
    private @Nullable DatabaseIdentity identity;

    PostgresStore(
            PostgresBackend backend,
            StoreSettings settings,
            PostgresConnector connector,
            Session session,
            ServerInfo server) {
        this.backend = backend;
        this.settings = settings;
        this.connector = connector;
        this.session = session;
        this.server = server;
        this.schemas = new Schemas(settings.schemas());
        this.catalog = new PostgresCatalog(session, schemas);
        this.lockWaits = new LockWaits(connector);
    }

    @Override
    public StoreSettings settings() {
        return settings;
    }

    @Override
    public ServerInfo server() {
        return server;
    }

    @Override
    public String address() {
        return connector.address();
    }

    @Override
    public Optional<String> waitingFor() {
        return lockWaits.now();
    }

    @Override
    public DatabaseIdentity identity() {
        var known = identity;
        if (known == null) {
            known = new DatabaseIdentity(ChangeTracking.databaseId(session), connector.address(), server.database());
            identity = known;
        }
        return known;
    }

    @Override
    public String namespace() {
        return schemas.main();
    }

    @Override
    public boolean holds(String namespace) {
        return schemas.has(namespace) || namespace.equals(PostgresLargeObjects.COLLECTION.namespace());
    }

    @Override
    public void requireNamespaces() {
        schemas.require(session, settings.name());
    }

    @Override
    public List<Collection> collections() {
        return catalog.collections();
    }

    @Override
    public List<ForeignKey> foreignKeys() {
        return catalog.foreignKeys();
    }

    @Override
    public List<String> uniqueKey(Collection collection) {
        return catalog.tablesAlone().stream()
                .filter(table -> table.collection().equals(collection))
                .findFirst()
                .map(table -> UniqueKeys.besidesPrimary(session, table))
                .orElse(List.of());
    }

    @Override
    public boolean createsCollections() {
        return false;
    }

    @Override
    public boolean seedsInTransaction() {
        return true;
    }

    /** Views have no rows of their own and are left out. */
    @Override
    public List<CollectionStatistics> statistics() {
        return new TableStatistics(session).of(catalog.tablesAlone());
    }

    @Override
    public boolean hasRows(List<Collection> collections) {
        var among = Set.copyOf(collections);
        var tables = catalog.tablesAlone().stream()
                .filter(it -> among.contains(it.collection()))
                .toList();
        return new TableStatistics(session).anyRow(tables)
                || (among.contains(PostgresLargeObjects.COLLECTION)
                        && catalog.collections().contains(PostgresLargeObjects.COLLECTION));
    }

    @Override
    public Snapshot snapshot(ConsistencyMode mode) {
        return new PostgresSnapshot(connector, schemas);
    }

    @Override
    public List<Collection> views(Structure structure) {
        if (!StructureScript.isLabelled(structure.text())) {
            return collections(); // it may have any of them
        }
        return StructureScript.objects(structure.text()).stream()
                .filter(object -> object.id().kind() == StructureKind.VIEW)
                .map(object -> catalog.collection(
                        object.schema(), Identifiers.parts(object.id().name()).getLast(), Collection.Kind.VIEW))
                .toList();
    }

    @Override
    public LoadCheck loadCheck(LoadRequest request) {
        return new PostgresLoadCheck(connector.open(), schemas, request);
    }

    @Override
    public Loader loader(LoadRequest request) {
        return new PostgresLoader(connector, schemas, request);
    }

    @Override
    public void requireCleanable(List<Collection> collections) {
        new PostgresCleaner(session, schemas).require(collections);
    }

    @Override
    public Cleaner cleaner() {
        return new PostgresCleaner(session, schemas);
    }

    @Override
    public CleaningSeeder seeder() {
        return PostgresSeeder.open(connector.open(), schemas);
    }

    @Override
    public SeedCheck seedCheck(List<Collection> emptied) {
        return new PostgresSeedCheck(new SeedTransaction(connector.open(), schemas), emptied);
    }

    @Override
    public SeedComparison seedComparison() {
        return new PostgresSeedComparison(SeedTransaction.reading(connector.open(), schemas));
    }

    @Override
    public List<SeededFile> seededFiles(String namespace) {
        return new PostgresSeedLedger(session).files();
    }

    @Override
    public EnvironmentMarker marker() {
        return new PostgresEnvironmentMarker(session, server.database());
    }

    @Override
    public Lease lease(Lease.Work work) {
        return PostgresLease.take(connector, work);
    }

    @Override
    public boolean runsMigration(String file) {
        return file.endsWith(".sql");
    }

    @Override
    public List<HistoryEntry> migrations() {
        return new PostgresHistory(session).entries();
    }

    @Override
    public List<ForeignHistory> foreignHistories(String name) {
        return new ForeignTables(session, schemas).read(name);
    }

    @Override
    public Optional<String> migrationText(HistoryEntry entry) {
        return new PostgresHistory(session).text(entry.number());
    }

    @Override
    public ModelCatalog models() {
        return new PostgresModels(session, catalog);
    }

    @Override
    public Examiner examiner() {
        return new PostgresExaminer(session);
    }

    @Override
    public IndexCatalog indexes() {
        return new PostgresIndexCatalog(session, catalog);
    }

    @Override
    public Optional<KnownStructure> knownStructure(StructureBasis basis, boolean indexes) {
        return Optional.of(new StructureMemory(session, schemas).compare(basis, indexes));
    }

    @Override
    public Indexer indexer(Indexer.Options options, Indexer.Listener listener) {
        return PostgresIndexer.open(connector, schemas, options, listener);
    }

    @Override
    public Inspector inspector() {
        return new PostgresInspector(session, schemas);
    }

    @Override
    public Maintainer maintainer(Maintainer.Options options) {
        return PostgresMaintainer.open(connector, schemas, options);
    }

    @Override
    public Migrator migrator(Migrator.Options options, Migrator.Listener listener) {
        return migrator(options, listener, new StructureWatch(connector, schemas));
    }

    Migrator migrator(Migrator.Options options, Migrator.Listener listener, RunWatch watch) {
        return PostgresMigrator.open(connector, options, listener, watch);
    }

    @Override
    public Scratch scratch(Optional<ConnectionUrl> at) {
        return PostgresScratch.create(backend, settings, at);
    }

    @Override
    public SchemaDesigner schemaDesigner(SchemaDesigner.Place place) {
        return new PostgresSchemaDesigner(
                connector.open(),
                schemas,
                () -> SchemaAreas.open(connector, settings, place),
                PostgresScratch::reading);
    }

    @Override
    public SchemaChanger schemaChanger(Duration patience, SchemaChanger.Listener listener) {
        return PostgresSchemaChanger.open(connector, patience, listener);
    }

    @Override
    public void mark(Environment environment) {
        new PostgresEnvironmentMarker(session, server.database()).write(environment);
    }

    @Override
    public boolean reserves(Collection collection) {
        if (collection.equals(PostgresLargeObjects.COLLECTION)) {
            return false; // the one thing in a schema of the server's that belongs to its users
        }
        var name = collection.name();
        return Schemas.isReserved(collection.namespace())
                || name.startsWith(Schemas.OWN_PREFIX)
                || name.startsWith(Schemas.OWN + "."); // as files name tables of other schemas
    }

    @Override
    public boolean isServersOwn() {
        return connector.url().isServersOwn(server.database());
    }

    @Override
    public ChangeState changeState(String token) {
        try (var asking = connector.open()) {
            return ChangeTracking.state(asking, token);
        }
    }

    @Override
    public void abort() {
        connector.abort();
    }

    @Override
    public void close() {
        lockWaits.close();
        session.close();
    }
}
