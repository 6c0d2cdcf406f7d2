package dev.seedbank.backend;

import dev.seedbank.backend.maintenance.Inspector;
import dev.seedbank.backend.migration.Examiner;
import dev.seedbank.backend.migration.ForeignHistory;
import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.backend.schema.KnownStructure;
import dev.seedbank.backend.schema.StructureBasis;
import dev.seedbank.config.StoreSettings;
import java.util.List;
import java.util.Optional;

/**
 * One opened target: a PostgreSQL database, a MongoDB database, or a family of MongoDB databases; everything that reads it and
 * changes nothing. Not thread-safe. The capabilities share the store's connections and end before it does. Seedbank's own
 * metadata in the database is never among its collections.
 */
public interface StoreReader extends AutoCloseable {
    StoreSettings settings();

    ServerInfo server();

    /** Host and port as the URL has them, without user and password; several with commas. */
    String address();

    /**
     * What the store's work is waiting for on the server, such as a lock and its holder; empty if it is not known to wait.
     * Callable from any thread; it asks on a connection of its own, which it keeps.
     */
    default Optional<String> waitingFor() {
        return Optional.empty();
    }

    /** Asks the server when first called, and fails as any question does if the connection is gone. */
    DatabaseIdentity identity();

    /** Whether both lead to the same database, or to families that could have one in common. Asks both servers, as {@link #identity()} does. */
    default boolean sharesDatabase(StoreReader other) {
        return identity().matches(other.identity());
    }

    /** The namespace whose names need no prefix: PostgreSQL's first configured schema or {@code public}, MongoDB's database; empty for a family. */
    String namespace();

    /** Whether what is in this namespace is the store's. */
    default boolean holds(String namespace) {
        return namespace.equals(namespace());
    }

    /**
     * Refuses settings that name something that does not exist. For every command except those that create it.
     *
     * @throws dev.seedbank.failure.UsageFailure naming the nearest
     */
    default void requireNamespaces() {}

    /** All collections, sorted by namespace and name; for PostgreSQL those of the configured schemas, or of all. */
    List<Collection> collections();

    /** Which collection must exist before which; empty for an engine without foreign keys. */
    List<ForeignKey> foreignKeys();

    /** A unique key besides the primary key or {@code _id}: its fields; empty if there is none. */
    default List<String> uniqueKey(Collection collection) {
        return List.of();
    }

    /** Whether a collection comes into being with its first row; if not, it must exist before it is seeded. */
    boolean createsCollections();

    /** Whether seeding is one transaction, in which rows cannot be doubled by somebody else's; if not, a lease has to prevent it. */
    default boolean seedsInTransaction() {
        return false;
    }

    /** Whether {@code clean} empties a collection that nobody has named: not if what it holds is code rather than data. */
    default boolean isCleanedUnnamed(Collection collection) {
        return true;
    }

    /** Counts and sizes, in the order of {@link #collections()}; counts are exact where that is quick, else the server's estimate. */
    List<CollectionStatistics> statistics();

    /**
     * Whether any of the collections holds a row, not counting those that {@link #isCleanedUnnamed} excludes; stops at the first.
     */
    default boolean hasRows() {
        return hasRows(collections().stream().filter(this::isCleanedUnnamed).toList());
    }

    /** Whether one of these holds a row of its own; stops at the first. */
    boolean hasRows(List<Collection> collections);

    /** Opens one point in time for reading. */
    Snapshot snapshot(ConsistencyMode mode);

    default Snapshot snapshot() {
        return snapshot(ConsistencyMode.AUTO);
    }

    /** The views that a backup's structure creates, named as they are in this store; they are no collections of its manifest. */
    List<Collection> views(Structure structure);

    /** Compares a backup with the store, before it is loaded. */
    LoadCheck loadCheck(LoadRequest request);

    /**
     * Whether the server can empty so many at once.
     *
     * @param collections of {@link #collections()}
     * @throws dev.seedbank.failure.OperationFailed naming the setting to raise
     */
    default void requireCleanable(List<Collection> collections) {}

    /**
     * Begins to check a seed run.
     *
     * @param emptied collections that the run would empty first
     */
    SeedCheck seedCheck(List<Collection> emptied);

    /** Begins to compare seed files with what is there. */
    default SeedComparison seedComparison() {
        throw new UnsupportedOperationException("seedComparison");
    }

    /**
     * The files that were seeded here, as far as it was noted. Creates nothing.
     *
     * @param namespace a database of a family; else the store's
     */
    default List<SeededFile> seededFiles(String namespace) {
        return List.of();
    }

    EnvironmentMarker marker();

    /**
     * What became of a change that this or another process began. Asks over a connection of its own, because the one that made the
     * change may be lost.
     *
     * @param token what {@link PointOfNoReturn#reached} was given
     */
    ChangeState changeState(String token);

    /** Whether a migration's file of this name is for this engine: it can run it, or another tool runs such files on it. */
    boolean runsMigration(String file);

    /** The migrations that were run here, in the order in which they began, without texts. Creates nothing. */
    List<HistoryEntry> migrations();

    /**
     * The histories of other tools that are here. Only reads.
     *
     * @param name of a table or collection that its owner has renamed, with its schema if need be; empty: those that have the name
     *     that their tool gives them
     * @throws dev.seedbank.failure.UsageFailure if what has that name is no history
     */
    default List<ForeignHistory> foreignHistories(String name) {
        return List.of();
    }

    /** The text of the file that an entry ran; empty if it was not kept, or may not be read. */
    Optional<String> migrationText(HistoryEntry entry);

    /** Tells what scripts would do here. It has the store's connection until it is closed. */
    default Examiner examiner() {
        throw new UnsupportedOperationException("examiner");
    }

    /** Which indexes there are. It has the store's connection. */
    default IndexCatalog indexes() {
        throw new UnsupportedOperationException("indexes");
    }

    /**
     * How the structure compares with the one that was noted when it was known to be what it should be. Reads it only if one was noted
     * for the same. An engine whose files can be compared as quickly notes none, and compares it with these.
     *
     * @param indexes whether those that belong to no constraint count
     * @return empty for an engine that can do neither
     */
    default Optional<KnownStructure> knownStructure(StructureBasis basis, boolean indexes) {
        return Optional.empty();
    }

    /** Looks at the store's health. It has the store's connection while it looks. */
    default Inspector inspector() {
        throw new UnsupportedOperationException("inspector");
    }

    /** What its collections hold, for models. It has the store's connection. */
    default ModelCatalog models() {
        throw new UnsupportedOperationException("models");
    }

    /** Whether a collection is Seedbank's own or the server's, existing or not: no command writes to it. */
    boolean reserves(Collection collection);

    /** Whether the whole database is the server's own, such as {@code admin} or {@code template1}: no command writes to it. */
    boolean isServersOwn();

    /** Cuts the connections from another thread, so that whatever waits for the server fails at once. */
    void abort();

    /** May be called twice. */
    @Override
    void close();
}
