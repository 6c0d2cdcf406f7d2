package dev.seedbank.backend.postgres.schema;

import dev.seedbank.backend.postgres.connection.PostgresConnector;
import dev.seedbank.backend.postgres.connection.PostgresErrors;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.migrate.MigrationLease;
import dev.seedbank.backend.schema.SchemaChanger;
import dev.seedbank.backend.schema.SchemaPlan;
import dev.seedbank.backend.schema.SchemaStep;
import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.Interrupted;
import dev.seedbank.failure.OperationFailed;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Runs plans. Steps that need not be alone are one transaction with their neighbours; each waits for its locks for a moment only, so
 * that whoever queues behind it gets on, and is tried again.
 */
public final class PostgresSchemaChanger implements SchemaChanger {
    /** So that nobody else waits longer. */
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(3);

    private static final Pattern DETACH = Pattern.compile(" DETACH PARTITION (.*) CONCURRENTLY$");

    private static final int[] PAUSES = {1, 2, 4, 8, 15, 30, 30, 30, 30};

    private final MigrationLease lease;
    private final Session session;

    private PostgresSchemaChanger(MigrationLease lease, Session session) {
        this.lease = lease;
        this.session = session;
    }

    /** @throws OperationFailed if another who changes structure has not ended when the patience has */
    public static PostgresSchemaChanger open(PostgresConnector connector, Duration patience, Listener listener) {
        var lease = MigrationLease.open(connector, "push", patience, listener::waiting);
        try {
            var session = connector.open();
            session.mayTakeLong();
            return new PostgresSchemaChanger(lease, session);
        } catch (Failure e) {
            lease.close();
            throw e;
        }
    }

    @Override
    public String fingerprint() {
        return PostgresSchemaDesigner.fingerprint(session);
    }

    /** Steps that run together. */
    private record Group(int first, List<SchemaStep> steps, boolean alone) {}

    @Override
    public void run(SchemaPlan plan, Listener listener) {
        if (!fingerprint().equals(plan.fingerprint())) {
            throw new OperationFailed(
                    "The structure of the database has changed since the plan was made. Nothing was changed",
                    "Plan again: seedbank push --dry-run");
        }
        int done = 0;
        for (var group : groups(plan.steps())) {
            lease.check();
            run(group, plan.steps().size(), done, listener);
            done += group.steps.size();
        }
    }

    private static List<Group> groups(List<SchemaStep> steps) {
        var groups = new ArrayList<Group>();
        var open = new ArrayList<SchemaStep>();
        int first = 1;
        for (var step : steps) {
            if (step.alone() && !open.isEmpty()) {
                groups.add(new Group(first, List.copyOf(open), false));
                first += open.size();
                open.clear();
            }
            if (step.alone()) {
                groups.add(new Group(first++, List.of(step), true));
            } else {
                open.add(step);
            }
        }
        if (!open.isEmpty()) {
            groups.add(new Group(first, List.copyOf(open), false));
        }
        return groups;
    }

    /** Which of two transactions that wait for each other the server ends is chance. */
    private static final Set<String> BLOCKED = Set.of("55P03", "40P01");

    private void run(Group group, int total, int done, Listener listener) {
        for (int tries = 0; ; tries++) {
            try {
                attempt(group, total, listener);
                return;
            } catch (SQLException e) {
                boolean locked = BLOCKED.contains(PostgresErrors.state(e));
                if (!locked || tries == PAUSES.length) {
                    throw failure(e, done, total);
                }
                listener.waiting("a lock; trying again in %d s".formatted(PAUSES[tries]));
                pause(PAUSES[tries]);
            }
        }
    }

    private void attempt(Group group, int total, Listener listener) throws SQLException {
        boolean concurrent = group.alone;
        if (concurrent) {
            settle(group.steps.getFirst());
        } else {
            session.begin("isolation level read committed");
            session.run(
                    "set local search_path = ''; set local row_security = off; set local check_function_bodies = off; set local lock_timeout = %d"
                            .formatted(LOCK_TIMEOUT.toMillis()));
        }
        try {
            int number = group.first;
            for (var step : group.steps) {
                listener.statement(number++, total, step);
                for (var untold : step.untold()) {
                    require(untold);
                }
                session.runAsIs(isPending(step) ? step.sql().replaceFirst(" CONCURRENTLY$", " FINALIZE") : step.sql());
            }
            if (!concurrent) {
                session.commit();
            }
        } catch (SQLException | Failure e) {
            if (!concurrent) {
                session.rollback();
            }
            throw e;
        }
    }

    /** Whether a partition has half left its table already, because whoever detached it was stopped. */
    private boolean isPending(SchemaStep step) {
        var detach = DETACH.matcher(step.sql());
        return detach.find()
                && session.test(
                        "select exists (select from pg_catalog.pg_inherits where inhrelid = pg_catalog.to_regclass(?) and inhdetachpending)",
                        detach.group(1));
    }

    /**
     * For a statement in no transaction. Behind a pooler nothing is set: it would stay with a connection that is another's next.
     * Triggers that a backfill runs may count on the search path that applications see.
     */
    private void settle(SchemaStep step) {
        if (!session.greeting().pooled()) {
            var path = step.sql().startsWith("DO ") ? session.greeting().searchPath() : "";
            session.run(
                    "select pg_catalog.set_config('lock_timeout', '0', false), pg_catalog.set_config('search_path', ?, false)",
                    path);
        }
    }

    /** Nobody can write from here on, so that there is nothing that nobody was told of. */
    private void require(SchemaStep.Untold untold) throws SQLException {
        boolean isTable = session.test(
                "select relkind in ('r', 'p') from pg_catalog.pg_class where oid = pg_catalog.to_regclass(?)",
                untold.table());
        if (!isTable) {
            return; // nobody writes to a view, and rows of a foreign table are not here
        }
        session.runAsIs("lock table " + untold.table() + " in access exclusive mode");
        if (session.test("select exists (select from %s where %s)".formatted(untold.table(), untold.condition()))) {
            throw new OperationFailed(
                    "%s had nothing to lose when the plan was made, and has rows now. They stay as they are"
                            .formatted(untold.table()),
                    "Plan again: seedbank push --dry-run");
        }
    }

    private static Failure failure(SQLException e, int done, int total) {
        var translated = PostgresErrors.translate(e);
        if (translated instanceof ConnectionFailed) {
            return new ConnectionFailed(
                    "A statement of the plan failed: %s".formatted(translated.getMessage()),
                    "To see what is left to do: seedbank push --dry-run",
                    e);
        }
        return new OperationFailed(
                translated.code(),
                "A statement of the plan failed: %s".formatted(translated.getMessage()),
                done == 0
                        ? "Nothing was changed."
                        : "%d of %d statements are done. Push again to do the rest.".formatted(done, total),
                e);
    }

    private static void pause(int seconds) {
        try {
            Thread.sleep(Duration.ofSeconds(seconds));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted("Interrupted while waiting for a lock", "");
        }
    }

    @Override
    public void close() {
        session.close();
        lease.close();
    }
}
