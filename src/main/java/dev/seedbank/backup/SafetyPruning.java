package dev.seedbank.backup;

import dev.seedbank.archive.Manifest;
import dev.seedbank.archive.Manifest.Safety;
import dev.seedbank.archive.Manifest.StoreEntry;
import dev.seedbank.repository.BackupRepository;
import dev.seedbank.repository.BackupSummary;
import dev.seedbank.repository.LoggedCommand;
import dev.seedbank.repository.LoggedCommand.Ending;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Removes the safety backups that are of no use any more: docs/safety.md says which are kept. A damaged log says nothing about what
 * is needed, and then all of them stay.
 */
record SafetyPruning(BackupRepository repository) {
    private static final int KEPT = 3;
    private static final int KEPT_COMMANDS = 100;

    /** After a command that succeeded, among the safety backups of its profile. */
    void prune(LoggedCommand done) throws IOException {
        var commands = repository.commands().list();
        if (commands.stream().anyMatch(it -> it.ending() == Ending.UNREADABLE)) {
            return;
        }
        var backups = repository.list().stream().filter(BackupSummary::safety).toList();
        var surplus = surplus(done.invocation().profile(), backups, commands);
        for (var name : surplus) {
            repository.delete(name);
        }
        var logged = new HashSet<String>();
        backups.stream()
                .filter(it -> !surplus.contains(it.name()))
                .forEach(it -> logged.add(safety(it).log()));
        for (var id : forgotten(commands, logged)) {
            repository.commands().remove(id);
        }
    }

    /**
     * Which may go.
     *
     * @param backups safety backups, the newest first
     * @param commands the newest first
     */
    static List<String> surplus(String profile, List<BackupSummary> backups, List<LoggedCommand> commands) {
        var needed = needed(commands);
        var ofProfile = backups.stream()
                .filter(it -> manifest(it).profile().equals(profile))
                .toList();
        var useful =
                ofProfile.stream().filter(it -> !withoutEffect(it, commands)).toList();
        return ofProfile.stream()
                .filter(it -> !needed.contains(it.name()) && !(useful.contains(it) && isKept(it, useful)))
                .map(BackupSummary::name)
                .toList();
    }

    /** What {@code undo} would put back next, in any profile, and what running commands read. */
    private static Set<String> needed(List<LoggedCommand> commands) {
        var needed = new HashSet<String>();
        lastChanges(commands).forEach(it -> it.safetyBackup().ifPresent(needed::add));
        for (var command : commands) {
            if (command.ending() == Ending.RUNNING) {
                command.safetyBackup().ifPresent(needed::add);
                command.invocation().restores().ifPresent(needed::add);
            }
        }
        return needed;
    }

    /** The newest command of each profile that changed a store, for each of the stores. */
    static Set<LoggedCommand> lastChanges(List<LoggedCommand> commands) {
        record Key(String profile, String store) {}
        var seen = new HashSet<Key>();
        var last = new HashSet<LoggedCommand>();
        for (var command : commands) {
            for (var store : command.changed()) {
                if (seen.add(new Key(command.invocation().profile(), store.name()))) {
                    last.add(command);
                }
            }
        }
        return last;
    }

    /** Of a command that ended without changing anything: what it holds was never replaced. */
    private static boolean withoutEffect(BackupSummary backup, List<LoggedCommand> commands) {
        var log = safety(backup).log();
        return commands.stream()
                .filter(it -> it.id().equals(log) && it.ending() != Ending.RUNNING)
                .anyMatch(it -> it.changed().isEmpty());
    }

    private static boolean isKept(BackupSummary backup, List<BackupSummary> newestFirst) {
        var newer = newestFirst.subList(0, newestFirst.indexOf(backup));
        return manifest(backup).stores().stream().anyMatch(store -> isKept(store, newer));
    }

    /** Among the newest three that hold rows of the store, or the newest three at all. */
    private static boolean isKept(StoreEntry store, List<BackupSummary> newer) {
        var same = newer.stream()
                .flatMap(it -> manifest(it).stores().stream())
                .filter(it -> it.name().equals(store.name()) && it.identity().matches(store.identity()))
                .toList();
        long withRows = same.stream().filter(it -> it.rows() > 0).count();
        return same.size() < KEPT || (store.rows() > 0 && withRows < KEPT);
    }

    /** @param logged commands whose safety backups are there */
    private static List<String> forgotten(List<LoggedCommand> commands, Set<String> logged) {
        var last = lastChanges(commands);
        return commands.stream()
                .skip(KEPT_COMMANDS)
                .filter(it -> it.ending() != Ending.RUNNING && !last.contains(it) && !logged.contains(it.id()))
                .map(LoggedCommand::id)
                .toList();
    }

    private static Manifest manifest(BackupSummary backup) {
        return backup.manifest().orElseThrow();
    }

    private static Safety safety(BackupSummary backup) {
        return manifest(backup).safety().orElseThrow();
    }
}
