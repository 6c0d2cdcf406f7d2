package dev.seedbank.backup;

import dev.seedbank.archive.ManifestSummary.StoreSummary;
import dev.seedbank.backend.DatabaseIdentity;
import dev.seedbank.cli.Lines;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Report;
import dev.seedbank.config.Environment;
import dev.seedbank.config.Project;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.guard.BackupGuard;
import dev.seedbank.guard.Plan;
import dev.seedbank.repository.BackupRepository;
import dev.seedbank.repository.BackupSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One backup that is about to be deleted, and what goes with it. */
final class BackupDeletion implements BackupGuard.Deletion, Plan {
    private final BackupRepository repository;
    private final SafetyBackups safety;
    private final BackupSummary backup;
    private final Environment profile;
    private final Progress progress;
    private final Map<String, Boolean> verified = new HashMap<>();

    private BackupDeletion(
            BackupRepository repository,
            SafetyBackups safety,
            BackupSummary backup,
            Environment profile,
            Progress progress) {
        this.repository = repository;
        this.safety = safety;
        this.backup = backup;
        this.profile = profile;
        this.progress = progress;
    }

    /** @param typed as {@link BackupSearch} takes it */
    static BackupDeletion of(BackupRepository repository, Project project, String typed, Progress progress)
            throws IOException {
        var named = new BackupSearch(repository).find(typed);
        var safety = SafetyBackups.in(repository);
        for (var backup : safety.all()) {
            // A path may lead to another folder's backup of the same name.
            if (backup.name().equals(named.name()) && backup.stored().identity().equals(named.identity())) {
                return new BackupDeletion(
                        repository, safety, backup, project.profile().environment(), progress);
            }
        }
        throw UsageFailure.notFound(
                "'%s' is not in the backup folder".formatted(typed), "To see the backups there: seedbank backup list");
    }

    @Override
    public String name() {
        return backup.name();
    }

    @Override
    public Optional<Environment> environment() {
        if (profile == Environment.PRODUCTION) {
            return Optional.of(profile);
        }
        if (backup.content().isEmpty()) { // damaged, or another program's
            return backup.damaged() ? Optional.empty() : Optional.of(profile);
        }
        return Environment.of(backup.content().get().environment()) // perhaps the word of a newer version
                .map(made -> made.compareTo(profile) > 0 ? made : profile);
    }

    /** What {@code undo} cannot do any more afterwards. */
    @Override
    public List<String> warnings() {
        var undone = safety.nextUndoneBy(name()).stream().map(CommandWords::of).collect(Collectors.joining(", "));
        return undone.isEmpty()
                ? List.of()
                : List.of("Without %s, seedbank undo cannot take back %s".formatted(name(), undone));
    }

    @Override
    public Report dryRun(Progress reading) {
        return Lines.dryRun("Would delete:", "backups", List.of(name()));
    }

    /**
     * Pruning removes safety backups without asking, so they do not count beside an ordinary backup. Nor does a backup of some of a
     * store's collections, unless this one is of some, too.
     */
    @Override
    public List<String> lastOf() throws IOException {
        if (backup.content().isEmpty()) {
            return List.of();
        }
        var content = backup.content().get();
        var others = others().stream()
                .filter(it -> it.content().isPresent())
                .filter(it -> backup.safety() || !it.safety())
                .filter(it -> it.content().get().wholeStores() || !content.wholeStores())
                .toList();
        var last = content.stores().stream()
                .filter(store -> others.stream().noneMatch(other -> holds(other, store) && verifies(other)))
                .map(StoreSummary::name)
                .toList();
        return last.isEmpty() || !verifies(backup) ? List.of() : last;
    }

    /** What remains once this one is deleted, so without symbolic links to it. */
    private List<BackupSummary> others() throws IOException {
        var others = new ArrayList<BackupSummary>();
        for (var other : safety.all()) {
            boolean leadsHere = !backup.stored().isLink()
                    && other.stored().identity().equals(backup.stored().identity());
            if (!other.name().equals(name()) && !leadsHere) {
                others.add(other);
            }
        }
        return others;
    }

    private static boolean holds(BackupSummary other, StoreSummary store) {
        return other.content().orElseThrow().stores().stream()
                .anyMatch(it -> it.name().equals(store.name()) && isSame(it.database(), store.database()));
    }

    /** Earlier versions did not write which database it was. */
    private static boolean isSame(DatabaseIdentity one, DatabaseIdentity other) {
        boolean known = !one.address().isEmpty() && !other.address().isEmpty();
        return known ? one.matches(other) : one.database().equals(other.database());
    }

    private boolean verifies(BackupSummary summary) {
        return verified.computeIfAbsent(summary.name(), name -> {
            try {
                return Backups.verify(summary.stored().open(), progress).isEmpty();
            } catch (IOException | Failure e) {
                return false;
            }
        });
    }

    /** @throws OperationFailed if a running command uses it */
    Report run() throws IOException {
        var now = new SafetyBackups(safety.all(), repository.commands().list());
        var user = now.user(name());
        if (user.isPresent()) {
            throw new OperationFailed(
                    "%s is in use: %s is still running".formatted(name(), CommandWords.of(user.get())),
                    "Wait for it, or stop it. Nothing was deleted.");
        }
        repository.delete(name());
        return new Lines(List.of("Deleted " + name()), Map.of("deleted", name()), List.of(name()));
    }
}
