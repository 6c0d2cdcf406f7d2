package dev.seedbank.backup;

import dev.seedbank.backend.ChangeState;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.failure.Interrupted;
import dev.seedbank.repository.CommandLog;
import dev.seedbank.repository.LoggedCommand;
import dev.seedbank.repository.LoggedCommand.Change;
import dev.seedbank.repository.LoggedCommand.Ending;
import dev.seedbank.repository.LoggedCommand.LoggedStore;
import java.io.IOException;
import java.util.List;

/** Finds out what commands changed whose processes are gone, while there is a connection to ask over. */
public record KilledCommands(CommandLog log) {
    private static final int TRIES = 50;
    private static final long PAUSE_MILLIS = 100;

    /** Of all commands, as far as they concern these stores. */
    void settle(List<StoreReader> stores) throws IOException {
        for (var command : log.list()) {
            if (command.ending() == Ending.KILLED || command.ending() == Ending.FAILED) {
                settle(command, stores);
            }
        }
    }

    /** Whether a server is still at what the process began. One that has lost its client needs a moment to notice. */
    public boolean isInProgress(LoggedCommand command, List<StoreReader> stores) {
        for (int i = 0; i < TRIES; i++) {
            if (stores.stream().noneMatch(store -> isInProgress(command, store))) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static boolean isInProgress(LoggedCommand command, StoreReader store) {
        return command.changed().stream()
                .filter(it -> it.change() == Change.COMMITTING
                        && it.name().equals(store.settings().name()))
                .anyMatch(it -> store.changeState(it.token()) == ChangeState.IN_PROGRESS);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted("Interrupted while waiting for the server", "", e);
        }
    }

    /**
     * Of one of them.
     *
     * @return the command as it is known now
     */
    public LoggedCommand settle(LoggedCommand command, List<StoreReader> stores) {
        var settled = settled(command, stores);
        if (!settled.equals(command)) {
            log.settle(settled);
        }
        return settled;
    }

    static LoggedCommand settled(LoggedCommand command, List<StoreReader> stores) {
        var settled = command;
        for (var store : stores) {
            settled = settled.with(store.settings().name(), logged -> settle(logged, store));
        }
        return settled;
    }

    private static LoggedStore settle(LoggedStore logged, StoreReader store) {
        if (logged.change() != Change.COMMITTING || !logged.database().matches(store.identity())) {
            return logged;
        }
        return switch (store.changeState(logged.token())) {
            case COMMITTED -> new LoggedStore(logged.name(), logged.database(), Change.CHANGED, logged.token());
            case ROLLED_BACK -> LoggedStore.untouched(logged.name(), logged.database());
            case IN_PROGRESS, UNKNOWN -> logged;
        };
    }
}
