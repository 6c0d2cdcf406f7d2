package dev.seedbank.guard;

import dev.seedbank.backend.EnvironmentMarker;
import dev.seedbank.backend.EnvironmentMarker.Unreadable;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.cli.Consent;
import dev.seedbank.config.Environment;
import dev.seedbank.config.Profile;
import dev.seedbank.config.Project;
import dev.seedbank.config.ShellWord;
import dev.seedbank.failure.GuardRefusal;
import dev.seedbank.failure.UsageFailure;

/** What no answer could lift. */
final class Refusals {
    private Refusals() {}

    static void byEnvironment(Action action, Project project, Consent consent) {
        var profile = project.profile();
        switch (Rule.of(action.danger(), profile.environment())) {
            case REFUSED -> throw refused(action, profile);
            case ALLOWANCE -> {
                if (!consent.allowProduction() && !project.allow().contains("backup")) {
                    throw new GuardRefusal(
                            "'%s' in production needs permission%s".formatted(action.command(), assumed(profile)),
                            "Add --allow-production, or 'allow: [backup]' to the profile.");
                }
            }
            case ALLOWANCE_AND_NAME -> {
                if (!consent.allowProduction()) {
                    throw new GuardRefusal(
                            "'%s' replaces production data%s".formatted(action.command(), assumed(profile)),
                            "Add --allow-production, and type the database's name (--confirm-database NAME).");
                }
            }
            case FREE, QUESTION -> {}
        }
        boolean production = profile.environment() == Environment.PRODUCTION;
        if (production && action.danger().destructive() && !consent.safetyBackup()) {
            throw new GuardRefusal(
                    "--no-safety-backup is not for production%s".formatted(assumed(profile)), "Leave it out.");
        }
    }

    static void ofServersOwn(Action action, StoreReader store) {
        if (action.danger().writes() && store.isServersOwn()) {
            throw new GuardRefusal(
                    "Store '%s': '%s' is a database of the server itself; '%s' never writes to it"
                            .formatted(store.settings().name(), store.server().database(), action.command()),
                    "Name the project's own database in the store's URL. Nothing was changed.");
        }
    }

    /** A restore is one transaction or lock per store, so what empties both could not be undone. */
    static void ofShared(Targets targets) {
        var stores = targets.stores();
        for (int i = 1; i < stores.size(); i++) {
            for (var other : stores.subList(0, i)) {
                if (stores.get(i).sharesDatabase(other)) {
                    var name = other.settings().name();
                    throw new UsageFailure(
                            "The stores '%s' and '%s' lead to the same database; '%s' can change only one of them at a time"
                                    .formatted(
                                            name,
                                            stores.get(i).settings().name(),
                                            targets.action().command()),
                            "Choose one, such as --store %s. Nothing was changed.".formatted(ShellWord.of(name)));
                }
            }
        }
    }

    static void byMarker(StoreReader store, EnvironmentMarker.Reading reading, Profile profile) {
        if (reading.environment().stream().noneMatch(it -> it.compareTo(profile.environment()) > 0)) {
            return;
        }
        var name = store.settings().name();
        var lower = "the profile '%s' is %s"
                .formatted(profile.name(), profile.environment().label());
        throw switch (reading) {
            case Unreadable(var why, var repair) ->
                new GuardRefusal(
                        "Store '%s': %s, so it counts as production; %s".formatted(name, why, lower),
                        repair + " Nothing was changed.");
            default ->
                new GuardRefusal(
                        "Store '%s': this database is %s, %s"
                                .formatted(
                                        name,
                                        reading.environment().orElseThrow().label(),
                                        lower),
                        "Check the URL, or choose the right --profile. Nothing was changed.");
        };
    }

    static GuardRefusal refused(Action action, Profile profile) {
        return new GuardRefusal(
                "'%s' is refused in production%s".formatted(action.command(), assumed(profile)),
                "No option lifts this. %sNothing was changed.".formatted(action.instead()));
    }

    static String assumed(Profile profile) {
        return profile.assumed()
                ? " (the profile '%s' does not set seedbank.environment, so it counts as production)"
                        .formatted(profile.name())
                : " (profile '%s')".formatted(profile.name());
    }
}
