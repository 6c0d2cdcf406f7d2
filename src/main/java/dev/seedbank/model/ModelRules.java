package dev.seedbank.model;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.DocumentRule;
import dev.seedbank.backend.DocumentRule.Misfit;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.config.Project;
import dev.seedbank.model.schema.Model;
import dev.seedbank.model.schema.ModelFiles;
import dev.seedbank.model.schema.Models;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A project's models as rules for what is about to be written. Files are read when a store's first rule is asked for. */
public final class ModelRules {
    private final Optional<Project> project;
    private final Map<String, Models> known = new HashMap<>();

    private ModelRules(Optional<Project> project) {
        this.project = project;
    }

    /** Of a project. */
    public static ModelRules of(Project project) {
        return new ModelRules(Optional.of(project));
    }

    /** Everything fits. */
    public static ModelRules none() {
        return new ModelRules(Optional.empty());
    }

    /** The rule for documents of a collection; for a table none, as it has columns. */
    public DocumentRule rule(StoreReader store, Collection collection) {
        var name = store.settings().name();
        if (project.isEmpty()
                || !ModelFiles.areFor(project.get(), name)
                || !store.models().hasValidators()) {
            return DocumentRule.NONE;
        }
        return known.computeIfAbsent(name, it -> ModelFiles.readChecked(project.get(), it))
                .of(StoreModels.modelName(store, collection))
                .map(ModelRules::rule)
                .orElse(DocumentRule.NONE);
    }

    /** What is said of a whole document may be because of any of its fields. */
    private static boolean isKnown(String path, Set<String> unknown) {
        return unknown.isEmpty()
                || (!path.isEmpty() && !unknown.contains(path.substring(1).split("/", 2)[0]));
    }

    private static DocumentRule rule(Model model) {
        return (document, unknown) -> model.violations(document).stream()
                .filter(it -> isKnown(it.path(), unknown))
                .findFirst()
                .map(it -> new Misfit(
                        it.path().isEmpty() ? "" : it.path().substring(1).replace('/', '.'),
                        "%s (%s)".formatted(it.reason(), model.file())));
    }
}
