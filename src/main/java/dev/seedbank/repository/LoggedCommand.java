package dev.seedbank.repository;

import dev.seedbank.backend.DatabaseIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A command that could remove data, as {@link CommandLog} keeps it.
 *
 * @param id its place in the log: sorts by time
 * @param protection what {@code undo} can go back to; empty until that is decided
 * @param stores those that it may change
 */
public record LoggedCommand(
        String id, Invocation invocation, Optional<Protection> protection, Ending ending, List<LoggedStore> stores) {
    public LoggedCommand {
        stores = List.copyOf(stores);
    }

    /** One whose file cannot be read, so that nobody knows what it did. */
    public static LoggedCommand unreadable(String id) {
        var unknown = new Invocation("", Instant.EPOCH, "", "", Optional.empty(), Optional.empty());
        return new LoggedCommand(id, unknown, Optional.empty(), Ending.UNREADABLE, List.of());
    }

    /**
     * @param command as typed, without secrets
     * @param restores the backup that it puts in place
     * @param reverts of an {@code undo}: the id of the command that it takes back
     */
    public record Invocation(
            String command,
            Instant startedAt,
            String profile,
            String environment,
            Optional<String> restores,
            Optional<String> reverts) {}

    /** Why it can be undone, or not. */
    public sealed interface Protection {
        /** By a backup of what was there. */
        record SafetyBackup(String name) implements Protection {}

        /** It took no backup. */
        record None(Reason reason) implements Protection {}

        /** Why it took none. */
        enum Reason {
            /** {@code --no-safety-backup} */
            DECLINED,
            NOTHING_TO_LOSE
        }
    }

    /** How it ended. */
    public enum Ending {
        RUNNING,
        DONE,
        FAILED,
        /** Its process is gone and has not said. */
        KILLED,
        UNREADABLE
    }

    /** @param token to ask the server by; empty while nothing is changed */
    public record LoggedStore(String name, DatabaseIdentity database, Change change, String token) {
        public LoggedStore {
            if (change == Change.NONE && !token.isEmpty()) {
                throw new IllegalArgumentException("a token without a change");
            }
        }

        /** Nothing is changed in it. */
        public static LoggedStore untouched(String name, DatabaseIdentity database) {
            return new LoggedStore(name, database, Change.NONE, "");
        }
    }

    /** What happened to a store. */
    public enum Change {
        NONE,
        /** It was about to be changed; the store knows whether it was. */
        COMMITTING,
        CHANGED
    }

    public Optional<String> safetyBackup() {
        return protection.flatMap(
                it -> it instanceof Protection.SafetyBackup backup ? Optional.of(backup.name()) : Optional.empty());
    }

    /** Those that were changed, or may have been. */
    public List<LoggedStore> changed() {
        return stores.stream().filter(store -> store.change() != Change.NONE).toList();
    }

    public LoggedCommand with(Protection decided) {
        return new LoggedCommand(id, invocation, Optional.of(decided), ending, stores);
    }

    public LoggedCommand with(Ending now) {
        return new LoggedCommand(id, invocation, protection, now, stores);
    }

    /** With another state of the store of that name. */
    public LoggedCommand with(String store, UnaryOperator<LoggedStore> change) {
        var changed = stores.stream()
                .map(it -> it.name().equals(store) ? change.apply(it) : it)
                .toList();
        return new LoggedCommand(id, invocation, protection, ending, changed);
    }
}
