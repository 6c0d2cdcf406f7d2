package dev.seedbank.schema;

import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Text;
import dev.seedbank.config.Project;
import dev.seedbank.config.StoreSettings;
import dev.seedbank.failure.UsageFailure;
import java.util.List;

/** Which stores have a structure that files can declare, and in which words. Asks no database. */
final class SchemaStores {
    private SchemaStores() {}

    /**
     * Those that a command is for. Families are named and left out.
     *
     * @param names given with {@code --store}; empty for all
     * @throws UsageFailure if there is no other
     */
    static List<String> chosen(Project project, List<String> names, String command, Progress progress) {
        var all = project.stores(names);
        var able = all.stream().filter(it -> !it.isFamily()).toList();
        if (able.isEmpty()) {
            throw new UsageFailure(
                    "'%s' is for single databases, and %s"
                            .formatted(
                                    command,
                                    all.size() == 1
                                            ? "'%s' is a family of them"
                                                    .formatted(all.getFirst().name())
                                            : "all stores are families of them"),
                    "Their validators are set by seedbank model apply, their indexes built by seedbank index apply.");
        }
        if (able.size() < all.size()) {
            var left = all.stream()
                    .filter(StoreSettings::isFamily)
                    .map(StoreSettings::name)
                    .toList();
            progress.note("Left out, because '%s' is for single databases: %s".formatted(command, Text.names(left)));
        }
        return names(able);
    }

    /** Those that have files; all, so that the first one is refused, if none has. */
    static List<String> declared(Project project, List<String> names, Progress progress) {
        var declared = names.stream()
                .filter(it -> StoreFiles.of(project, it).isDeclared(it))
                .toList();
        if (declared.isEmpty()) {
            return names;
        }
        names.stream()
                .filter(it -> !declared.contains(it))
                .forEach(it -> progress.note("Left out: nothing declares the structure of %s, there is no folder %s/"
                        .formatted(
                                Text.printable(it), StoreFiles.of(project, it).shown(it))));
        return declared;
    }

    /** All of the project that could have files in SQL, whichever a command is for. */
    static List<String> withSql(Project project) {
        return project.storeNames().stream()
                .filter(name -> !hasDocuments(project, name))
                .toList();
    }

    static List<String> withDocuments(Project project) {
        return project.storeNames().stream()
                .filter(name -> hasDocuments(project, name))
                .toList();
    }

    static boolean hasDocuments(Project project, String name) {
        try {
            return project.stores(List.of(name)).stream().allMatch(SchemaStores::hasDocuments);
        } catch (UsageFailure e) { // a variable that is not set here, for one
            return false;
        }
    }

    private static boolean hasDocuments(StoreSettings settings) {
        return settings.administrationUrl().scheme().startsWith("mongodb");
    }

    private static List<String> names(List<StoreSettings> stores) {
        return stores.stream().map(StoreSettings::name).toList();
    }
}
