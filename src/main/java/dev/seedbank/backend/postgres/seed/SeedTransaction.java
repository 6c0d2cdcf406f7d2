package dev.seedbank.backend.postgres.seed;

import dev.seedbank.backend.BackedUp;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.RowWatch;
import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.Seeder.SeedTarget;
import dev.seedbank.backend.postgres.catalog.PostgresCatalog;
import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.catalog.Table;
import dev.seedbank.backend.postgres.catalog.UniqueKeys;
import dev.seedbank.backend.postgres.clean.PostgresCleaner;
import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.LockHolders;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The transaction in which files are seeded, or checked, with the tables that there are. */
public final class SeedTransaction implements AutoCloseable {
    private final Session session;
    private final Schemas schemas;
    private final List<Table> tables;
    private final SeedReferences references;
    private int files;
    private boolean open;

    /**
     * A file's rows in their temporary table.
     *
     * @param keys by which they are known
     */
    record Staged(StagedRows rows, SeedKeys keys) {}

    public SeedTransaction(Session session, Schemas schemas) {
        this(session, schemas, "");
    }

    /** One that writes temporary tables alone, also where nothing else may be written. */
    public static SeedTransaction reading(Session session, Schemas schemas) {
        return new SeedTransaction(session, schemas, " read write");
    }

    private SeedTransaction(Session session, Schemas schemas, String mode) {
        this.session = session;
        this.schemas = schemas;
        try {
            session.begin("isolation level read committed" + mode);
            open = true;
            session.requireWritable();
            requireTemporaryTables();
            this.tables = new PostgresCatalog(session, schemas).tables();
            asApplication();
        } catch (Failure e) {
            session.close();
            throw e;
        }
        this.references = new SeedReferences(session, tables);
    }

    Session session() {
        return session;
    }

    List<Table> tables() {
        return tables;
    }

    SeedReferences references() {
        return references;
    }

    private void requireTemporaryTables() {
        session.first(
                        "select current_user, current_database() where not has_database_privilege(current_database(), 'TEMPORARY')",
                        row -> "grant temporary on database %s to %s"
                                .formatted(Identifiers.quote(row.getString(2)), Identifiers.quote(row.getString(1))))
                .ifPresent(grant -> {
                    throw new OperationFailed(
                            "The URL's role may not create temporary tables, and seed needs one for each file",
                            "Let a role that may run: " + grant);
                });
    }

    /** Through the policies that an application is under, and with the functions that it sees. */
    private void asApplication() {
        session.run("set local row_security = on");
        session.useOwnSearchPath();
    }

    PostgresCleaner.Emptied empty(List<Collection> collections, Optional<BackedUp> backedUp) {
        session.run("set local row_security = off");
        session.useEmptySearchPath();
        var emptied = new PostgresCleaner(session, schemas).empty(collections, backedUp);
        asApplication();
        return emptied;
    }

    Table table(Collection collection) {
        return tables.stream()
                .filter(one -> one.collection().equals(collection))
                .findFirst()
                .orElseThrow(() -> new OperationFailed(
                        "There is no table %s in the database".formatted(collection.label(".")),
                        "Create it first, for example with the project's migrations."));
    }

    /**
     * @param watch is told of each row; it has the session when it pauses
     * @throws OperationFailed naming file, line and field of a value that its column does not take
     */
    Staged stage(SeedTarget target, Iterator<SeedRow> source, RowWatch watch) {
        var table = table(target.collection());
        var unique = UniqueKeys.of(session, table, target);
        var rows = new StagedRows(session, new SeedFields(session, table, unique, references), watch, ++files);
        try {
            source.forEachRemaining(rows::add);
            rows.end();
        } finally {
            rows.cancel();
        }
        return new Staged(rows, SeedKeys.of(rows, unique));
    }

    /**
     * Does something that may have to wait for a lock. If that takes too long, the run is over, and the failure says who holds it.
     *
     * @param collections whose tables it is about
     */
    <T> T locking(List<Collection> collections, Supplier<T> work) {
        try {
            return work.get();
        } catch (OperationFailed e) {
            if (e.code() != ErrorCode.LOCKED) {
                throw e;
            }
            rollback();
            var oids = tables.stream()
                    .filter(table -> collections.contains(table.collection()))
                    .map(Table::oid)
                    .toList();
            throw new LockHolders(session).explain(e, oids);
        }
    }

    void commit() {
        session.commit();
        open = false;
    }

    private void rollback() {
        if (open) {
            session.rollback();
            open = false;
        }
    }

    @Override
    public void close() {
        rollback();
        session.close();
    }
}
