package dev.seedbank.backend.mongo.migrate;

import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.backend.migration.Migrator;
import dev.seedbank.backend.migration.Script;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.catalog.ThisProcess;
import dev.seedbank.backend.mongo.script.ScriptFile;
import dev.seedbank.config.StoreSettings;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** Runs migrations in one database. */
public final class MongoMigrator implements Migrator {
    private static final Pattern CODE = Pattern.compile(".*\\.[cm]?[jt]s");

    private final Namespaces namespaces;
    private final StoreSettings settings;
    private final Options options;
    private final MigrationLease lease;
    private final MongoHistory history;
    private final Transactions transactions;

    private MongoMigrator(
            Namespaces namespaces, StoreSettings settings, Options options, MigrationLease lease, Listener listener) {
        this.namespaces = namespaces;
        this.settings = settings;
        this.options = options;
        this.lease = lease;
        this.history = new MongoHistory(namespaces);
        this.transactions = new Transactions(namespaces, lease, listener::waiting);
    }

    /**
     * Takes the lease.
     *
     * @param namespaces of one database
     * @throws OperationFailed if another runner has it still, or a program of one that was killed still runs
     */
    public static MongoMigrator open(
            Namespaces namespaces, StoreSettings settings, Options options, Listener listener) {
        long end = System.nanoTime() + options.lease().toNanos();
        var lease = MigrationLease.take(namespaces, namespaces.name(), "migrate", options.lease(), listener::waiting);
        try {
            var migrator = new MongoMigrator(namespaces, settings, options, lease, listener);
            if (migrator.history.takeOver(lease.token())) {
                ProgramRun.awaitEnd(migrator.history.programs(), end, listener);
            }
            return migrator;
        } catch (Failure e) {
            lease.close();
            throw e;
        }
    }

    /** Whether a file of this name is a migration of a MongoDB: a list of commands, or a step of migrate-mongo, which it has run. */
    public static boolean isFor(String file) {
        return ScriptFile.isCommands(file) || CODE.matcher(file).matches();
    }

    @Override
    public List<HistoryEntry> history() {
        return history.all();
    }

    @Override
    public HistoryEntry run(Run run, Listener listener) {
        lease.check();
        var script = run.script();
        var file = ScriptFile.read(script, namespaces.name());
        var steps = file.of(script.direction());
        if (options.programs().folder().isEmpty()) {
            ScriptPlan.refusePrograms(script, steps);
        }
        var last = run.last();
        boolean partial = last.filter(it -> stoppedWithin(it, script)).isPresent();
        BooleanSupplier available = transactions::available;
        var plan = ScriptPlan.of(script, steps, file.transaction(), partial, available);
        var ledger = new Ledger(lease, history, run.entry().by(ThisProcess.shown()), script.direction(), steps.size());
        if (plan.transactional()) {
            if (partial) {
                refuseChange(script, last.orElseThrow());
            }
            var entry = new TransactionalRun(
                            transactions, script, steps, ledger, means(script, Optional.empty(), listener), listener)
                    .run();
            if (entry.isPresent()) {
                return entry.get();
            }
            ScriptPlan.requireRepeatable(script, steps, available);
        }
        var target = new Target(namespaces, namespaces.name(), null);
        new StepwiseRun(target, script, steps, ledger, means(script, Optional.of(transactions), listener), listener)
                .run(last);
        return history.last(run.entry()).orElseThrow();
    }

    private StepRun.Means means(Script script, Optional<Transactions> own, Listener listener) {
        return new StepRun.Means(
                own,
                new Inserts(script.files()),
                new ProgramRun(options.programs(), settings.administrationUrl(), listener));
    }

    private static boolean stoppedWithin(HistoryEntry entry, Script script) {
        return entry.state().isOf(script.direction())
                && (entry.done() > 0
                        || (!entry.position().isEmpty()
                                && Position.parse(entry.position()).begun().isPresent()));
    }

    /** All of it would run again. */
    private static void refuseChange(Script script, HistoryEntry entry) {
        throw new OperationFailed(
                "%s stopped after statement %d of %d when it ran without a transaction, and is to run in one now"
                        .formatted(script.file(), entry.done(), entry.statements()),
                "Remove transaction: true, or say how it is now: seedbank migrate repair --forget %1$s, or --applied %1$s"
                        .formatted(entry.version()));
    }

    @Override
    public void record(HistoryEntry entry) {
        lease.check();
        history.add(entry.by(ThisProcess.shown()).numbered(history.next(), entry.startedAt()), lease.token(), null);
    }

    @Override
    public void adopt(Iterable<HistoryEntry> entries) {
        lease.check();
        var numbered = new ArrayList<HistoryEntry>();
        long number = history.next();
        for (var entry : entries) {
            numbered.add(entry.numbered(number++, entry.startedAt()));
        }
        history.addAll(numbered, lease.token());
    }

    @Override
    public void accept(HistoryEntry entry, String checksum, String text) {
        lease.check();
        history.accept(entry.number(), checksum, text);
    }

    @Override
    public void close() {
        lease.close();
    }
}
