package dev.seedbank.backend.postgres.maintenance;

import dev.seedbank.backend.Lease;
import dev.seedbank.backend.maintenance.Finding;
import dev.seedbank.backend.maintenance.FindingKind;
import dev.seedbank.backend.maintenance.Maintainer;
import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.PostgresConnector;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.migrate.MigrationLease;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import java.util.List;

/** Runs fixes, each of which is one statement outside of a transaction, as CONCURRENTLY and VACUUM have to be. */
public final class PostgresMaintainer implements Maintainer {
    /** What CONCURRENTLY waits for keeps nobody else waiting; the lock that VACUUM and ANALYZE need is another's for long only if something is wrong. */
    private static final String SETTINGS = """
            set statement_timeout = 0;
            set idle_session_timeout = 0;
            """;

    private static final int LOCK_MILLIS = 30_000;

    /** Before, a server tells its own statistics half a second late. */
    private static final int TELLS_AT_ONCE = 150_000;

    private static final long LATE_MILLIS = 1_000;

    private static final String INVALID = """
            select format('%I.%I', n.nspname, c.relname) from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indexrelid
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace where not i.indisvalid and c.relkind = 'i'""";

    /** How the server names what a rebuild makes (PostgreSQL manual, REINDEX). */
    private static final String REBUILT = "_ccnew";

    private final Lease lease;
    private final Session asking;
    private final Session working;
    private final PostgresInspector inspector;
    private final Options options;

    private PostgresMaintainer(Lease lease, Session asking, Session working, Schemas schemas, Options options) {
        this.lease = lease;
        this.asking = asking;
        this.working = working;
        this.inspector = new PostgresInspector(asking, schemas);
        this.options = options;
    }

    /** @throws dev.seedbank.failure.OperationFailed if somebody else changes the structure, or the database is read-only */
    public static PostgresMaintainer open(PostgresConnector connector, Schemas schemas, Options options) {
        var lease = MigrationLease.open(connector, options.patience(), options.waiting());
        try {
            var asking = connector.open();
            return new PostgresMaintainer(lease, asking, connector.openPlain(lease.application()), schemas, options);
        } catch (Failure e) {
            lease.close();
            throw e;
        }
    }

    @Override
    public boolean fix(Finding finding) {
        lease.check();
        var now = inspector.find(finding, options.thresholds());
        if (now.isEmpty()) {
            return false;
        }
        if (!now.get().fix().equals(finding.fix())) {
            throw new OperationFailed("there is another fix by now", "To see it: seedbank maintenance");
        }
        var command = finding.fix().orElseThrow().command();
        boolean concurrent = command.contains(" CONCURRENTLY ");
        if (!working.greeting().pooled()) { // there the settings would stay with a connection that serves others next
            working.run(SETTINGS + "set lock_timeout = " + (concurrent ? 0 : LOCK_MILLIS));
        }
        var before = concurrent ? invalid() : List.<String>of();
        try {
            working.run(command);
        } catch (Failure e) {
            if (concurrent && finding.kind() != FindingKind.DUPLICATE_INDEX) {
                removeRest(command, before);
            }
            throw e;
        }
        awaitStatistics();
        return true;
    }

    private List<String> invalid() {
        return asking.query(INVALID, row -> row.getString(1));
    }

    /** A build that failed leaves an invalid index. One that cannot be removed now is found by the next inspection. */
    private void removeRest(String command, List<String> before) {
        var built = command.replaceFirst(".* CONCURRENTLY ", "").replaceFirst(" ON .*", "");
        var name = Identifiers.parts(built).getLast();
        try {
            for (var index : invalid()) {
                var found = Identifiers.parts(index).getLast();
                boolean ours = found.equals(name) || found.startsWith(name + REBUILT);
                if (ours && !before.contains(index)) {
                    working.run("DROP INDEX CONCURRENTLY IF EXISTS " + index);
                }
            }
        } catch (Failure e) {
            // The failure that led here is the one to report.
        }
    }

    private void awaitStatistics() {
        if (asking.greeting().number() < TELLS_AT_ONCE) {
            try {
                Thread.sleep(LATE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        working.close();
        asking.close();
        lease.close();
    }
}
