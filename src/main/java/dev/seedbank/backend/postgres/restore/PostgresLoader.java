package dev.seedbank.backend.postgres.restore;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Column;
import dev.seedbank.backend.Lease;
import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.Loader;
import dev.seedbank.backend.PointOfNoReturn;
import dev.seedbank.backend.SensitiveField;
import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.backend.postgres.catalog.AffectedTables;
import dev.seedbank.backend.postgres.catalog.MaterializedViews;
import dev.seedbank.backend.postgres.catalog.PostgresCatalog;
import dev.seedbank.backend.postgres.catalog.PostgresLargeObjects;
import dev.seedbank.backend.postgres.catalog.PostgresLease;
import dev.seedbank.backend.postgres.catalog.PostgresSeedLedger;
import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.catalog.StructureNotes;
import dev.seedbank.backend.postgres.catalog.Table;
import dev.seedbank.backend.postgres.connection.LockRoom;
import dev.seedbank.backend.postgres.connection.PostgresConnector;
import dev.seedbank.backend.postgres.connection.PostgresErrors;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.copy.CopyLoad;
import dev.seedbank.backend.postgres.migrate.PostgresHistory;
import dev.seedbank.backend.postgres.structure.change.StructureAnalysis;
import dev.seedbank.backend.postgres.structure.change.StructureChange;
import dev.seedbank.backend.postgres.structure.change.StructureCreation;
import dev.seedbank.backend.postgres.structure.change.StructureWork;
import dev.seedbank.backend.postgres.structure.script.StructureTrust;
import dev.seedbank.failure.OperationFailed;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A restore as one transaction: whatever fails, it rolls back, and the old data was never gone. Tables that stay are emptied
 * ({@link Replacement}); others are made by the backup's structure ({@link StructureWork}). An empty database that needs more locks
 * than there is room for takes several transactions, which change just as little before the last ({@link StagedRestore}).
 */
public final class PostgresLoader implements Loader {
    private final PostgresConnector connector;
    private final Session session;
    private final Schemas schemas;
    private final PostgresCatalog catalog;
    private final LoadRequest request;
    /** The request's tables; large objects are no table and need no comparison. */
    private final LoadRequest tableRequest;

    private final RestoreLocks locks;
    private final StructureCreation creation;
    private final List<String> notKept = new ArrayList<>();
    private List<KeptColumns> keptColumns = List.of();
    private @Nullable KeptMarker marker;
    private @Nullable Work work;
    private @Nullable StagedRestore staged;
    private @Nullable List<HistoryEntry> history;
    /** What was there, if all of it goes. */
    private List<Collection> dropped = List.of();

    private boolean begun;

    public PostgresLoader(PostgresConnector connector, Schemas schemas, LoadRequest request) {
        this.connector = connector;
        this.session = connector.open();
        this.schemas = schemas;
        this.catalog = new PostgresCatalog(session, schemas);
        this.request = request;
        this.tableRequest = PostgresLargeObjects.without(request);
        this.locks = new RestoreLocks(session, request, tableRequest);
        this.creation = new StructureCreation(session, request.options());
    }

    @Override
    public void begin() {
        removeLeftovers();
        session.begin("isolation level read committed");
        begun = true;
        PostgresLease.takeUntilEnd(session, Lease.Work.RESTORE);
        marker = KeptMarker.of(session);
        var before = catalog.tablesByName();
        if (request.options().recreate() == LoadRequest.Recreate.EMPTY) {
            dropped = List.copyOf(before.keySet());
        }
        if (before.isEmpty() && beginStaged()) {
            return;
        }
        keptColumns = KeptColumns.save(session, tableRequest, before);
        var structure = structure(before);
        structure.beforeRows();
        var tables = catalog.tablesByName();
        var targets = new ArrayList<Table>();
        tableRequest.items().forEach(item -> targets.add(table(tables, item.target())));
        var kept = new ArrayList<>(targets);
        var oids = before.values().stream().map(Table::oid).collect(Collectors.toSet());
        kept.removeIf(table -> !oids.contains(table.oid()));
        var keptRelations = AffectedTables.of(session, kept);
        work = new Work(
                tables,
                AffectedTables.of(session, targets),
                keptRelations,
                Replacement.begin(session, keptRelations),
                structure);
        session.useOwnSearchPath();
    }

    /** Those of a restore that was killed; they hold space, and a restore into an empty database would count them to its locks. */
    private void removeLeftovers() {
        var leftovers = new StagingLeftovers(session);
        if (!leftovers.isEmpty()) {
            try (var lease = PostgresLease.take(connector, Lease.Work.RESTORE)) {
                leftovers.remove();
                lease.check();
            }
        }
    }

