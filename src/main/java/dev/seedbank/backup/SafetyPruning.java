package dev.seedbank.backup;

import dev.seedbank.archive.ManifestSummary;
import dev.seedbank.archive.ManifestSummary.StoreSummary;
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
        var safety = SafetyBackups.in(repository);
        if (safety.commands().stream().anyMatch(it -> it.ending() == Ending.UNREADABLE)) {
            return;
        }
        var profile = done.invocation().profile();
        var surplus = surplus(profile, safety);
        if (!surplus.isEmpty()) {
            surplus = surplus(profile, safety.readWhole());
        }
        for (var name : surplus) {
            repository.delete(name);
        }
        forget(safety, surplus);
    }

    /** Deletes log entries that are no longer needed. */
    private void forget(SafetyBackups safety, List<String> surplus) throws IOException {
        var logged = new HashSet<String>();
        safety.list().stream()
                .filter(it -> !surplus.contains(it.name()))
                .forEach(it -> SafetyBackups.log(it).ifPresent(logged::add));
        for (var id : forgotten(safety, logged)) {
            repository.commands().remove(id);
        }
    }

    /** The names of those that may be deleted. */
    static List<String> surplus(String profile, SafetyBackups safety) {
        var needed = safety.needed();
        var ofProfile = safety.list().stream()
                .filter(it -> content(it).profile().equals(profile))
                .toList();
        var useful = ofProfile.stream().filter(it -> !withoutEffect(it, safety)).toList();
        return ofProfile.stream()
                .filter(it -> !needed.contains(it.name()) && !(useful.contains(it) && isKept(it, useful)))
                .map(BackupSummary::name)
                .toList();
    }

    /** Of a command that ended without changing anything: what it holds was never replaced. */
    private static boolean withoutEffect(BackupSummary backup, SafetyBackups safety) {
        return safety.undoneBy(backup)
                .filter(it -> it.ending() != Ending.RUNNING)
                .filter(it -> it.changed().isEmpty())
                .isPresent();
    }

    private static boolean isKept(BackupSummary backup, List<BackupSummary> newestFirst) {
        var newer = newestFirst.subList(0, newestFirst.indexOf(backup));
        return content(backup).stores().stream().anyMatch(store -> isKept(store, newer));
    }

    /** Among the newest three that hold rows of the store, or the newest three at all. */
    private static boolean isKept(StoreSummary store, List<BackupSummary> newer) {
        var same = newer.stream()
                .flatMap(it -> content(it).stores().stream())
                .filter(it -> it.name().equals(store.name()) && it.database().matches(store.database()))
                .toList();
        long withRows = same.stream().filter(it -> it.rows() > 0).count();
        return same.size() < KEPT || (store.rows() > 0 && withRows < KEPT);
    }

    /** @param logged commands whose safety backups are there */
    private static List<String> forgotten(SafetyBackups safety, Set<String> logged) {
        var last = safety.lastChanges();
        return safety.commands().stream()
                .skip(KEPT_COMMANDS)
                .filter(it -> it.ending() != Ending.RUNNING && !last.contains(it) && !logged.contains(it.id()))
                .map(LoggedCommand::id)
                .toList();
    }

    private static ManifestSummary content(BackupSummary backup) {
        return backup.content().orElseThrow();
    }
}
