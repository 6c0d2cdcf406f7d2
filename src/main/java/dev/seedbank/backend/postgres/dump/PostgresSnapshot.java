package dev.seedbank.backend.postgres.dump;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Column;
import dev.seedbank.backend.Consistency;
import dev.seedbank.backend.ForeignKeys;
import dev.seedbank.backend.RowReader;
import dev.seedbank.backend.SensitiveField;
import dev.seedbank.backend.SequenceValue;
import dev.seedbank.backend.Snapshot;
import dev.seedbank.backend.Structure;
import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.backend.postgres.catalog.PostgresCatalog;
import dev.seedbank.backend.postgres.catalog.PostgresLargeObjects;
import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.catalog.Table;
import dev.seedbank.backend.postgres.catalog.TableColumn;
import dev.seedbank.backend.postgres.catalog.TableStatistics;
import dev.seedbank.backend.postgres.connection.PostgresConnector;
import dev.seedbank.backend.postgres.connection.PostgresErrors;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.migrate.PostgresHistory;
import dev.seedbank.backend.postgres.structure.read.PostgresStructure;
import dev.seedbank.backend.postgres.structure.read.StructureDump;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A database in one read-only transaction. The first reader uses its session, so that one reader needs no second connection;
 * each other one has a session of its own, whose transaction takes over the snapshot.
 */
public final class PostgresSnapshot implements Snapshot {
    static final String STRUCTURE_FILE = "schema.sql";

    private final PostgresConnector connector;
    private final Session session;
    private final Schemas schemas;
    private final PostgresCatalog catalog;
    private final Map<Collection, Table> tables;
    private final TableLocks locks;
    private final ReadLocks readLocks;
    private final AtomicBoolean lent = new AtomicBoolean();
    private final List<Collection> collections;
    private final List<StructureDump> dumps = new ArrayList<>();
    /** By the table's oid; empty until somebody asks. */
    private final Map<Long, Long> estimates = new HashMap<>();

    private final Map<Collection, Set<String>> leftOut = new HashMap<>();

    public PostgresSnapshot(PostgresConnector connector, Schemas schemas) {
        this.connector = connector;
        this.session = connector.open();
        this.schemas = schemas;
        this.catalog = new PostgresCatalog(session, schemas);
        try {
            session.begin("isolation level repeatable read read only");
            tables = catalog.tablesByName();
            locks = TableLocks.take(session, readable());
            readLocks = ReadLocks.begin(session);
            collections = order();
        } catch (Failure e) {
            session.close();
            throw e;
        }
    }

    @Override
    public RowReader reader() {
        if (lent.compareAndSet(false, true)) {
            return new PostgresRowReader(this, session, readLocks, () -> lent.set(false));
        }
        var name = readLocks.exportSnapshot();
        var other = connector.open();
        try {
            other.beginIn(name);
            return new PostgresRowReader(this, other, ReadLocks.begin(other), () -> end(other));
        } catch (Failure e) {
            other.close();
            throw e;
        }
    }

    private static void end(Session session) {
        session.rollback();
        session.close();
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
        return collections;
    }

    @Override
    public List<Column> columns(Collection collection) {
        if (collection.equals(PostgresLargeObjects.COLLECTION)) {
            return List.of();
        }
        return read(collection).stream().map(TableColumn::column).toList();
    }

    /** The columns that are read. */
    List<TableColumn> read(Collection collection) {
        var without = leftOut.getOrDefault(collection, Set.of());
        return table(collection).stored().stream()
                .filter(column -> !without.contains(column.name()))
                .toList();
    }

    @Override
    public void leaveOut(Collection collection, List<SensitiveField> fields) {
        new SensitiveCheck(session, table(collection), fields).require();
        if (fields.size() == table(collection).stored().size()) {
            throw new UsageFailure(
                    ErrorCode.SETTINGS,
                    "All columns of %s are sensitive: there is nothing left to back up"
                            .formatted(collection.label(".")),
                    "Take one out of seedbank.sensitive, or choose other tables with --collection.",
                    null);
        }
        leftOut.put(
                collection, Set.copyOf(fields.stream().map(SensitiveField::name).toList()));
    }

    /** Columns are known before they are left out. */
    @Override
    public List<String> neverMet(Collection collection) {
        return List.of();
    }

    @Override
    public void requireReadable(List<Collection> wanted) {
        var oids = wanted.stream()
                .filter(tables::containsKey)
                .map(it -> table(it).oid())
                .toList();
        new ReadableTables(session).require(oids);
    }

    @Override
    public Structure structure(List<Collection> wanted) {
        boolean whole = new HashSet<>(wanted).containsAll(collections);
        var relations = wanted.stream()
                .filter(it -> !it.equals(PostgresLargeObjects.COLLECTION))
                .toList();
        try {
            var dump = PostgresStructure.dump(
                    session.connection(), relations, whole ? Optional.of(schemas) : Optional.empty());
            dumps.add(dump);
            requireUnchanged();
            var leftOut = new ArrayList<String>();
            if (whole) {
                leftOut.addAll(schemas.leftOut(session));
                leftOut.addAll(dump.leftOut());
            }
            return new Structure(STRUCTURE_FILE, dump, leftOut);
        } catch (SQLException e) {
            throw PostgresErrors.translate(e, "schema");
        }
    }

    private void requireUnchanged() {
        if (!locks.isComplete()) {
            try (var now = connector.open()) {
                locks.requireUnchanged(now);
            }
        }
    }

    @Override
    public List<SequenceValue> sequences() {
        return catalog.sequences();
    }

    @Override
    public Optional<List<HistoryEntry>> migrations() {
        return Optional.of(new PostgresHistory(session).entries());
    }

    @Override
    public long estimate(Collection collection) {
        var table = tables.get(collection);
        if (table == null) {
            return -1;
        }
        if (estimates.isEmpty()) {
            estimates.putAll(new TableStatistics(session).estimates(List.copyOf(tables.values())));
        }
        return estimates.getOrDefault(table.oid(), -1L);
    }

    @Override
    public void close() {
        dumps.forEach(StructureDump::close);
        end(session);
    }

    /** Those that this role may not read are refused when it is known that they are wanted. */
    private List<Table> readable() {
        var oids = tables.values().stream().map(Table::oid).toList();
        var readable = new ReadableTables(session).among(oids);
        return tables.values().stream()
                .filter(table -> readable.contains(table.oid()))
                .toList();
    }

    private List<Collection> order() {
        var ordered = new ArrayList<>(ForeignKeys.order(List.copyOf(tables.keySet()), catalog.foreignKeys()));
        catalog.collections().stream()
                .filter(collection -> !tables.containsKey(collection))
                .forEach(ordered::add);
        return List.copyOf(ordered);
    }

    Table table(Collection collection) {
        var table = tables.get(collection);
        if (table == null) {
            throw new OperationFailed(
                    "There is no table %s in the database".formatted(collection.label(".")),
                    "Run seedbank status for the list.");
        }
        return table;
    }
}