    /** @return false if it is to be one transaction */
    private boolean beginStaged() {
        var analysis = StructureAnalysis.read(session, schemas, tableRequest);
        var chosen = locks.staged(Map.of(), analysis);
        if (chosen.isEmpty()) {
            return false;
        }
        var plan = analysis.plan();
        StructureTrust.require(request, analysis.foreignStatements(plan));
        session.rollback();
        begun = false;
        var change = new StructureChange(session, creation, plan, analysis.comparison(), analysis.sequences());
        staged = StagedRestore.open(
                connector,
                schemas,
                change,
                Staging.of(session, chosen.get()),
                LockRoom.of(session).free());
        staged.begin(() -> new StagingChoice(session, request, plan).schemas().equals(chosen));
        return true;
    }

    private StructureWork structure(Map<Collection, Table> before) {
        if (SchemaComparison.createsAll(tableRequest, before)) {
            StructureTrust.requireScript(request);
            return new StructureWork.WholeScript(session, request);
        }
        var analysis = StructureAnalysis.read(session, schemas, tableRequest);
        var plan = analysis.plan();
        if (!plan.obstacles().isEmpty()) {
            var first = plan.obstacles().getFirst();
            throw new OperationFailed(
                    "The backup does not fit: %s: %s. Nothing was changed".formatted(first.name(), first.text()), "");
        }
        StructureTrust.require(
                request, analysis.foreignStatements(plan)); // once more: a table may be gone since they were compared
        return new StructureChange(session, creation, plan, analysis.comparison(), analysis.sequences());
    }

    /**
     * What was begun.
     *
     * @param targets all tables that get rows
     * @param kept those of them that were there before
     */
    private record Work(
            Map<Collection, Table> tables,
            AffectedTables targets,
            AffectedTables kept,
            Replacement replacement,
            StructureWork structure) {}

    private Work work() {
        return Objects.requireNonNull(work, "begin() comes first");
    }

    @Override
    public long load(LoadRequest.Item item, InputStream rows) throws IOException {
        if (staged != null) {
            return staged.load(item, rows);
        }
        if (item.target().equals(PostgresLargeObjects.COLLECTION)) {
            return loadLargeObjects(rows);
        }
        var names = item.columns().stream().map(Column::name).toList();
        long count = new CopyLoad(session, table(work().tables(), item.target())).load(names, item.sensitive(), rows);
        keptColumns.stream()
                .filter(kept -> kept.table().collection().equals(item.target()))
                .forEach(this::putBack);
        return count;
    }

    @Override
    public boolean history(List<HistoryEntry> entries) {
        new PostgresHistory(session).requireNoRunner();
        history = List.copyOf(entries);
        return true;
    }

    /** Of what Seedbank knows of the database: the migrations are the backup's, and what was seeded is gone. */
    private void replaceMetadata() {
        session.useEmptySearchPath();
        if (history != null) {
            new PostgresHistory(session).replace(history);
        }
        if (staged != null || !work().structure().isEmpty()) {
            new StructureNotes(session).rebuilt();
        }
        new PostgresSeedLedger(session)
                .forget(Stream.concat(dropped.stream(), request.items().stream().map(LoadRequest.Item::target))
                        .toList());
    }

    @Override
    public void commit(PointOfNoReturn point) {
        if (staged != null) {
            staged.commit(point, this::replaceMetadata);
            return;
        }
        if (request.options().recreate() == LoadRequest.Recreate.EMPTY) {
            PostgresLargeObjects.unlinkAll(session);
        }
        session.run("set constraints all immediate");
        work().replacement().end();
        session.useEmptySearchPath();
        work().structure().afterRows();
        new SequenceRestore(session)
                .set(work().structure().sequences(), request.options().part(), work().targets());
        session.useOwnSearchPath();
        new MaterializedViews(session).refresh(work().kept());
        work().structure().finish();
        work().structure().verify(schemas);
        replaceMetadata();
        Objects.requireNonNull(marker).require();
        point.reached(session.transactionId());
        session.commit();
        begun = false;
    }

    private void putBack(KeptColumns columns) {
        var collection = columns.table().collection();
        if (!columns.putBack(table(work().tables(), collection))) {
            notKept.add("%s: %s of rows that were there not kept, because the table has other types now"
                    .formatted(
                            collection.label("."),
                            columns.fields().stream().map(SensitiveField::name).collect(Collectors.joining(", "))));
        }
    }

    @Override
    public void close() {
        if (begun) {
            session.rollback();
        }
        if (staged != null) {
            staged.close();
        }
        session.close();
    }

    private long loadLargeObjects(InputStream rows) throws IOException {
        try {
            return PostgresLargeObjects.load(session.connection(), rows);
        } catch (SQLException e) {
            throw PostgresErrors.translate(e, "large objects");
        }
    }

    @Override
    public List<String> leftOut() {
        return Stream.concat(notKept.stream(), creation.leftOut().stream()).toList();
    }

    private static Table table(Map<Collection, Table> tables, Collection collection) {
        var table = tables.get(collection);
        if (table == null) {
            throw new OperationFailed(
                    "There is no table %s in the database".formatted(collection.label(".")),
                    "Create it first, for example with the project's migrations.");
        }
        return table;
    }
}
