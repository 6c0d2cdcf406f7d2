package dev.seedbank.backend.postgres;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Column;
import dev.seedbank.backend.Difference;
import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.Loader;
import dev.seedbank.backend.PointOfNoReturn;
import dev.seedbank.failure.OperationFailed;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A restore as one transaction: whatever fails, it rolls back, and the old data was never gone. The tables are there
 * already and are emptied ({@link Replacement}), or none is and the backup's structure makes them.
 */
final class PostgresLoader implements Loader {
    /** "Seedbank" on a telephone's keys: any number will do that nobody else takes. */
    private static final long LOCK = 73332265;

    private final Session session;
    private final PostgresCatalog catalog;
    private final LoadRequest request;
    /** The request's tables; large objects are no table and need no comparison. */
    private final LoadRequest tableRequest;

    private Map<Collection, Table> tables = new TreeMap<>();
    /** Absent before {@link #begin()}, and when the tables are new. */
    private @Nullable Replacement replacement;

    private boolean begun;

    PostgresLoader(Session session, Schemas schemas, LoadRequest request) {
        this.session = session;
        this.catalog = new PostgresCatalog(session, schemas);
        this.request = request;
        this.tableRequest = withoutLargeObjects(request);
    }

    @Override
    public List<Difference> differences() {
        return new SchemaComparison(tableRequest, catalog.tablesByName()).differences();
    }

    @Override
    public void begin() {
        session.begin("isolation level read committed read write");
        begun = true;
        if (!session.test("select pg_try_advisory_xact_lock(?)", LOCK)) {
            throw new OperationFailed(
                    "Another restore into this database is running", "Wait for it, or stop it; nothing was changed.");
        }
        tables = catalog.tablesByName();
        if (new SchemaComparison(tableRequest, tables).createsStructure()) {
            structure(false);
            tables = catalog.tablesByName();
        } else {
            dropOthers();
            replacement = Replacement.begin(session, targets());
        }
        session.useOwnSearchPath();
    }

    @Override
    public long load(LoadRequest.Item item, InputStream rows) throws IOException {
        if (item.target().equals(PostgresLargeObjects.COLLECTION)) {
            return loadLargeObjects(rows);
        }
        var names = item.columns().stream().map(Column::name).toList();
        return new CopyLoad(session, table(item.target())).load(names, rows);
    }

    @Override
    public void commit(PointOfNoReturn point) {
        var targets = targets();
        session.run("set constraints all immediate");
        if (replacement != null) {
            replacement.end();
        } else {
            session.useEmptySearchPath();
            structure(true);
        }
        new SequenceRestore(session).set(request.sequences(), targets);
        if (replacement != null) {
            session.useOwnSearchPath();
            new MaterializedViews(session).refresh(targets);
        }
        point.reached(session.transactionId());
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

    private long loadLargeObjects(InputStream rows) throws IOException {
        try {
            return PostgresLargeObjects.load(session.connection(), rows);
        } catch (SQLException e) {
            throw PostgresErrors.translate(e, "large objects");
        }
    }

    private static LoadRequest withoutLargeObjects(LoadRequest request) {
        var tables = request.items().stream()
                .filter(item -> !item.target().equals(PostgresLargeObjects.COLLECTION))
                .toList();
        return new LoadRequest(tables, request.structure(), request.sequences(), request.removals(), request.options());
    }

    private void structure(boolean after) {
        PostgresStructure.statements(request.structure().text(), after).forEach(session::run);
    }

    /** The keys that kept tables have to those that go would hold them; the tables go with RESTRICT, so that no view goes unseen. */
    private void dropOthers() {
        var others = request.removals().stream()
                .map(tables::get)
                .filter(Objects::nonNull)
                .toList();
        if (others.isEmpty()) {
            return;
        }
        var going = Relations.of(session, others);
        ForeignKeyConstraint.of(session, going.oids()).stream()
                .filter(key -> !going.has(key.child().oid()))
                .forEach(key -> key.drop(session));
        session.run("drop table "
                + String.join(", ", others.stream().map(Table::sql).toList()));
        tables = catalog.tablesByName();
    }

    private Relations targets() {
        var targets = request.items().stream()
                .map(item -> tables.get(item.target()))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return Relations.of(session, targets);
    }

    private Table table(Collection collection) {
        var table = tables.get(collection);
        if (table == null) {
            throw new OperationFailed(
                    "There is no table %s in the database".formatted(collection.label(".")),
                    "Create it first, for example with the project's migrations.");
        }
        return table;
    }
}
