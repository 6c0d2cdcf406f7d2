package dev.seedbank.schema;

import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Text;
import dev.seedbank.config.Project;
import dev.seedbank.config.StoreSettings;
import dev.seedbank.failure.UsageFailure;
import java.util.List;

/** Which stores have an engine whose structure files can declare. Asks no database. */
final class SchemaStores {
    private SchemaStores() {}

    /**
     * Those that a command is for. The others are named and left out.
     *
     * @param names given with {@code --store}; empty for all
     * @throws UsageFailure if there is none
     */
    static List<String> chosen(Project project, List<String> names, String command, Progress progress) {
        var all = project.stores(names);
        var able = all.stream().filter(SchemaStores::isAble).toList();
        if (able.isEmpty()) {
            throw new UsageFailure(
                    "'%s' is for PostgreSQL, and %s MongoDB"
                            .formatted(
                                    command,
                                    all.size() == 1
                                            ? "'%s' is".formatted(all.getFirst().name())
                                            : "all stores are"),
                    "MongoDB's validators are set by seedbank model apply, its indexes built by seedbank index apply; all else is for seedbank migrate.");
        }
        if (able.size() < all.size()) {
            var left = all.stream()
                    .filter(it -> !isAble(it))
                    .map(StoreSettings::name)
                    .toList();
            progress.note("Left out, because '%s' is for PostgreSQL: %s".formatted(command, Text.names(left)));
        }
        return names(able);
    }

    /** All of the project that could have files, whichever a command is for. */
    static List<String> able(Project project) {
        return project.storeNames().stream()
                .filter(name -> isAble(project, name))
                .toList();
    }

    private static boolean isAble(Project project, String name) {
        try {
            return project.stores(List.of(name)).stream().allMatch(SchemaStores::isAble);
        } catch (UsageFailure e) { // a variable that is not set here, for one
            return true;
        }
    }

    private static boolean isAble(StoreSettings settings) {
        return !settings.administrationUrl().scheme().startsWith("mongodb");
    }

    private static List<String> names(List<StoreSettings> stores) {
        return stores.stream().map(StoreSettings::name).toList();
    }
}
