package dev.seedbank.schema;

import dev.seedbank.backend.StoreReader;
import dev.seedbank.backup.Destruction;
import dev.seedbank.backup.DestructiveRun;
import dev.seedbank.backup.Impact;
import dev.seedbank.backup.SafetyBackup;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Report;
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
    private final StructureChange changes;
    private final SafetyBackup safetyBackup;

    Push(Guard guard, Designs designs, StructureChange changes, SafetyBackup safetyBackup) {
        this.guard = guard;
        this.designs = designs;
        this.changes = changes;
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
                            ? saved(saved.get().of(store.settings().name()).orElseThrow(), store, request, targets)
                            : plan(store, request, targets));
        }
        return new PushPlan(request, parts, targets);
    }

    /** An only store that lacks nothing is known to be as declared at once; whether nobody has to be asked for several shows later. */
    private StorePlan plan(StoreReader store, PushRequest request, Targets targets) throws IOException {
        return designs.with(store, targets, designer -> {
            var part = changes.plan(designer, store, targets);
            if (request.notes() && targets.stores().size() == 1 && StorePlan.isNothing(part.plan())) {
                var _ = guard.permit(targets, ""); // takes no question: nothing is to be done
                StructureChange.remember(designer, part.files(), part.plan());
            }
            return part;
        });
    }

    /** Made once more, for files can be edited, and rows come and go: what it loses is what it loses now. */
    private StorePlan saved(SavedPlan.Part part, StoreReader store, PushRequest request, Targets targets)
            throws IOException {
        var now = changes.plan(store, targets, part.files(), part.answers());
        refuseOther(part.store(), part.fingerprint(), now.plan().fingerprint(), request);
        if (!part.isAs(now.plan())) {
            throw Where.at(Where.Key.STORE, part.store())
                    .of(new OperationFailed(
                            "%s: the change now takes other statements than those in the plan".formatted(part.store()),
                            "Nothing was changed. " + request.again()));
        }
        return now;
    }

    private static void refuseOther(String store, String planned, String now, PushRequest request) {
        if (!planned.equals(now)) {
            throw Where.at(Where.Key.STORE, store)
                    .of(new OperationFailed(
                            "%s: the structure has changed since the plan was made".formatted(store),
                            "Nothing was changed. " + request.again()));
        }
    }

    /** For a plan that has nothing to do. */
    Report runNothing(PushPlan plan) throws IOException {
        if (plan.request().notes() && plan.parts().size() > 1) {
            var _ = guard.permit(plan.targets(), "");
            return PushResult.ran(plan, Optional.empty(), differing(plan));
        }
        return PushResult.ran(plan, Optional.empty(), List.of());
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
        return PushResult.ran(plan, safe, differing(plan));
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
            refuseOther(part.name(), part.plan().fingerprint(), changer.fingerprint(), plan.request());
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

    /** Also of stores that lacked nothing: that may be noted now. */
    private List<Failure> differing(PushPlan plan) throws IOException {
        var failures = new ArrayList<Failure>();
        for (var part : plan.parts()) {
            failures.addAll(StructureChange.failures(part, changes.left(part, plan.targets())));
        }
        return failures;
    }
}
