package dev.seedbank.backend.postgres;

import dev.seedbank.backend.Cleaner.Cleaned;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.PointOfNoReturn;
import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.Seeder;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Seeds in one transaction, with INSERTs in batches: unlike COPY they can leave out rows that exist, and triggers fire. */
final class PostgresSeeder implements Seeder {
    private final Session session;
    private final Schemas schemas;
    private final List<Table> tables;
    private final SeedReferences references;
    /** Tables that this run emptied: their materialized views are filled again when the new rows are there. */
    private @Nullable Relations emptied;

    private PointOfNoReturn point = PointOfNoReturn.UNRECORDED;
    private boolean begun;

    PostgresSeeder(Session session, Schemas schemas) {
        this.session = session;
        this.schemas = schemas;
        try {
            session.begin("isolation level read committed");
            begun = true;
            session.requireWritable();
            this.tables = new PostgresCatalog(session, schemas).tables();
            comeAsApplication();
        } catch (Failure e) {
            session.close();
            throw e;
        }
        this.references = new SeedReferences(session, tables);
    }

    /** Through the policies that an application is under, and with the functions that it sees. */
    private void comeAsApplication() {
        session.run("set local row_security = on");
        session.useOwnSearchPath();
    }

    @Override
    public boolean isEmpty() {
        return tables.stream().noneMatch(table -> session.test("select exists (select from " + table.onlySql() + ")"));
    }

    @Override
    public boolean isAtomic() {
        return true;
    }

    @Override
    public List<Cleaned> clean(List<Collection> collections, PointOfNoReturn point) {
        this.point = point;
        session.run("set local row_security = off");
        session.useEmptySearchPath();
        var done = new PostgresCleaner(session, schemas).empty(collections);
        emptied = done.relations();
        comeAsApplication();
        return done.cleaned();
    }

    @Override
    public SeedCounts seed(SeedTarget target, Iterator<SeedRow> rows) {
        var table = tables.stream()
                .filter(one -> one.collection().equals(target.collection()))
                .findFirst()
                .orElseThrow(() -> new OperationFailed(
                        "There is no table %s in the database"
                                .formatted(target.collection().label(".")),
                        "Create it first, for example with the project's migrations; or correct the file's name."));
        var run = new SeedRun(session, table, target, references);
        rows.forEachRemaining(run::add);
        return run.finish();
    }

    @Override
    public void commit() {
        session.run("set constraints all immediate");
        if (emptied != null) {
            session.run("set local row_security = off");
            new MaterializedViews(session).refresh(emptied);
            point.reached(session.transactionId());
        }
        session.commit();
        begun = false;
    }

    @Override
    public void close() {
        if (begun) {
            session.rollback();
        }
        session.close();
    }
}
