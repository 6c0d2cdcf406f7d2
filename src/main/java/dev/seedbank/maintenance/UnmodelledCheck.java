package dev.seedbank.maintenance;

import dev.seedbank.backend.StoreReader;
import dev.seedbank.backend.maintenance.Finding;
import dev.seedbank.backend.maintenance.FindingKind;
import dev.seedbank.backend.maintenance.Fix;
import dev.seedbank.backend.maintenance.Fix.Language;
import dev.seedbank.backend.maintenance.Severity;
import dev.seedbank.config.Project;
import dev.seedbank.config.ShellWord;
import dev.seedbank.model.DocumentModels;
import java.util.List;
import java.util.Optional;

/** Collections of documents without a model, in a project that has models: a fault where it requires them, elsewhere good to know. */
final class UnmodelledCheck {
    private UnmodelledCheck() {}

    static List<Finding> findings(StoreReader store, Project project) {
        boolean required = project.requiresModels();
        return DocumentModels.withoutModel(store, project).stream()
                .map(it -> new Finding(
                        FindingKind.NO_MODEL,
                        required ? Severity.WARNING : Severity.INFO,
                        it.label("/"),
                        it.label("/"),
                        required ? "has no model, and this project requires one" : "has no model",
                        List.of(),
                        Optional.of(Fix.proposed(Language.SHELL, "seedbank model infer " + ShellWord.of(it.name())))))
                .toList();
    }
}
