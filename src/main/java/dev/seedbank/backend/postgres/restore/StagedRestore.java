package dev.seedbank.backend.postgres.restore;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Column;
import dev.seedbank.backend.Lease;
import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.PointOfNoReturn;
import dev.seedbank.backend.postgres.catalog.PostgresCatalog;
import dev.seedbank.backend.postgres.catalog.PostgresLease;
import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.catalog.Table;
import dev.seedbank.backend.postgres.connection.PostgresConnector;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.copy.CopyLoad;
import dev.seedbank.backend.postgres.structure.change.StructureChange;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A restore into an empty database of more than one transaction can lock: many transactions make all of it in schemas of
 * {@link Staging}, and a last, short one gives these their names. What fails or is killed before that leaves the database as it was,
 * but for such schemas, which {@link StagingLeftovers} removes.
 */
final class StagedRestore implements AutoCloseable {
    /** What is done before the locks are counted again. */
    private static final int STEP = 20;

    /** Others lock something too, and a step takes more than was counted before it. */
    private static final int SHARE = 4;

    private static final String LOCKS = "select count(*) from pg_locks where pid = pg_backend_pid() and not fastpath";

    private final PostgresConnector connector;
    private final PostgresLease lease;
    private final Session session;
    private final Schemas schemas;
    private final StructureChange change;
    private final Staging staging;
    private final long locks;
    private @Nullable KeptMarker marker;
    private Map<Collection, Table> tables = Map.of();
    private boolean ownSearchPath;
    private int done;
    private boolean placing;
    private boolean committed;

    private StagedRestore(
            PostgresConnector connector,
            PostgresLease lease,
            Schemas schemas,
            StructureChange change,
            Staging staging,
            long room) {
        this.connector = connector;
        this.lease = lease;
        this.session = change.session();
        this.schemas = schemas;
        this.change = change;
        this.staging = staging;
        this.locks = room / SHARE;
    }

    /**
     * Takes the lease, which is given back when this is closed.
     *
     * @param room the number of locks that the server has room for
     * @throws OperationFailed if another restore has it
     */
    static StagedRestore open(
            PostgresConnector connector, Schemas schemas, StructureChange change, Staging staging, long room) {
        return new StagedRestore(
                connector, PostgresLease.take(connector, Lease.Work.RESTORE), schemas, change, staging, room);
    }

    /** @param unchanged whether the database still is one that this can be done in, now that no other restore can begin */
    void begin(BooleanSupplier unchanged) {
        session.begin("isolation level read committed");
        if (!unchanged.getAsBoolean()) {
            throw new OperationFailed("Somebody changed the database just now", "Nothing was changed. Restore again.");
        }
        marker = KeptMarker.of(session);
        staging.create();
        session.commit();
        beginTransaction();
        create(change.plan().creates().stream()
                .filter(object -> !object.afterRows())
                .toList());
        change.creation().require(change.plan().creates());
        tables = new PostgresCatalog(session, schemas).tablesByName();
        useSearchPath(true);
    }

    long load(LoadRequest.Item item, InputStream rows) throws IOException {
        var table =
                Objects.requireNonNull(tables.get(item.target()), item.target().name());
        var names = item.columns().stream().map(Column::name).toList();
        long count = new CopyLoad(session, table).load(names, item.sensitive(), rows);
        done += table.partitioned() ? STEP : 1;
        endTransactionInTime();
        return count;
    }

    /** @param last what else the last transaction does */
    void commit(PointOfNoReturn point, Runnable last) {
        useSearchPath(false);
        var rest = change.plan().creates().stream()
                .filter(StructureObject::afterRows)
                .toList();
        create(rest.stream().filter(object -> !StructureChange.isLast(object)).toList());
        setSequences();
        useSearchPath(true);
        create(rest.stream().filter(StructureChange::isLast).toList());
        endTransaction();
        putInPlace(point, last);
    }

    /**
     * The lease passes to the transaction, so that it is held until the commit, whatever happens to its own connection. Reading
     * the structure locks all of it, too, but only until it is read.
     */
    private void putInPlace(PointOfNoReturn point, Runnable last) {
        session.begin("isolation level read committed");
        lease.passTo(session);
        placing = true;
        staging.putInPlace();
        session.run("savepoint verify");
        change.verify(schemas);
        session.run("rollback to savepoint verify");
        staging.dropReplaced();
        last.run();
        requireMarker();
        point.reached(session.transactionId());
        session.commit();
        committed = true;
    }

    private void create(List<StructureObject> objects) {
        for (int i = 0; i < objects.size(); i += STEP) {
            change.creation().create(objects.subList(i, Math.min(i + STEP, objects.size())));
            done = STEP;
            endTransactionInTime();
        }
    }

    private void setSequences() {
        var restore = new SequenceRestore(session);
        var sequences = change.sequences();
        for (int i = 0; i < sequences.size(); i += STEP) {
            restore.setAll(sequences.subList(i, Math.min(i + STEP, sequences.size())));
            done = STEP;
            endTransactionInTime();
        }
    }

    private void beginTransaction() {
        session.begin("isolation level read committed");
        staging.putInPlace();
        useSearchPath(ownSearchPath);
        done = 0;
    }

    private void endTransactionInTime() {
        if (done >= STEP) {
            done = 0;
            if (session.number(LOCKS) > locks) {
                endTransaction();
                beginTransaction();
            }
        }
    }

    private void endTransaction() {
        session.useEmptySearchPath();
        requireMarker();
        lease.check(); // without it another restore may have begun, and taken what is here for leftovers
        staging.putAway();
        session.commit();
    }

    private void requireMarker() {
        Objects.requireNonNull(marker, "begin() comes first").require();
    }

    private void useSearchPath(boolean own) {
        ownSearchPath = own;
        if (own) {
            session.useOwnSearchPath();
        } else {
            session.useEmptySearchPath();
        }
    }

    @Override
    public void close() {
        try (lease) {
            if (!committed) {
                session.rollback();
                removeMade();
            }
        }
    }

    /** What it cannot remove, because the server is gone for instance, the next restore does. */
    private void removeMade() {
        try {
            new StagingLeftovers(session).removeOf(staging);
        } catch (Failure e) {
            if (!placing) { // else the server may be about to commit what is here under other names
                removeOverAnother();
            }
        }
    }

    /** After an interruption, which cuts all connections. */
    private void removeOverAnother() {
        try (var other = connector.open()) {
            new StagingLeftovers(other).removeOf(staging);
        } catch (Failure e) {
            // What led here is the failure to report.
        }
    }
}
