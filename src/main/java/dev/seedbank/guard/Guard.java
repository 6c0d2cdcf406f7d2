package dev.seedbank.guard;

import dev.seedbank.backend.Backends;
import dev.seedbank.backend.EnvironmentMarker.Marked;
import dev.seedbank.backend.StatementLog;
import dev.seedbank.backend.Store;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.backend.migration.Scratch;
import dev.seedbank.backend.schema.SchemaDesigner;
import dev.seedbank.cli.Consent;
import dev.seedbank.cli.Interrupts;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Terminal;
import dev.seedbank.config.Environment;
import dev.seedbank.config.Project;
import dev.seedbank.config.StoreSettings;
import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.GuardRefusal;
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
    private final Interrupts interrupts;
    private final Questions questions;
    private final ScratchPlaces scratchPlaces;

    public Guard(Backends backends, Terminal terminal, Interrupts interrupts) {
        this.backends = backends;
        this.interrupts = interrupts;
        this.questions = new Questions(terminal);
        this.scratchPlaces = new ScratchPlaces(backends);
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
        Refusals.byEnvironment(action, project, consent);
        waitLimit.progress().details().ifPresent(StatementLog::to);
        var targets = new Targets(action, project, consent, waitLimit.progress());
        try {
            for (var settings : project.stores(names)) {
                var store = connect(settings, waitLimit);
                targets.add(store, interrupts);
                Refusals.ofServersOwn(action, store);
                var marker = store.marker().read();
                targets.found(store, marker);
                Refusals.byMarker(store, marker, project.profile());
                if (!action.creates()) {
                    store.requireNamespaces();
                }
            }
            if (action.danger().destructive()) {
                Refusals.ofShared(targets);
                Questions.refuseWrongName(targets);
                questions.refuseAgent(targets);
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
                if (!nothing && !Questions.confirmedByName(targets)) {
                    questions.refuseAgentsAnswer(consent);
                    questions.confirm(question, consent);
                }
            }
            case ALLOWANCE_AND_NAME -> questions.requireNames(targets, question);
            case REFUSED ->
                throw Refusals.refused(targets.action(), targets.project().profile());
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
        var at = scratchPlaces.of(targets, store);
        if (environment(targets) == Environment.PRODUCTION
                && at.isEmpty()
                && !targets.action().designs()) {
            throw new GuardRefusal(
                    "'%s' does not make its scratch database on a server with production databases%s"
                            .formatted(
                                    targets.action().command(),
                                    Refusals.assumed(targets.project().profile())),
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
        var place = new SchemaDesigner.Place(scratchPlaces.of(targets, store), true, insideAllowed);
        return targets.designer(store, place, interrupts);
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

    static Environment environment(Targets targets) {
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
        questions.confirm(question, consent);
    }
}
