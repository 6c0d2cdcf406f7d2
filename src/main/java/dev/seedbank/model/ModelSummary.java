package dev.seedbank.model;

import dev.seedbank.backend.StoreReader;
import dev.seedbank.cli.FailureFacts;
import dev.seedbank.cli.Text;
import dev.seedbank.config.Project;
import dev.seedbank.failure.CheckFailed;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.GuardRefusal;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.failure.Where;
import dev.seedbank.model.schema.ModelFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One store's models in a line, for a screen that shows other things as well: validators are compared, documents are not read.
 *
 * @param models empty if it has no files of them and needs none, or they could not be compared
 * @param problem why not, or that something has drifted
 */
public record ModelSummary(Optional<Counts> models, Optional<Failure> problem) {
    /**
     * What was found.
     *
     * @param tables whether it is about tables, which have columns instead of validators
     * @param fitting models whose collection has their validator
     * @param drifted collections that have not
     * @param missing models without a collection
     * @param unmodelled collections without a model, as far as that matters
     */
    public record Counts(
            boolean tables, int fitting, List<String> drifted, List<String> missing, List<String> unmodelled) {
        private String drift() {
            var words = new ArrayList<String>();
            if (!drifted.isEmpty()) {
                words.add((tables
                                ? "%s with columns that differ from the model"
                                : "%s without the validator of its model")
                        .formatted(Text.list(drifted)));
            }
            if (!missing.isEmpty()) {
                words.add("%s without a %s".formatted(Text.list(missing), tables ? "table" : "collection"));
            }
            if (!unmodelled.isEmpty()) {
                words.add("%s without a model".formatted(Text.list(unmodelled)));
            }
            return String.join("; ", words);
        }
    }

    /** Asks the store only if the project has models for it, or requires them. */
    public static ModelSummary of(StoreReader store, Project project) {
        var name = store.settings().name();
        try {
            if (!ModelFiles.areFor(project, name) && !project.requiresModels()) {
                return new ModelSummary(Optional.empty(), Optional.empty());
            }
            var counts = counts(StoreModels.of(store, project, false), project);
            return new ModelSummary(Optional.of(counts), failure(name, counts));
        } catch (UsageFailure | OperationFailed | GuardRefusal e) {
            return new ModelSummary(Optional.empty(), Optional.of(e));
        }
    }

    private static Counts counts(StoreModels models, Project project) {
        var drifted = models.pairs().stream()
                .filter(pair -> differs(models, pair))
                .map(pair -> models.plain(pair.entry().collection()))
                .toList();
        if (!drifted.isEmpty()) {
            ModelFiles.readChecked(project, models.name()); // what is no schema has no validator either
        }
        var missing =
                models.withoutCollection().stream().map(it -> it.collection()).toList();
        var unmodelled = project.requiresModels()
                ? models.withoutModel().stream()
                        .map(entry -> models.plain(entry.collection()))
                        .toList()
                : List.<String>of();
        return new Counts(!models.hasDocuments(), models.pairs().size() - drifted.size(), drifted, missing, unmodelled);
    }

    private static boolean differs(StoreModels models, StoreModels.Pair pair) {
        return models.hasDocuments()
                ? models.drift(pair).isPresent()
                : !TableCheck.findings(models, pair).isEmpty();
    }

    private static Optional<Failure> failure(String store, Counts counts) {
        if (counts.drift().isEmpty()) {
            return Optional.empty();
        }
        var advice = new ArrayList<String>();
        if (counts.tables()) {
            advice.add("To see what differs: seedbank model check");
        } else if (!counts.drifted().isEmpty() || !counts.missing().isEmpty()) {
            advice.add("To set validators: seedbank model apply");
        }
        if (!counts.tables() && !counts.unmodelled().isEmpty()) {
            advice.add("To write models from the data: seedbank model infer");
        }
        return Optional.of(Where.at(Where.Key.STORE, store)
                .of(new CheckFailed("Models of %s: %s".formatted(store, counts.drift()), String.join(". ", advice))));
    }

    /** Nothing to say of a store without models. */
    public List<String> lines() {
        if (models.isEmpty()) {
            return problem.isPresent() ? List.of("models: see the error below") : List.of();
        }
        var found = models.get();
        return List.of(Text.printable("models: %d as declared%s"
                .formatted(found.fitting(), found.drift().isEmpty() ? "" : "; " + found.drift())));
    }

    /** Null for a store without models. */
    public @Nullable Map<String, Object> facts() {
        if (models.isEmpty()) {
            return problem.map(it -> Map.<String, Object>of("error", FailureFacts.of(it)))
                    .orElse(null);
        }
        var facts = new LinkedHashMap<String, Object>();
        facts.put("asDeclared", models.get().fitting());
        facts.put("drifted", models.get().drifted());
        facts.put("withoutCollection", models.get().missing());
        facts.put("withoutModel", models.get().unmodelled());
        return facts;
    }
}
