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
    /** What CONCURRENTLY waits for keeps nobody else waiting, so it waits as long as it takes. */
    private static final String SETTINGS = """
            set statement_timeout = 0;
            set idle_session_timeout = 0;
            """;

    /** Before, a server tells its own statistics half a second late. */
    private static final int TELLS_AT_ONCE = 150_000;

    private static final long LATE_MILLIS = 1_000;

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
        var lease = MigrationLease.open(connector, "maintenance --fix", options.patience(), options.waiting());
        try {
            var working = connector.openPlain(lease.application());
            try {
                return new PostgresMaintainer(lease, connector.open(), working, schemas, options);
            } catch (Failure e) {
                working.close();
                throw e;
            }
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
            working.run(SETTINGS + "set lock_timeout = "
                    + (concurrent ? 0 : Math.max(1, options.patience().toMillis())));
        }
        var before = concurrent ? invalid(finding) : List.<String>of();
        List<String> warnings;
        try {
            warnings = working.runHearing(command);
        } catch (Failure e) {
            if (concurrent && finding.kind() != FindingKind.DUPLICATE_INDEX) {
                removeRest(finding, before);
            }
            throw e;
        }
        awaitStatistics();
        if (inspector.find(finding, options.thresholds()).isPresent()) {
            throw new OperationFailed(warnings.isEmpty() ? stillThere(finding) : String.join("; ", warnings), "");
        }
        return true;
    }

    /** After a fix that ran without a word. Whose transaction is old, not every role may see. */
    private String stillThere(Finding finding) {
        if (finding.kind() != FindingKind.DEAD_ROWS) {
            return "it ran, and the finding is still there";
        }
        return Horizon.of(asking).map(Horizon::holder).orElse("an old transaction")
                + " still sees the dead rows, so they stay until it ends";
    }

    /** The invalid indexes of the finding's table, by their names in statements, without those that somebody is working on. */
    private List<String> invalid(Finding finding) {
        return inspector.find(FindingKind.INVALID_INDEX, options.thresholds()).stream()
                .filter(it -> it.collection().equals(finding.collection()))
                .map(it -> named(it.fix().orElseThrow().command()))
                .toList();
    }

    /** The index that a command with CONCURRENTLY is about. */
    private static String named(String command) {
        return command.replaceFirst(".* CONCURRENTLY ", "").replaceFirst(" ON .*", "");
    }

    /** A build that failed leaves an invalid index. One that cannot be removed now is found by the next inspection. */
    private void removeRest(Finding finding, List<String> before) {
        var name =
                Identifiers.parts(named(finding.fix().orElseThrow().command())).getLast();
        try {
            for (var index : invalid(finding)) {
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
