package dev.seedbank.backup;

import static java.util.stream.Collectors.toMap;

import dev.seedbank.archive.Manifest;
import dev.seedbank.archive.Manifest.CollectionEntry;
import dev.seedbank.archive.Manifest.Safety;
import dev.seedbank.archive.Manifest.StoreEntry;
import dev.seedbank.backend.BackedUp;
import dev.seedbank.backend.ConsistencyMode;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.backup.Destruction.Part;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.TypedCommand;
import dev.seedbank.config.SensitiveFields;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.guard.Permit;
import dev.seedbank.repository.LoggedCommand;
import dev.seedbank.repository.LoggedCommand.Invocation;
import dev.seedbank.repository.LoggedCommand.LoggedStore;
import dev.seedbank.repository.LoggedCommand.Protection;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a command that may remove data does first: it enters itself in the log, and backs up what is there. */
@ApplicationScoped
public class SafetyBackup {
    /** The first part of its name, which means nothing: its metadata says what it is. */
    private static final String NAME = "safety";

    private final Backup backup;
    private final Backups backups;
    private final Clock clock;
    private final TypedCommand typed;

    public SafetyBackup(Backup backup, Backups backups, Clock clock, TypedCommand typed) {
        this.backup = backup;
        this.backups = backups;
        this.clock = clock;
        this.typed = typed;
    }

    /**
     * Begins the command. The caller closes what it gets, whatever happens.
     *
     * @throws OperationFailed if the safety backup, or the log that {@code undo} needs with it, cannot be written
     */
    public DestructiveRun begin(Destruction what, Permit permit, Progress progress) throws IOException {
        var repository = backups.repository(what.project());
        new KilledCommands(repository.commands()).settle(what.stores());
        var stakes = what.parts().stream()
                .map(part -> Stake.of(part, what.restores().isPresent(), permit.safetyBackup()))
                .toList();
        var idle = stakes.stream()
                .filter(Stake::changesNothing)
                .map(stake -> stake.part.store().settings().name())
                .toList();
        boolean losing = stakes.stream().anyMatch(Stake::losesSomething);
        boolean taking = losing && permit.safetyBackup();
        var run = new DestructiveRun(repository, begin(what, taking, progress), idle, progress);
        try {
            if (taking) {
                var taken = take(what, run.command(), permit, progress);
                run.protect(new Protection.SafetyBackup(taken.name()), rows(taken.manifest()));
            } else {
                var reason = losing ? Protection.Reason.DECLINED : Protection.Reason.NOTHING_TO_LOSE;
                run.protect(new Protection.None(reason), permit.safetyBackup() ? none(what.stores()) : Map.of());
            }
            return run;
        } catch (IOException | RuntimeException e) {
            run.close();
            throw e;
        }
    }

    /** Without a safety backup there is nothing to find again, and a folder that cannot be written to is in nobody's way. */
    private DestructiveRun.Log begin(Destruction what, boolean needed, Progress progress) throws IOException {
        var profile = what.project().profile();
        var invocation = new Invocation(
                typed.text(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                profile.name(),
                profile.environment().label(),
                what.restores(),
                what.reverts());
        var stores = what.stores().stream()
                .map(it -> LoggedStore.untouched(it.settings().name(), it.identity()))
                .toList();
        try {
            var entry = backups.repository(what.project()).commands().begin(invocation, stores);
            return new DestructiveRun.Log(entry.command(), Optional.of(entry));
        } catch (OperationFailed e) {
            if (needed) {
                throw e;
            }
            progress.note(e.getMessage() + ". seedbank undo will not know of this command.");
            var unwritten = new LoggedCommand("", invocation, Optional.empty(), LoggedCommand.Ending.RUNNING, stores);
            return new DestructiveRun.Log(unwritten, Optional.empty());
        }
    }

    private BackupResult take(Destruction what, LoggedCommand command, Permit permit, Progress progress)
            throws IOException {
        var invocation = command.invocation();
        var safety = new Safety(invocation.command(), invocation.startedAt(), command.id());
        var request = new BackupRequest(
                NAME, List.of(), ConsistencyMode.AUTO, true, Optional.of(safety), SensitiveFields.NONE);
        var result = backup.run(request, what.project(), what.stores(), permit, progress.barsOnly());
        progress.note("Safety backup: " + result.name() + " (seedbank undo restores it)");
        return result;
    }

    private static Map<String, BackedUp> rows(Manifest backup) {
        return backup.stores().stream()
                .collect(toMap(
                        StoreEntry::name,
                        store -> new BackedUp(store.collections().stream()
                                .collect(toMap(CollectionEntry::collection, CollectionEntry::rows)))));
    }

    private static Map<String, BackedUp> none(List<StoreReader> stores) {
        return stores.stream().collect(toMap(it -> it.settings().name(), any -> new BackedUp(Map.of())));
    }

    /**
     * @param creates whether the command may create what is not there, which {@code undo} then removes
     * @param rows whether the store has any that the command may remove
     */
    private record Stake(Part part, boolean creates, boolean rows) {
        /** To look, one may have to wait for another session's locks; that is not worth it where it makes no difference. */
        static Stake of(Part part, boolean creates, boolean protectable) {
            return new Stake(part, creates, !(protectable || part.impact() == Impact.EMPTIES) || part.hasRows());
        }

        boolean losesSomething() {
            return rows || (part.impact() == Impact.REPLACES_STRUCTURE && (creates || hasObjects()));
        }

        boolean changesNothing() {
            return part.impact() == Impact.EMPTIES && !rows;
        }

        private boolean hasObjects() {
            try (var snapshot = part.store().snapshot()) {
                var collections = snapshot.collections();
                return !collections.isEmpty()
                        || !snapshot.structure(collections).content().isEmpty();
            }
        }
    }
}
