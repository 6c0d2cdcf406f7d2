package dev.seedbank.backend.postgres.dump;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.RowReader;
import dev.seedbank.backend.postgres.catalog.PostgresLargeObjects;
import dev.seedbank.backend.postgres.catalog.Table;
import dev.seedbank.backend.postgres.catalog.TableColumn;
import dev.seedbank.backend.postgres.connection.CopyRows;
import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.PostgresErrors;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.copy.CopyToJson;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.function.LongConsumer;

/** Reads each table by {@code COPY}, converting rows on the way, in a session whose transaction uses the snapshot. */
final class PostgresRowReader implements RowReader {
    private static final long TOLD_ROWS = 1000;

    private final PostgresSnapshot snapshot;
    private final Session session;
    private final ReadLocks locks;
    private final Runnable end;

    /** @param end gives the session back */
    PostgresRowReader(PostgresSnapshot snapshot, Session session, ReadLocks locks, Runnable end) {
        this.snapshot = snapshot;
        this.session = session;
        this.locks = locks;
        this.end = end;
    }

    @Override
    public long read(Collection collection, OutputStream out, LongConsumer read) throws IOException {
        if (collection.equals(PostgresLargeObjects.COLLECTION)) {
            return readLargeObjects(out);
        }
        var table = snapshot.table(collection);
        var columns = snapshot.read(collection);
        try {
            var copy = session.copyOut(copySql(table, columns));
            long rows = convert(new CopyToJson(columns, session.rows(copy), out), read);
            locks.read(table);
            return rows;
        } catch (CopyRows.Refused e) {
            throw PostgresErrors.translate(e.reason(), table.label());
        } catch (SQLException e) {
            throw PostgresErrors.translate(e, table.label());
        }
    }

    private long readLargeObjects(OutputStream out) throws IOException {
        try {
            return PostgresLargeObjects.dump(session.connection(), out);
        } catch (SQLException e) {
            throw PostgresErrors.translate(e, "large objects");
        }
    }

    private long convert(CopyToJson json, LongConsumer read) throws IOException {
        boolean whole = false;
        try {
            for (long count = 1; json.row(); count++) {
                if (count % TOLD_ROWS == 0) {
                    read.accept(TOLD_ROWS);
                }
            }
            long rows = json.finish();
            read.accept(rows % TOLD_ROWS);
            whole = true;
            return rows;
        } finally {
            if (!whole) {
                // What is left of the table need not come, and the driver would wait for it.
                session.abort();
            }
        }
    }

    /** A partitioned table has no rows of its own to copy: a query reads those of its partitions. */
    private static String copySql(Table table, List<TableColumn> columns) {
        var names = Identifiers.list(columns.stream().map(TableColumn::name).toList());
        if (table.partitioned()) {
            return "copy (select " + names + " from " + table.sql() + ") to stdout";
        }
        return "copy " + table.sql() + (columns.isEmpty() ? "" : " (" + names + ")") + " to stdout";
    }

    @Override
    public void close() {
        end.run();
    }
}
