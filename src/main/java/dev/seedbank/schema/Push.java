package dev.seedbank.schema;

import dev.seedbank.backend.StoreReader;
import dev.seedbank.backend.schema.SchemaDesigner;
import dev.seedbank.backend.schema.SchemaPlan;
import dev.seedbank.backend.schema.SchemaState;
import dev.seedbank.backend.schema.SchemaStep;
import dev.seedbank.backup.Destruction;
import dev.seedbank.backup.DestructiveRun;
import dev.seedbank.backup.Impact;
import dev.seedbank.backup.SafetyBackup;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.failure.Where;
import dev.seedbank.guard.Guard;
import dev.seedbank.guard.Permit;
import dev.seedbank.guard.Targets;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings databases to the structure that files declare. */
@ApplicationScoped
class Push {
    private final Guard guard;
    private final Designs designs;
    private final Renames renames;
    private final SafetyBackup safetyBackup;

    Push(Guard guard, Designs designs, Renames renames, SafetyBackup safetyBackup) {
        this.guard = guard;
        this.designs = designs;
        this.renames = renames;
        this.safetyBackup = safetyBackup;
    }

    /**
     * What would be run. Asks, on a terminal, what is a rename.
     *
     * @throws UsageFailure if files do not declare what can be read, or there are none
     * @throws OperationFailed if a saved plan is for another structure, or one could not be proven
     */
    PushPlan plan(PushRequest request, Targets targets) throws IOException {
        var parts = new ArrayList<StorePlan>();
        var saved = request.saved();
        for (var store : targets.stores()) {
            parts.add(
                    saved.isPresent()
                            ? saved(saved.get().of(store.settings().name()).orElseThrow(), store, targets)
                            : plan(store, targets, request.runs()));
        }
        return new PushPlan(request, parts, targets);
    }

    private StorePlan plan(StoreReader store, Targets targets, boolean runs) throws IOException {
        var name = store.settings().name();
        var files = StoreFiles.of(targets.project(), name).of(name);
        var to = new SchemaState.Declared(files);
        var settled = designs.with(store, targets, designer -> {
            var asked = renames.ask(answers -> designer.plan(new SchemaState.Live(), to, answers));
            if (runs) {
                remember(designer, to, asked.plan());
            }
            return asked;
        });
        return StorePlan.of(store, targets.project(), files, settled);
    }

    /** So that the next push with the same files, to a database that is still the same, is quick. */
    private static SchemaPlan remember(SchemaDesigner designer, SchemaState.Declared files, SchemaPlan plan) {
        if (plan.isEmpty() && plan.refusals().isEmpty() && plan.renames().isEmpty()) {
            designer.remember(files, plan);
        }
        return plan;
    }

    /** Made once more, for files can be edited, and rows come and go: what it loses is what it loses now. */
    private StorePlan saved(SavedPlan.Part part, StoreReader store, Targets targets) throws IOException {
        var to = new SchemaState.Declared(part.files());
        var plan = designs.with(store, targets, designer -> designer.plan(new SchemaState.Live(), to, part.answers()));
        refuseOther(part.store(), part.fingerprint(), plan.fingerprint());
        if (!part.isAs(plan)) {
            throw Where.at(Where.Key.STORE, part.store())
                    .of(new OperationFailed(
                            "%s: the change now takes other statements than those in the plan".formatted(part.store()),
                            "Nothing was changed. Plan again: seedbank push --dry-run"));
        }
        return StorePlan.of(store, targets.project(), part.files(), new Renames.Settled(plan, part.answers()));
    }

    private static void refuseOther(String store, String planned, String now) {
        if (!planned.equals(now)) {
            throw Where.at(Where.Key.STORE, store)
                    .of(new OperationFailed(
                            "%s: the structure has changed since the plan was made".formatted(store),
                            "Nothing was changed. Plan again: seedbank push --dry-run"));
        }
    }

    /**
     * Runs a plan, and compares what has come of it.
     *
     * @throws Failure that says what is done
     */
    Report run(PushPlan plan, Permit permit, Progress progress) throws IOException {
        guard.mark(plan.targets(), permit); // so that no other profile takes it for less
        var parts = plan.parts().stream().filter(it -> !it.isEmpty()).toList();
        var safe = Optional.<String>empty();
        if (plan.request().force()) {
            safe = runSafely(plan, parts, permit, progress);
        } else {
            for (var part : parts) {
                run(plan, part, Optional.empty(), permit, progress);
            }
        }
        return PushResult.ran(plan, safe, differing(parts, plan.targets()));
    }

    /** @return the safety backup */
    private Optional<String> runSafely(PushPlan plan, List<StorePlan> parts, Permit permit, Progress progress)
            throws IOException {
        var destroyed = parts.stream()
                .map(it -> new Destruction.Part(it.store(), Impact.REPLACES_STRUCTURE))
                .toList();
        var destruction = Destruction.of(plan.targets().project(), destroyed);
        try (var run = safetyBackup.begin(destruction, permit, progress)) {
            try {
                for (var part : parts) {
                    run(plan, part, Optional.of(run), permit, progress);
                }
            } catch (Failure e) {
                throw run.explain(e, parts.stream().map(StorePlan::store).toList());
            }
            run.done();
            return run.safetyBackup();
        }
    }

    private static void run(
            PushPlan plan, StorePlan part, Optional<DestructiveRun> logged, Permit permit, Progress progress) {
        var listener = new PushListener(progress, part.name());
        var store = part.store();
        try (var changer = permit.schemaChanger(store, plan.request().patience(), listener)) {
            refuseOther(part.name(), part.plan().fingerprint(), changer.fingerprint());
            logged.ifPresentOrElse(
                    run -> run.pointOfNoReturn(store).reached("push"), () -> progress.changing(part.name()));
            changer.run(part.plan(), listener);
            var words = StepText.statements(part.plan().steps().size()) + " run";
            logged.ifPresentOrElse(run -> run.changed(store, words), () -> progress.changed(part.name(), words));
            progress.done(part.name(), words);
        } catch (Failure e) {
            throw Where.at(Where.Key.STORE, part.name()).of(e);
        }
    }

    /** A server may take a statement and do something else. */
    private List<Failure> differing(List<StorePlan> parts, Targets targets) throws IOException {
        var failures = new ArrayList<Failure>();
        for (var part : parts) {
            var to = new SchemaState.Declared(part.files());
            var after = designs.with(
                    part.store(),
                    targets,
                    designer -> remember(
                            designer,
                            to,
                            designer.plan(
                                    new SchemaState.Live(), to, part.settled().answers())));
            var objects =
                    after.steps().stream().map(SchemaStep::object).distinct().toList();
            failures.addAll(StorePlan.problems(part.name(), after));
            if (!objects.isEmpty()) {
                failures.add(Where.at(Where.Key.STORE, part.name())
                        .of(new OperationFailed(
                                "%s: all statements ran, but these are still not as declared: %s"
                                        .formatted(part.name(), Text.printable(Text.list(objects))),
                                "See how it differs: seedbank push --dry-run")));
            }
        }
        return failures;
    }
}
