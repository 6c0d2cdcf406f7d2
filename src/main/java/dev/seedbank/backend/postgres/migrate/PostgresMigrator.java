package dev.seedbank.backend.postgres.migrate;

import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.backend.migration.Migrator;
import dev.seedbank.backend.migration.Script;
import dev.seedbank.backend.postgres.connection.PostgresConnector;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.migrate.StepwiseRun.Resumption;
import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.Interrupted;
import dev.seedbank.failure.OperationFailed;
import java.util.List;

/** Runs migrations in one database: a connection for their statements, one for the lease and the history, one for the watch. */
public final class PostgresMigrator implements Migrator {
    private final MigrationLease lease;
    private final Session session;
    private final Blockers blockers;
    private final Runner runner;
    private final Options options;
    private final RunWatch watch;
    private boolean begun;
    /** Whether there may be more or less than the migrations make, or nobody to ask. */
    private boolean unsure;

    private PostgresMigrator(
            MigrationLease lease, Session session, Blockers blockers, Runner runner, Options options, RunWatch watch) {
        this.lease = lease;
        this.session = session;
        this.blockers = blockers;
        this.runner = runner;
        this.options = options;
        this.watch = watch;
    }

    /**
     * Makes the tables of the history, if need be, and takes the lease.
     *
     * @param watch looks on if anything is run
     * @throws dev.seedbank.failure.OperationFailed if another runner has it still, or the database is read-only
     */
    public static PostgresMigrator open(
            PostgresConnector connector, Options options, Listener listener, RunWatch watch) {
        var runner = Runner.here();
        var keeping = connector.open();
        MigrationLease lease;
        try {
            keeping.requireWritable();
            new PostgresHistory(keeping).create();
            lease = MigrationLease.take(keeping, runner, "migrate", options.lease(), listener::waiting);
        } catch (Failure e) {
            keeping.close();
            throw e;
        }
        try {
            var session = connector.openPlain(runner.application());
            return new PostgresMigrator(
                    lease, session, new Blockers(connector, runner.application()), runner, options, watch);
        } catch (Failure e) {
            lease.close();
            throw e;
        }
    }

    @Override
    public List<HistoryEntry> history() {
        return new PostgresHistory(session).entries();
    }

    @Override
    public HistoryEntry run(Run run, Listener listener) {
        lease.check();
        if (!begun) {
            begun = true;
            watch.before();
        }
        try {
            return runScript(run, listener);
        } catch (ConnectionFailed | Interrupted e) {
            unsure = true;
            throw e;
        }
    }

    private HistoryEntry runScript(Run run, Listener listener) {
        var script = run.script();
        var execution = new Execution(
                session, runner.application(), blockers, script.lockTimeout().orElse(options.lock()));
        var plan = ScriptPlan.of(script, execution);
        var ledger = new Ledger(lease, run.entry().by(runner.place()), script.direction(), plan.statements());
        unsure |= script.direction() == Script.Direction.DOWN; // which may leave something
        if (plan.transactional()) {
            run.last()
                    .filter(entry -> entry.isPartial() && entry.state().isOf(script.direction()))
                    .ifPresent(entry -> refuseChange(script, entry));
            return new TransactionalRun(execution, script, plan, ledger).run(listener);
        }
        var resumption = run.last()
                .map(entry -> Resumption.of(entry, script.direction()))
                .orElse(Resumption.NONE);
        boolean before = unsure;
        unsure = true; // until it has come to its end
        new StepwiseRun(execution, script, plan, ledger, resumption, listener).run();
        unsure = before;
        return new PostgresHistory(session).last(run.entry()).orElseThrow();
    }

    /** All of it would run again. */
    private static void refuseChange(Script script, HistoryEntry entry) {
        throw new OperationFailed(
                "%s stopped after statement %d of %d when it ran without a transaction, and is to run in one now"
                        .formatted(script.file(), entry.done(), entry.statements()),
                "Put transaction:false back, or say how it is now: seedbank migrate repair --forget %1$s, or --applied %1$s"
                        .formatted(entry.version()));
    }

    @Override
    public void record(HistoryEntry entry) {
        lease.with(it -> new PostgresHistory(it).add(entry.by(runner.place())));
    }

    @Override
    public void adopt(Iterable<HistoryEntry> entries) {
        session.begin("");
        try {
            var history = new PostgresHistory(session);
            entries.forEach(history::add);
            lease.fence(session);
            session.commit();
        } catch (Failure e) {
            session.rollback();
            throw e;
        }
    }

    @Override
    public void accept(HistoryEntry entry, String checksum, String text) {
        lease.with(it -> new PostgresHistory(it).accept(entry.number(), checksum, text));
    }

    @Override
    public void close() {
        blockers.close();
        session.close();
        try {
            if (begun && !unsure) {
                watch.after();
            }
        } finally {
            lease.close();
        }
    }
}
