package dev.seedbank.schema;

import dev.seedbank.backend.StoreReader;
import dev.seedbank.backend.schema.SchemaPlan;
import dev.seedbank.cli.Progress;
import dev.seedbank.config.DeclaredFiles;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.Where;
import dev.seedbank.guard.Guard;
import dev.seedbank.guard.Permit;
import dev.seedbank.guard.Targets;
import dev.seedbank.migrate.Replays;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings stores to what {@code schema/} declares, for commands that do other things as well. Only those that have no migrations: where
 * there are any, these make the structure.
 */
@ApplicationScoped
public class DeclaredStructure {
    private final Guard guard;
    private final StructureChange changes;
    private final Replays replays;

    DeclaredStructure(Guard guard, StructureChange changes, Replays replays) {
        this.guard = guard;
        this.changes = changes;
        this.replays = replays;
    }

    /**
     * What the databases lack as they are now.
     *
     * @param patience how long to wait for somebody else who changes structure
     * @throws Failure if files do not declare what can be read
     */
    public StructurePlan plan(Targets targets, Duration patience) throws IOException {
        var parts = new ArrayList<StorePlan>();
        for (var store : stores(targets)) {
            parts.add(kept(changes.plan(store, targets), targets));
        }
        return new StructurePlan(parts, targets, patience);
    }

    /** What they will lack when all that is in them has been dropped. */
    public StructurePlan planFromNothing(Targets targets, Duration patience) throws IOException {
        var parts = new ArrayList<StorePlan>();
        for (var store : stores(targets)) {
            parts.add(changes.planFromNothing(store, targets));
        }
        return new StructurePlan(parts, targets, patience);
    }

    private List<StoreReader> stores(Targets targets) {
        var files = SchemaFiles.of(targets.project());
        return targets.stores().stream()
                .filter(it -> !it.settings().isFamily() && it.runsMigration("schema.sql"))
                .filter(it -> !files.names(it.settings().name()).isEmpty())
                .filter(it -> replays.standing(it, targets).isEmpty())
                .toList();
    }

    /**
     * Runs a plan, and compares what has come of it. Where the structure is no longer the one that it was made for, it is made again:
     * of several processes that begin together one does the work.
     */
    public StructureResult run(StructurePlan plan, Permit permit, Progress progress) throws IOException {
        if (!plan.isEmpty()) {
            guard.mark(plan.targets(), permit); // so that no other profile takes it for less
        }
        var failures = new ArrayList<Failure>();
        for (var part : plan.parts()) {
            if (!part.isEmpty()) {
                run(part, plan, permit, progress);
            }
            var left = kept(changes.left(part, plan.targets()), part.name(), plan.targets());
            failures.addAll(StructureChange.failures(part, left));
        }
        return new StructureResult(plan, failures);
    }

    private void run(StorePlan planned, StructurePlan plan, Permit permit, Progress progress) throws IOException {
        var name = planned.name();
        var listener = new PushListener(progress, name);
        try (var changer = permit.schemaChanger(planned.store(), plan.patience(), listener)) {
            boolean same = changer.fingerprint().equals(planned.plan().fingerprint());
            var part = same ? planned : again(planned, plan);
            if (!part.isEmpty()) {
                var words = StepText.statements(part.plan().steps().size()) + " run";
                progress.changing(name);
                changer.run(part.plan(), listener);
                progress.changed(name, words);
                progress.done(name, words);
            }
        } catch (Failure e) {
            throw Where.at(Where.Key.STORE, name).of(e);
        }
    }

    /** @throws Failure if there is more to do than anybody has agreed to */
    private StorePlan again(StorePlan planned, StructurePlan plan) throws IOException {
        var answers = planned.settled().answers();
        var part = kept(changes.plan(planned.store(), plan.targets(), planned.files(), answers), plan.targets());
        part.problems().stream().findFirst().ifPresent(it -> {
            throw it;
        });
        if (!part.losses().isEmpty()) {
            throw part.loss(plan.isProduction(), "seedbank push");
        }
        if (!part.isEmpty() && plan.isProduction()) {
            throw new OperationFailed(
                    "%s: the structure has changed since the plan was made".formatted(part.name()),
                    "Run this again. The structure was not changed.");
        }
        return part;
    }

    private static StorePlan kept(StorePlan part, Targets targets) {
        var plan = kept(part.plan(), part.name(), targets);
        return plan.equals(part.plan()) ? part : part.withNothingToDo(plan);
    }

    /** Indexes that {@code indexes/} declares need not be in {@code schema/}: they are not dropped only to be built again. */
    private static SchemaPlan kept(SchemaPlan plan, String store, Targets targets) {
        boolean kept = plan.steps().stream().allMatch(it -> it.sql().startsWith("DROP INDEX "))
                && new DeclaredFiles(targets.project(), "indexes", ".yaml").isDeclared(store);
        return kept
                ? new SchemaPlan(plan.fingerprint(), List.of(), plan.renames(), plan.refusals(), plan.notes())
                : plan;
    }
}
