package dev.seedbank.backup;

import dev.seedbank.config.Nearest;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.failure.Where;
import dev.seedbank.repository.BackupRepository;
import dev.seedbank.repository.BackupSummary;
import dev.seedbank.repository.StoredBackup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the backup that a user means: by its name, its path, or a beginning that no other name shares; {@link #LATEST} is the
 * latest that is not a safety backup.
 */
record BackupSearch(BackupRepository repository) {
    static final String LATEST = "latest";
    private static final int SHOWN = 5;

    /** All backups, the latest first. Damaged ones are listed as such; one that somebody deletes meanwhile is not. */
    List<BackupSummary> list() throws IOException {
        var result = new ArrayList<BackupSummary>();
        for (var backup : repository.list()) {
            try {
                result.add(BackupSummary.of(backup));
            } catch (IOException e) {
                if (repository.names().contains(backup.name())) {
                    throw e;
                }
            }
        }
        result.sort(Comparator.comparing(BackupSummary::createdAt)
                .thenComparing(BackupSummary::name)
                .reversed());
        return result;
    }

    /**
     * Finds it, without opening it.
     *
     * @throws UsageFailure naming the nearest, or the latest, if there is none; or those that it could be
     * @throws dev.seedbank.failure.OperationFailed if it is incomplete
     */
    StoredBackup find(String typed) throws IOException {
        var exact = repository.find(typed);
        if (exact.isPresent()) {
            return exact.get();
        }
        return typed.equals(LATEST) ? latest() : beginningWith(typed);
    }

    private StoredBackup latest() throws IOException {
        return list().stream()
                .filter(backup -> !backup.safety())
                .findFirst()
                .map(BackupSummary::stored)
                .orElseThrow(() -> UsageFailure.notFound(
                        "There is no backup in " + repository.place(), "Make one: seedbank backup"));
    }

    private StoredBackup beginningWith(String typed) throws IOException {
        var found = repository.names().stream()
                .filter(name -> !typed.isEmpty() && name.startsWith(typed))
                .toList();
        if (found.size() > 1) {
            throw UsageFailure.notFound(
                    "%d backups begin with '%s'".formatted(found.size(), typed),
                    "Type more of the name: " + some(found));
        }
        var only = found.isEmpty() ? null : repository.find(found.getFirst()).orElse(null);
        if (only == null) {
            throw notFound(typed);
        }
        return only;
    }

    private UsageFailure notFound(String typed) throws IOException {
        var all = new ArrayList<>(list());
        all.sort(Comparator.comparing(BackupSummary::safety)); // keeps the latest first
        var names = all.stream().map(BackupSummary::name).toList();
        var where = Where.at(Where.Key.BACKUP, typed);
        if (names.isEmpty()) {
            return where.of(UsageFailure.notFound(
                    "No backup '%s': there are none in %s".formatted(typed, repository.place()),
                    "Make one: seedbank backup"));
        }
        var nearest = Nearest.nearest(typed, names)
                .map("Did you mean '%s'? "::formatted)
                .orElse("");
        return where.of(UsageFailure.notFound(
                "No backup '%s'. Latest: %s".formatted(typed, names.getFirst()),
                nearest + "Available: " + some(names)));
    }

    private static String some(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
                + (names.size() > SHOWN ? ", … (seedbank backup list)" : "");
    }
}
