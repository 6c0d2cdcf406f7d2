package dev.seedbank.index;

import dev.seedbank.backend.IndexDeclaration;
import dev.seedbank.backend.IndexFinding;
import dev.seedbank.backend.Indexer;
import dev.seedbank.cli.Progress;
import dev.seedbank.config.Environment;
import dev.seedbank.config.Project;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.Where;
import dev.seedbank.guard.Guard;
import dev.seedbank.guard.Permit;
import dev.seedbank.guard.Targets;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Builds, changes and drops indexes, so that a database has those that its files declare. */
@ApplicationScoped
public class Indexes {
    private final Guard guard;

    public Indexes(Guard guard) {
        this.guard = guard;
    }

    /** What {@code init} and {@code reset} do of it: nothing is replaced. */
    public IndexPlan plan(Targets targets, Project project) {
        return plan(IndexWork.APPLY, targets, project);
    }

    /** The same, when migrations run before that make what the indexes are on: nothing can be compared yet. */
    public IndexPlan later(Targets targets, Project project) {
        return new IndexPlan(IndexWork.APPLY, List.of(), declares(targets, project), targets);
    }

    /** The collections of a store whose indexes are declared, by the names that their files give them. */
    public static List<String> declaredCollections(Project project, String store) {
        return IndexFiles.of(project, store).stream()
                .map(IndexDeclaration::collection)
                .toList();
    }

    /** Whether a store has files that declare any. Asks no store. */
    public boolean declares(Targets targets, Project project) {
        return targets.names().stream().anyMatch(IndexFiles.files(project)::isDeclared);
    }

    /** Compares and builds what is missing, as a part of another command, which has asked. */
    public IndexResult apply(Targets targets, Project project, Duration patience, Permit permit, Progress progress) {
        return run(plan(targets, project), patience, permit, progress);
    }

    IndexPlan plan(IndexWork work, Targets targets, Project project) {
        return new IndexPlan(work, StoreIndexes.all(targets, project), false, targets);
    }

    /** Compares once more when nobody else can change structure any more. One that fails keeps no other from being built. */
    public IndexResult run(IndexPlan plan, Duration patience, Permit permit, Progress progress) {
        boolean production = plan.targets().project().profile().environment() == Environment.PRODUCTION;
        if (plan.work() != IndexWork.PRUNE && (production || !plan.isEmpty())) {
            guard.mark(plan.targets(), permit); // so that no other profile takes it for less
        }
        var results = new ArrayList<IndexResult.StoreResult>();
        for (var part : plan.parts()) {
            results.add(isThere(plan, part) ? done(plan.work(), part) : run(plan, part, patience, permit, progress));
        }
        return new IndexResult(plan.work(), results, plan.targets().project());
    }

    /** Whether nothing is to be done, and nothing waited for: a run that was killed may still be building on the server. */
    private static boolean isThere(IndexPlan plan, StoreIndexes part) {
        boolean building = plan.work() != IndexWork.PRUNE
                && part.in(IndexFinding.State.MISSING).stream().anyMatch(plan.work()::isStuck);
        return plan.of(part).isEmpty() && !building;
    }

    private static IndexResult.StoreResult done(IndexWork work, StoreIndexes part) {
        return new IndexResult.StoreResult(part, List.of(), failures(work, part));
    }

    private static List<Failure> failures(IndexWork work, StoreIndexes part) {
        return part.findings().stream()
                .filter(work::isStuck)
                .<Failure>map(it -> new OperationFailed(
                        part.label(it) + ": " + IndexText.stuck(it),
                        it.state() == IndexFinding.State.NO_COLLECTION
                                        && it.details().isEmpty()
                                ? "Create it first, for example by seedbank migrate."
                                : ""))
                .toList();
    }

    private static IndexResult.StoreResult run(
            IndexPlan plan, StoreIndexes planned, Duration patience, Permit permit, Progress progress) {
        var store = planned.store();
        var listening = new IndexListener(progress, planned.name());
        var options = new Indexer.Options(patience, plan.work() == IndexWork.APPLY_AND_REPLACE);
        try (var indexer = permit.indexer(store, options, listening)) {
            var now = new StoreIndexes(store, planned.declarations(), indexer.compare(planned.declarations()));
            var done = new ArrayList<IndexFinding>();
            var failed = new ArrayList<>(failures(plan.work(), now));
            for (var finding : plan.of(now)) {
                boolean agreed = planned.findings().stream().anyMatch(finding::isSameAs);
                if (agreed && apply(indexer, now, finding, listening, progress, failed)) {
                    done.add(finding);
                }
            }
            var after = new StoreIndexes(store, planned.declarations(), indexer.compare(planned.declarations()));
            failed.addAll(notAsDeclared(after, done));
            return new IndexResult.StoreResult(after, done, failed);
        } catch (Failure e) {
            throw Where.at(Where.Key.STORE, planned.name()).of(e);
        }
    }

    /** A server may take a command and do something else. */
    private static List<Failure> notAsDeclared(StoreIndexes after, List<IndexFinding> done) {
        return after.findings().stream()
                .filter(it -> it.state() == IndexFinding.State.MISSING || it.state() == IndexFinding.State.DIFFERENT)
                .filter(it -> done.stream()
                        .anyMatch(one -> one.collection().equals(it.collection())
                                && one.index().equals(it.index())))
                .<Failure>map(it -> new OperationFailed(
                        "%s: %s was built, and is %s nevertheless: %s"
                                .formatted(
                                        after.label(it),
                                        it.index(),
                                        it.state().word(),
                                        String.join("; ", it.details())),
                        "See seedbank index status."))
                .toList();
    }

    private static boolean apply(
            Indexer indexer,
            StoreIndexes part,
            IndexFinding finding,
            IndexListener listener,
            Progress progress,
            List<Failure> failed) {
        var label = part.label(finding);
        var way = finding.change().orElseThrow().way();
        long start = System.nanoTime();
        progress.changing(label);
        try (var _ = listener.begin(label, finding)) {
            indexer.apply(finding, listener);
        } catch (OperationFailed e) {
            progress.changed(label, "");
            failed.add(Where.at(Where.Key.STORE, part.name()).of(e));
            return false;
        }
        var words =
                "%s %s, %d ms".formatted(IndexText.past(way), finding.index(), (System.nanoTime() - start) / 1_000_000);
        progress.changed(label, words);
        progress.done(label, words);
        return true;
    }
}
