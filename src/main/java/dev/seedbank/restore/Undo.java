package dev.seedbank.restore;

import dev.seedbank.backend.ChangeState;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.backup.Backups;
import dev.seedbank.backup.CommandWords;
import dev.seedbank.backup.KilledCommands;
import dev.seedbank.cli.Consent;
import dev.seedbank.cli.Progress;
import dev.seedbank.config.Project;
import dev.seedbank.config.ShellWord;
import dev.seedbank.failure.GuardRefusal;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.failure.Where;
import dev.seedbank.guard.Action;
import dev.seedbank.guard.Guard;
import dev.seedbank.guard.Permit;
import dev.seedbank.repository.LoggedCommand;
import dev.seedbank.repository.LoggedCommand.Ending;
import dev.seedbank.repository.LoggedCommand.LoggedStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes back the last command of the profile that changed something, by the safety backup that it took. */
@ApplicationScoped
public class Undo {
    private final Guard guard;
    private final Restore restore;
    private final Backups backups;

    public Undo(Guard guard, Restore restore, Backups backups) {
        this.guard = guard;
        this.restore = restore;
        this.backups = backups;
    }

    /**
     * What can be taken back.
     *
     * @param stores that it changed, among those selected
     */
    record Undoable(LoggedCommand command, List<String> stores) {}

    /**
     * Finds the command. Asks the stores that it changed, where the log does not say how it ended. Changes nothing in them.
     *
     * @param selected stores; empty for all
     * @throws UsageFailure if there is nothing to undo
     * @throws GuardRefusal if a store is not the database any more that the command changed, or is not in the settings any more
     */
    Undoable find(Project project, List<String> selected, Progress progress) throws IOException {
        project.stores(selected); // refuses a wrong name
        var names = selected.isEmpty() ? project.storeNames() : Set.copyOf(selected);
        var log = backups.repository(project).commands();
        for (var command : log.list()) {
            if (selected.isEmpty()) {
                requireConfigured(command, project);
            }
            if (!concerns(command, project, names)) {
                continue;
            }
            var changed = changed(command, names);
            if (changed.isEmpty()) {
                continue;
            }
            var settled = settled(new KilledCommands(log), command, project, changed, progress);
            var remaining = changed(settled, names);
            if (!remaining.isEmpty()) {
                return new Undoable(settled, remaining);
            }
        }
        throw new UsageFailure(
                "There is nothing to undo: no clean, reset, restore, rollback, push --force, seed --clean or undo of the profile '%s' changed %s"
                        .formatted(project.profile().name(), String.join(", ", names)),
                "seedbank backup list shows what can be restored.");
    }

    /**
     * Checks that the stores can be put back. Changes nothing.
     *
     * @param stores of {@link Undoable#stores}
     * @throws GuardRefusal if one is no longer the database that the command changed
     * @throws UsageFailure if the command took no safety backup
     * @throws OperationFailed if that is damaged or no longer exists
     */
    UndoPlan plan(LoggedCommand command, Project project, List<StoreReader> stores, Progress progress)
            throws IOException {
        requireSame(command, stores);
        var archive = backups.safetyBackup(project, command);
        return new UndoPlan(command, restore.plan(RestoreRequest.EXACT, project, archive, stores, progress));
    }

    /** Does it. */
    public UndoResult run(UndoPlan plan, Permit permit, Progress progress) throws IOException {
        var result = restore.run(plan.restore(), Optional.of(plan.command().id()), permit, progress);
        return new UndoResult(plan.command(), result);
    }

    /** Whether it may have changed one of the stores. */
    private static boolean concerns(LoggedCommand command, Project project, Set<String> names) {
        if (command.ending() == Ending.UNREADABLE) {
            throw new OperationFailed(
                    "The command log is damaged: %s cannot be read, and may be of the last command"
                            .formatted(command.id()),
                    "Restore a backup by name (seedbank backup list). To use undo again, remove that file from .seedbank/commands.");
        }
        boolean concerned =
                command.invocation().profile().equals(project.profile().name())
                        && command.stores().stream().anyMatch(store -> names.contains(store.name()));
        if (concerned && command.ending() == Ending.RUNNING) {
            throw new OperationFailed(
                    "%s is still running. Nothing was changed".formatted(CommandWords.of(command)),
                    "Wait for it, or stop it.");
        }
        return concerned;
    }

    /** Whoever names no store means all that the command changed, also one that the settings do not name any more. */
    private static void requireConfigured(LoggedCommand command, Project project) {
        if (!command.invocation().profile().equals(project.profile().name())) {
            return;
        }
        for (var store : command.changed()) {
            if (!project.storeNames().contains(store.name())) {
                throw Where.at(Where.Key.STORE, store.name())
                        .of(new GuardRefusal(
                                "%s changed the store '%s' (%s), which is no longer in the settings. Nothing was undone"
                                        .formatted(CommandWords.of(command), store.name(), store.database()),
                                "Add it to the settings again, or name the stores to undo, such as --store %s."
                                        .formatted(ShellWord.of(
                                                project.storeNames().iterator().next()))));
            }
        }
    }

    private static List<String> changed(LoggedCommand command, Set<String> names) {
        return command.changed().stream()
                .map(LoggedStore::name)
                .filter(names::contains)
                .toList();
    }

    /** A command that ended by itself is known; of another the servers know what became of it. */
    private LoggedCommand settled(
            KilledCommands killed, LoggedCommand command, Project project, List<String> names, Progress progress) {
        if (command.ending() == Ending.DONE) {
            return command;
        }
        try (var targets = guard.open(Action.STATUS, project, names, Consent.NONE, progress)) {
            requireSame(command, targets.stores());
            if (killed.isInProgress(command, targets.stores())) {
                throw new OperationFailed(
                        "The server is still working on %s. Nothing was changed".formatted(CommandWords.of(command)),
                        "Try again in a moment.");
            }
            return killed.settle(command, targets.stores());
        }
    }

    /** Rows of one database must never come into another, whatever the settings say today. */
    private static void requireSame(LoggedCommand command, List<StoreReader> stores) {
        for (var store : stores) {
            var name = store.settings().name();
            var logged = command.stores().stream()
                    .filter(it -> it.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            var restoreByName = command.safetyBackup()
                    .map(backup -> "To restore its safety backup into this one: "
                            + ShellWord.command(List.of("restore", backup)))
                    .orElse("");
            if (!logged.database().matches(store.identity())) {
                throw elsewhere(command, logged, store, restoreByName);
            }
            if (command.ending() == Ending.DONE
                    && !logged.token().isEmpty()
                    && store.changeState(logged.token()) == ChangeState.ROLLED_BACK) {
                throw new GuardRefusal(
                        "The database %s has no record of %s: it is an older copy, or was restored to an earlier state. Nothing was changed"
                                .formatted(store.identity(), CommandWords.of(command)),
                        restoreByName);
            }
        }
    }

    /** Names the databases without their servers, where that is enough to tell them apart. */
    private static GuardRefusal elsewhere(
            LoggedCommand command, LoggedStore logged, StoreReader store, String restoreByName) {
        boolean named = !logged.database().database().equals(store.identity().database());
        var then = named ? logged.database().database() : logged.database().toString();
        var now = named ? store.identity().database() : store.identity().toString();
        boolean replaced = now.equals(then);
        return new GuardRefusal(
                "The last command, %s, ran on %s; store '%s' now points to %s. Nothing was undone"
                        .formatted(
                                CommandWords.of(command),
                                then,
                                logged.name(),
                                replaced ? "another database of that name" : now),
                replaced ? restoreByName : "Point the URL back to %s to undo it there.".formatted(then));
    }
}
