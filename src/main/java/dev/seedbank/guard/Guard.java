package dev.seedbank.guard;

import dev.seedbank.backend.Backends;
import dev.seedbank.backend.DatabaseIdentity;
import dev.seedbank.backend.EnvironmentMarker;
import dev.seedbank.backend.EnvironmentMarker.Marked;
import dev.seedbank.backend.EnvironmentMarker.Unreadable;
import dev.seedbank.backend.StatementLog;
import dev.seedbank.backend.Store;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.backend.migration.Scratch;
import dev.seedbank.backend.schema.SchemaDesigner;
import dev.seedbank.cli.Consent;
import dev.seedbank.cli.Interrupts;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Terminal;
import dev.seedbank.config.ConnectionUrl;
import dev.seedbank.config.Environment;
import dev.seedbank.config.Profile;
import dev.seedbank.config.Project;
import dev.seedbank.config.ShellWord;
import dev.seedbank.config.StoreSettings;
import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.GuardRefusal;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.failure.Where;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides whether a command may run here. Twice: {@link #open} refuses what no answer could lift, before anything else is looked
 * at; {@link #permit} asks what must be asked, when the plan has been shown.
 */
@ApplicationScoped
public class Guard {
    private final Backends backends;
    private final Terminal terminal;
    private final Interrupts interrupts;

    public Guard(Backends backends, Terminal terminal, Interrupts interrupts) {
        this.backends = backends;
        this.terminal = terminal;
        this.interrupts = interrupts;
    }

    /**
     * Connects to the stores and refuses what may not run on them.
     *
     * @param names of stores; empty for all
     * @throws GuardRefusal if the environment, the marker in a database, or a coding agent forbids it
     */
    public Targets open(Action action, Project project, List<String> names, Consent consent, Progress progress) {
        return open(action, project, names, consent, WaitLimit.none(progress));
    }

    /**
     * The same, for servers that may still be starting.
     *
     * @throws ConnectionFailed if one is not there when the time is over; at once if trying again would not help
     */
    public Targets open(Action action, Project project, List<String> names, Consent consent, WaitLimit waitLimit) {
        refuseByEnvironment(action, project, consent);
        waitLimit.progress().details().ifPresent(StatementLog::to);
        var targets = new Targets(action, project, consent, waitLimit.progress());
        try {
            for (var settings : project.stores(names)) {
                var store = connect(settings, waitLimit);
                targets.add(store, interrupts);
                refuseServersOwn(action, store);
                var marker = store.marker().read();
                targets.found(store, marker);
                refuseByMarker(store, marker, project.profile());
                if (!action.creates()) {
                    store.requireNamespaces();
                }
            }
            if (action.danger().destructive()) {
                refuseShared(targets);
                refuseWrongName(targets);
                refuseAgent(targets);
            }
            if (action.danger() != Action.Danger.READS) {
                waitLimit.progress().actsOn(targets.described());
            }
            return targets;
        } catch (RuntimeException e) {
            try {
                targets.close();
            } catch (RuntimeException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    private Store connect(StoreSettings settings, WaitLimit waitLimit) {
        var slow = "an answer from store '%s' at %s".formatted(settings.name(), settings.administrationUrl());
        try (var _ = waitLimit.progress().onStall(() -> Optional.of(slow));
                var _ = interrupts.harmless()) {
            return waitLimit.wait(() -> backends.open(settings));
        } catch (Failure e) {
            throw Where.at(Where.Key.STORE, settings.name()).of(e);
        }
    }

    /**
     * Asks, or takes what was said in advance.
     *
     * @param question what would happen, such as {@code This deletes all data of payload.}
     * @throws GuardRefusal if the answer is no, or nobody can be asked
     */
    public Permit permit(Targets targets, String question) {
        var environment = targets.project().profile().environment();
        var consent = targets.consent();
        switch (Rule.of(targets.action().danger(), environment)) {
            case FREE, ALLOWANCE -> {}
            case QUESTION -> {
                boolean nothing =
                        question.isEmpty() && !targets.action().danger().destructive();
                if (!nothing && !confirmedByName(targets)) {
                    refuseAgentsAnswer(consent);
                    confirm(question, consent);
                }
            }
            case ALLOWANCE_AND_NAME -> requireNames(targets, question);
            case REFUSED -> throw refused(targets.action(), targets.project().profile());
        }
        boolean safety = targets.action().danger().destructive() && consent.safetyBackup();
        return new Permit(targets.action(), targets.writable(), safety);
    }

    /**
     * A database beside the store's, or at {@code scratch-url} if that is a server of its engine, to try something in; dropped when the
     * targets close.
     *
     * @throws GuardRefusal in production, whose servers are not for that, whichever profile or URL leads there
     */
    public Scratch scratch(Targets targets, StoreReader store) {
        var at = scratchUrl(targets, store);
        if (environment(targets) == Environment.PRODUCTION
                && at.isEmpty()
                && !targets.action().designs()) {
            throw new GuardRefusal(
                    "'%s' does not make its scratch database on a server with production databases%s"
                            .formatted(
                                    targets.action().command(),
                                    assumed(targets.project().profile())),
                    "Name another server: seedbank.scratch-url in seedbank.yaml. Nothing was changed.");
        }
        return targets.scratch(store, at, interrupts);
    }

    /**
     * Opens a place where plans for the store's structure are worked out: at {@code scratch-url} if that is a server of its engine, else
     * beside the store; where no database can be made, and never in production, in a transaction of the store's own database. Whoever
     * uses it closes it.
     *
     * @throws GuardRefusal if {@code scratch-url} leads to a server with production databases
     */
    public SchemaDesigner designer(Targets targets, StoreReader store) {
        var insideAllowed = environment(targets) != Environment.PRODUCTION;
        var place = new SchemaDesigner.Place(scratchUrl(targets, store), true, insideAllowed);
        return targets.designer(store, place, interrupts);
    }

    private Optional<ConnectionUrl> scratchUrl(Targets targets, StoreReader store) {
        var at = targets.project().scratchUrl().filter(it -> backends.isOfEngine(store.settings(), it));
        at.ifPresent(url -> refuseBesideProduction(targets, store.settings().at(url)));
        return at;
    }

    private void refuseBesideProduction(Targets targets, StoreSettings there) {
        try (var beside = backends.open(there)) {
            boolean production = beside.marker().read().environment().equals(Optional.of(Environment.PRODUCTION))
                    || (environment(targets) == Environment.PRODUCTION && isBesideAny(targets, beside.identity()));
            if (production) {
                throw new GuardRefusal(
                        "'%s' does not make its scratch database on a server with production databases: scratch-url leads to %s at %s"
                                .formatted(
                                        targets.action().command(),
                                        beside.server().database(),
                                        beside.address()),
                        "Name another server there. Nothing was changed.");
            }
        }
    }

    /** Of all stores of the project, also those that the command was not asked for. */
    private boolean isBesideAny(Targets targets, DatabaseIdentity there) {
        return targets.stores().stream().anyMatch(it -> it.identity().isOnServerOf(there))
                || targets.project().stores(List.of()).stream()
                        .filter(it -> !targets.names().contains(it.name()))
                        .anyMatch(it -> isBeside(it, there));
    }

    private boolean isBeside(StoreSettings settings, DatabaseIdentity there) {
        try (var store = backends.open(settings)) {
            return store.identity().isOnServerOf(there);
        }
    }

    /**
     * Writes the profile's environment into each database; a marker that is there is only ever raised. One that says enough
     * already is not written again, so that a role that may only read can run this.
     *
     * @return the names of the stores that were marked
     */
    public List<String> mark(Targets targets, Permit permit) {
        var unmarked = unmarked(targets);
        unmarked.forEach(store -> permit.mark(store, environment(targets)));
        return names(unmarked.stream().filter(store -> store.marker().hasPlace()));
    }

    /** The names of the stores that {@link #mark} would mark. */
    public static List<String> markable(Targets targets) {
        return names(unmarked(targets).stream().filter(store -> store.marker().hasPlace()));
    }

    /** The names of the stores that have no database yet to be marked. */
    public static List<String> withoutDatabase(Targets targets) {
        return names(targets.stores().stream().filter(store -> !store.marker().hasPlace()));
    }

    private static List<StoreReader> unmarked(Targets targets) {
        return targets.stores().stream()
                .filter(store -> !(store.marker().read() instanceof Marked(var present))
                        || present.compareTo(environment(targets)) < 0)
                .toList();
    }

    private static Environment environment(Targets targets) {
        return targets.project().profile().environment();
    }

    private static List<String> names(Stream<StoreReader> stores) {
        return stores.map(store -> store.settings().name()).toList();
    }

    /**
     * A yes/no question that is not about a database, such as deleting a backup.
     *
     * @throws GuardRefusal if the answer is not yes, or nobody can be asked and {@code --confirm} was not given
     */
    public void confirm(String question, Consent consent) {
        if (consent.confirm()) {
            return;
        }
        if (!terminal.interactive()) {
            throw new GuardRefusal(
                    ErrorCode.NOT_CONFIRMED,
                    "Confirmation needed, but there is no terminal to ask on. Nothing was changed",
                    "To go ahead without being asked, add --confirm.",
                    null);
        }
        var answer = terminal.ask(question + " Continue? (yes/no): ").orElse("");
        if (!answer.equalsIgnoreCase("yes") && !answer.equalsIgnoreCase("y")) {
            throw new GuardRefusal(ErrorCode.NOT_CONFIRMED, "Not confirmed. Nothing was changed", "", null);
        }
    }

    private void refuseByEnvironment(Action action, Project project, Consent consent) {
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

    private static void refuseServersOwn(Action action, StoreReader store) {
        if (action.danger().writes() && store.isServersOwn()) {
            throw new GuardRefusal(
                    "Store '%s': '%s' is a database of the server itself; '%s' never writes to it"
                            .formatted(store.settings().name(), store.server().database(), action.command()),
                    "Name the project's own database in the store's URL. Nothing was changed.");
        }
    }

    /** A restore is one transaction or lock per store, so what empties both could not be undone. */
    private static void refuseShared(Targets targets) {
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

    private static void refuseByMarker(StoreReader store, EnvironmentMarker.Reading reading, Profile profile) {
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

    private void refuseAgent(Targets targets) {
        var agent = CodingAgents.variable(terminal.environment());
        if (agent.isPresent() && !confirmedByName(targets)) {
            throw new GuardRefusal(
                    "A coding agent started this (%s is set): '%s' needs the database's name, not only --confirm"
                            .formatted(agent.get(), targets.action().command()),
                    "If its user means it, add " + options(targets));
        }
    }

    /** A question is for the user. */
    private void refuseAgentsAnswer(Consent consent) {
        var agent = CodingAgents.variable(terminal.environment());
        if (agent.isPresent() && !consent.confirm()) {
            throw new GuardRefusal(
                    ErrorCode.NOT_CONFIRMED,
                    "A coding agent started this (%s is set), which cannot answer for its user. Nothing was changed"
                            .formatted(agent.get()),
                    "If its user means it, add --confirm.",
                    null);
        }
    }

    /** Whoever typed another database's name meant that one. */
    private static void refuseWrongName(Targets targets) {
        for (var typed : targets.consent().databases()) {
            if (!targets.databases().contains(typed)) {
                var whose =
                        targets.databases().size() == 1 ? "this database's name" : "the name of one of these databases";
                throw new GuardRefusal(
                        "'%s' is not %s. Nothing was changed".formatted(typed, whose),
                        "If you mean it, give " + options(targets));
            }
        }
    }

    private void requireNames(Targets targets, String question) {
        if (confirmedByName(targets)) {
            return;
        }
        if (!targets.consent().databases().isEmpty() || !terminal.interactive()) {
            throw new GuardRefusal(
                    "'%s' in production needs the name of each database. Nothing was changed"
                            .formatted(targets.action().command()),
                    "Add " + options(targets));
        }
        for (var database : targets.databases()) {
            var typed = terminal.ask("%s Type the name of the database (%s): ".formatted(question, database));
            if (!typed.equals(Optional.of(database))) {
                throw new GuardRefusal(ErrorCode.NOT_CONFIRMED, "That is not its name. Nothing was changed", "", null);
            }
        }
    }

    private static boolean confirmedByName(Targets targets) {
        return targets.consent().databases().containsAll(targets.databases());
    }

    private static String options(Targets targets) {
        return String.join(
                " ",
                targets.databases().stream()
                        .map(name -> "--confirm-database " + ShellWord.of(name))
                        .toList());
    }

    private static GuardRefusal refused(Action action, Profile profile) {
        return new GuardRefusal(
                "'%s' is refused in production%s".formatted(action.command(), assumed(profile)),
                "No option lifts this. %sNothing was changed.".formatted(action.instead()));
    }

    private static String assumed(Profile profile) {
        return profile.assumed()
                ? " (the profile '%s' does not set seedbank.environment, so it counts as production)"
                        .formatted(profile.name())
                : " (profile '%s')".formatted(profile.name());
    }
}
