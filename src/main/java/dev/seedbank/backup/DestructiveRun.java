package dev.seedbank.backup;

import dev.seedbank.backend.BackedUp;
import dev.seedbank.backend.Emptying;
import dev.seedbank.backend.PointOfNoReturn;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.cli.Progress;
import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.Interrupted;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.repository.BackupRepository;
import dev.seedbank.repository.CommandLog;
import dev.seedbank.repository.LoggedCommand;
import dev.seedbank.repository.LoggedCommand.Change;
import dev.seedbank.repository.LoggedCommand.Ending;
import dev.seedbank.repository.LoggedCommand.LoggedStore;
import dev.seedbank.repository.LoggedCommand.Protection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * A destructive command from its safety backup to its end. The log says at every moment what a process that is killed then leaves:
 * for each store {@link #pointOfNoReturn} and {@link #changed}, then {@link #done}, or {@link #explain} for what went wrong; and
 * always close.
 */
public final class DestructiveRun implements AutoCloseable {
    private final BackupRepository repository;
    private final Optional<CommandLog.Entry> entry;
    private final List<String> idle;
    private final Progress progress;
    private LoggedCommand command;
    private boolean superfluous;
    private Leases leases = Leases.NONE;
    private Map<String, BackedUp> backedUp = Map.of();

    /** @param entry where it is written; empty if it cannot be */
    record Log(LoggedCommand command, Optional<CommandLog.Entry> entry) {}

    /** @param idle stores that the command leaves as they are, because there is nothing in them */
    DestructiveRun(BackupRepository repository, Log log, List<String> idle, Progress progress) {
        this.repository = repository;
        this.command = log.command();
        this.entry = log.entry();
        this.idle = List.copyOf(idle);
        this.progress = progress;
    }

    LoggedCommand command() {
        return command;
    }

    void protect(Protection protection) {
        write(command.with(protection));
    }

    /** @param rows what each store may lose, by its name; a store that is not among them all that it has */
    void protect(Protection protection, Map<String, BackedUp> rows) {
        protect(protection);
        backedUp = Map.copyOf(rows);
    }

    /** Keeps the leases until it is closed, and checks them before each change that it is told of. */
    public DestructiveRun holding(Leases taken) {
        leases = taken;
        return this;
    }

    /** What {@code undo} puts back. */
    public Optional<String> safetyBackup() {
        return command.safetyBackup();
    }

    /** For what changes the store. */
    public PointOfNoReturn pointOfNoReturn(StoreReader store) {
        var name = store.settings().name();
        return idle.contains(name) ? PointOfNoReturn.UNRECORDED : token -> committing(name, token);
    }

    /** For what empties the store. */
    public Emptying emptying(StoreReader store, LongConsumer removed) {
        var name = store.settings().name();
        var point = pointOfNoReturn(store);
        return new Emptying() {
            @Override
            public void reached(String token) {
                point.reached(token);
                // Behind the entry in the log: if the connection is lost, so may be what becomes of the change.
                leases.check(name);
            }

            @Override
            public Optional<BackedUp> backedUp() {
                return Optional.ofNullable(backedUp.get(name));
            }

            @Override
            public void removed(long rows) {
                removed.accept(rows);
                leases.check(name);
            }

            @Override
            public void dropping(String database, Runnable drop) {
                leases.dropping(name, database, drop);
            }
        };
    }

    /**
     * The store is changed for good.
     *
     * @param what in a few words: {@code 3 collections emptied}
     */
    public void changed(StoreReader store, String what) {
        var name = store.settings().name();
        if (!idle.contains(name)) {
            note(command.with(
                    name, logged -> new LoggedStore(name, logged.database(), Change.CHANGED, logged.token())));
            progress.changed(name, what);
        }
    }

    private void committing(String store, String token) {
        if (Thread.currentThread().isInterrupted()) {
            throw new Interrupted("Interrupted before '%s' was changed".formatted(store), "");
        }
        write(command.with(store, logged -> new LoggedStore(store, logged.database(), Change.COMMITTING, token)));
        progress.changing(store);
    }

    /** All is as it was to be. Safety backups that nobody needs any more go. */
    public void done() {
        note(command.with(Ending.DONE));
        try {
            new SafetyPruning(repository).prune(command);
        } catch (IOException | Failure e) {
            progress.note("Older safety backups were not removed: " + e.getMessage());
        }
    }

    /**
     * Finds out what a failure has left behind.
     *
     * @return the failure with that in its message; as it was, if nothing is changed
     */
    public Failure explain(Failure failure, List<StoreReader> stores) {
        command = settled(stores);
        var changed = command.changed();
        tell(changed);
        if (changed.isEmpty()) {
            // Where the server is gone the safety backup may be all that is left.
            superfluous = !(failure instanceof ConnectionFailed);
            return failure;
        }
        var names = new ArrayList<String>();
        changed.forEach(store -> names.add(
                store.change() == Change.CHANGED
                        ? store.name()
                        : store.name() + " (perhaps: the server did not answer)"));
        var advice = new ArrayList<>(List.of(failure.advice()));
        advice.add(
                safetyBackup().isPresent()
                        ? "To restore what was there: seedbank undo"
                        : "No safety backup was taken, so seedbank undo cannot put back what was there.");
        var code = failure instanceof OperationFailed ? failure.code() : ErrorCode.FAILED;
        return failure.where()
                .of(new OperationFailed(
                        code,
                        "%s. Changed: %s".formatted(failure.getMessage(), String.join(", ", names)),
                        String.join(" ", advice).strip(),
                        failure));
    }

    /** What was about to be changed is known now, as far as anybody knows. */
    private void tell(List<LoggedStore> changed) {
        command.stores().stream()
                .filter(store -> !changed.contains(store))
                .forEach(store -> progress.changed(store.name(), ""));
        changed.stream()
                .filter(store -> store.change() == Change.COMMITTING)
                .forEach(store -> progress.changing(store.name()));
    }

    private LoggedCommand settled(List<StoreReader> stores) {
        try {
            return KilledCommands.settled(command, stores);
        } catch (Failure e) { // the server cannot be asked just now; undo will
            return command;
        }
    }

    /** A command that was not {@link #done()} has failed. */
    @Override
    public void close() {
        var held = leases;
        try (held) {
            if (command.ending() == Ending.RUNNING) {
                note(command.with(Ending.FAILED));
                if (superfluous) {
                    removeSafetyBackup();
                }
            }
            entry.ifPresent(CommandLog.Entry::close);
        }
    }

    /** It holds what is in the database all the same. */
    private void removeSafetyBackup() {
        try {
            if (safetyBackup().isPresent()) {
                repository.delete(safetyBackup().get());
                progress.note("Nothing was changed: the safety backup %s was removed again"
                        .formatted(safetyBackup().get()));
            }
        } catch (IOException | Failure e) {
            // The next command that succeeds removes it.
        }
    }

    private void write(LoggedCommand now) {
        entry.ifPresent(it -> it.write(now));
        command = now;
    }

    /** What is true already, written or not: what stands in the log leads to the same. */
    private void note(LoggedCommand now) {
        try {
            write(now);
        } catch (OperationFailed e) {
            command = now;
            progress.note(String.valueOf(e.getMessage()));
        }
    }
}
