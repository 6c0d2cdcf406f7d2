package dev.seedbank.backend.postgres;

import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.Seeder;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import java.util.Iterator;
import java.util.List;

/** Seeds in one transaction, with INSERTs in batches: unlike COPY they can leave out rows that exist, and triggers fire. */
final class PostgresSeeder implements Seeder {
    private final Session session;
    private final List<Table> tables;
    private final SeedReferences references;
    private boolean begun;

    PostgresSeeder(Session session, List<String> schemas) {
        this.session = session;
        try {
            session.begin("isolation level read committed read write");
            begun = true;
            this.tables = new PostgresCatalog(session, schemas).tables();
            // Seeds come as an application would: through its policies, and with the functions that it sees.
            session.run("set local row_security = on");
            session.useOwnSearchPath();
        } catch (Failure e) {
            session.close();
            throw e;
        }
        this.references = new SeedReferences(session, tables);
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
