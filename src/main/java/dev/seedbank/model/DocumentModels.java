package dev.seedbank.model;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.ModelCatalog.Entry;
import dev.seedbank.backend.ModelCatalog.Kind;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.cli.Progress;
import dev.seedbank.config.Project;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.failure.Where;
import dev.seedbank.guard.Guard;
import dev.seedbank.guard.Permit;
import dev.seedbank.guard.Targets;
import dev.seedbank.model.schema.Model;
import dev.seedbank.model.schema.ModelFiles;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongBiFunction;

/** Compares stores with their models, and sets validators. */
@ApplicationScoped
public class DocumentModels {
    private final Guard guard;

    public DocumentModels(Guard guard) {
        this.guard = guard;
    }

    /** One pass over each collection that has a model. */
    CheckResult check(Targets targets, Progress progress) {
        var project = targets.project();
        var checked = new ArrayList<Checked>();
        var unmodelled = new ArrayList<String>();
        for (var store : concerned(targets)) {
            var models = of(store, project);
            for (var pair : models.pairs()) {
                checked.add(check(models, pair, progress));
            }
            for (var model : models.withoutCollection()) {
                checked.add(missing(models, model));
            }
            for (var entry : models.withoutModel()) {
                if (project.requiresModels()) {
                    var finding = Finding.of(
                            Finding.Kind.NO_MODEL,
                            "no model: %s/%s.json"
                                    .formatted(models.models().folder(), models.plain(entry.collection())));
                    var name = models.plain(entry.collection());
                    checked.add(
                            models.hasDocuments()
                                    ? Checked.of(models.name(), name, "", finding)
                                    : Checked.ofTable(models.name(), name, "", List.of(finding)));
                } else {
                    unmodelled.add(models.label(entry.collection()));
                }
            }
        }
        return new CheckResult(checked, unmodelled);
    }

    private static Checked missing(StoreModels models, Model model) {
        return models.hasDocuments()
                ? Checked.of(
                        models.name(),
                        model.collection(),
                        model.file(),
                        Finding.of(Finding.Kind.NO_COLLECTION, "a model without a collection"))
                : Checked.ofTable(
                        models.name(),
                        model.collection(),
                        model.file(),
                        List.of(Finding.of(Finding.Kind.NO_COLLECTION, "a model without a table")));
    }

    private static Checked check(StoreModels models, StoreModels.Pair pair, Progress progress) {
        if (!models.hasDocuments()) {
            return TableCheck.of(models, pair);
        }
        var label = models.label(pair.entry().collection());
        try (var work = progress.work("model check", Progress.Unit.ROWS, 0)) {
            return CollectionCheck.of(models, pair, work.part(label, 0));
        } catch (Failure e) {
            throw Where.at(Where.Key.STORE, models.name())
                    .and(Where.Key.COLLECTION, models.plain(pair.entry().collection()))
                    .of(e);
        }
    }

    /** Stores that have models, or have to have them. */
    private static List<StoreReader> concerned(Targets targets) {
        var project = targets.project();
        var concerned = targets.stores().stream()
                .filter(store -> project.requiresModels()
                        || ModelFiles.areFor(project, store.settings().name()))
                .toList();
        if (concerned.isEmpty()) {
            throw new UsageFailure(
                    "This project has no models",
                    "Write models/COLLECTION.json, or let seedbank model infer write the first from the data.");
        }
        return concerned;
    }

    private static StoreModels of(StoreReader store, Project project) {
        try {
            return StoreModels.of(store, project, true);
        } catch (Failure e) {
            throw Where.at(Where.Key.STORE, store.settings().name()).of(e);
        }
    }

    /** Whether any of the stores has models. */
    public boolean declares(Targets targets) {
        return targets.stores().stream()
                .anyMatch(store ->
                        ModelFiles.areFor(targets.project(), store.settings().name()));
    }

    /** What {@link #apply} would do, and how many documents do not fit what it would set. */
    public ApplyPlan plan(Targets targets) {
        return plan(targets, DocumentModels::misfits);
    }

    /** The same; no document is read. */
    public ApplyPlan uncounted(Targets targets) {
        return plan(targets, (_, _) -> 0);
    }

    private static ApplyPlan plan(Targets targets, ToLongBiFunction<StoreModels, StoreModels.Pair> misfits) {
        var project = targets.project();
        var parts = new ArrayList<ApplyPlan.Part>();
        for (var store : targets.stores()) {
            if (ModelFiles.areFor(project, store.settings().name())) {
                parts.addAll(ApplyPlan.Part.of(of(store, project), misfits));
            }
        }
        return new ApplyPlan(parts, targets);
    }

    /** Sets the validators that are missing or differ. One that the server refuses keeps no other from being set. */
    public ApplyResult apply(ApplyPlan plan, Permit permit, Progress progress) {
        if (!plan.isEmpty()) {
            guard.mark(plan.targets(), permit);
        }
        var done = new ArrayList<ApplyResult.Done>();
        var failed = new ArrayList<Failure>();
        for (var part : plan.changes()) {
            try {
                done.add(apply(part, permit, progress));
            } catch (OperationFailed e) {
                progress.changed(part.label(), "");
                failed.add(where(part).of(e));
            } catch (Failure e) {
                throw where(part).of(e);
            }
        }
        return new ApplyResult(plan, done, failed);
    }

    private static Where where(ApplyPlan.Part part) {
        return Where.at(Where.Key.STORE, part.store().settings().name())
                .and(Where.Key.COLLECTION, part.collection().name());
    }

    private static ApplyResult.Done apply(ApplyPlan.Part part, Permit permit, Progress progress) {
        progress.changing(part.label());
        boolean created = permit.modeller(part.store())
                .apply(part.collection(), part.model().validator());
        var words = created ? "created, with its validator" : "validator set";
        progress.changed(part.label(), words);
        progress.done(part.label(), words);
        return new ApplyResult.Done(part, created);
    }

    /** Collections that have no model and need one, store by store; empty where models are not required. */
    public List<Failure> missing(Targets targets) {
        var project = targets.project();
        if (!project.requiresModels()) {
            return List.of();
        }
        return targets.stores().stream()
                .flatMap(store -> ModelSummary.of(store, project).problem().stream())
                .toList();
    }

    /** Collections of documents that no model is for, if the project has models for their store, or requires them. */
    public static List<Collection> withoutModel(StoreReader store, Project project) {
        boolean concerned = project.requiresModels()
                || ModelFiles.areFor(project, store.settings().name());
        return concerned && store.models().hasValidators()
                ? StoreModels.of(store, project, false).withoutModel().stream()
                        .map(Entry::collection)
                        .toList()
                : List.of();
    }

    /** How many documents do not fit a model, counted before it is applied. */
    static long misfits(StoreModels models, StoreModels.Pair pair) {
        var count = new long[1];
        if (pair.entry().kind() == Kind.DOCUMENTS) {
            models.catalog().read(pair.entry().collection(), document -> {
                if (!pair.model().violations(document).isEmpty()) {
                    count[0]++;
                }
            });
        }
        return count[0];
    }
}
