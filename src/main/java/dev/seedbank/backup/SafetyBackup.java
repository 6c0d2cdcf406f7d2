package dev.seedbank.backup;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Store;
import dev.seedbank.cli.Progress;
import dev.seedbank.config.Project;
import dev.seedbank.guard.Permit;
import dev.seedbank.repository.BackupRepository;
import dev.seedbank.repository.BackupSummary;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The backup that a destructive command takes of what is there before it changes anything; the newest three are kept. */
@ApplicationScoped
public class SafetyBackup {
    private static final int KEPT = 3;

    private final Backup backup;

    public SafetyBackup(Backup backup) {
        this.backup = backup;
    }

    /**
     * Takes one, if the permit asks for it and there is anything to lose.
     *
     * @param keep a safety backup that is about to be restored, and so is not pruned
     * @return its name
     */
    public Optional<String> take(
            Project project, List<Store> stores, Permit permit, Optional<String> keep, Progress progress)
            throws IOException {
        if (!permit.safetyBackup() || stores.stream().allMatch(SafetyBackup::empty)) {
            return Optional.empty();
        }
        var request = new BackupRequest(BackupRepository.SAFETY, List.of(), true);
        var result = backup.run(request, project, stores, permit, progress.barsOnly());
        prune(backup.repository(project), keep);
        progress.note("Safety backup: " + result.name() + " (seedbank undo puts it back)");
        return Optional.of(result.name());
    }

    /** The latest one, for {@code undo}. */
    public Optional<String> latest(Project project) throws IOException {
        return backup.repository(project).list().stream()
                .filter(BackupSummary::safety)
                .map(BackupSummary::name)
                .findFirst();
    }

    private static void prune(BackupRepository repository, Optional<String> keep) throws IOException {
        var old = repository.list().stream()
                .filter(BackupSummary::safety)
                .skip(KEPT)
                .toList();
        for (var summary : old) {
            if (!keep.equals(Optional.of(summary.name()))) {
                repository.delete(summary.name());
            }
        }
    }

    private static boolean empty(Store store) {
        return store.collections().stream().noneMatch(it -> it.kind() == Collection.Kind.DATA);
    }
}
