package dev.seedbank.backup;

import dev.seedbank.archive.Manifest;
import dev.seedbank.archive.Manifest.StoreEntry;
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
import dev.seedbank.repository.LoggedCommand;
import dev.seedbank.repository.LoggedCommand.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One backup that is about to be deleted, and what goes with it. */
final class BackupDeletion implements BackupGuard.Deletion, Plan {
    private final BackupRepository repository;
    private final BackupSummary backup;
    private final Environment profile;
    private final Progress progress;
    private final Map<String, Boolean> verified = new HashMap<>();

    private BackupDeletion(BackupRepository repository, BackupSummary backup, Environment profile, Progress progress) {
        this.repository = repository;
        this.backup = backup;
        this.profile = profile;
        this.progress = progress;
    }

    /** @param named as {@link BackupRepository} takes it */
    static BackupDeletion of(Backups backups, Project project, String named, Progress progress) throws IOException {
        var repository = backups.repository(project);
        var path = repository.path(named);
        var name = path.getFileName().toString();
        for (var backup : repository.list()) {
            // A path may lead to another folder's backup of the same name.
            if (backup.name().equals(name) && Files.isSameFile(repository.path(name), path)) {
                return new BackupDeletion(repository, backup, project.profile().environment(), progress);
            }
        }
        throw UsageFailure.notFound(
                "'%s' is not in the folder of backups".formatted(named), "seedbank backup list shows those.");
    }

    @Override
    public String name() {
        return backup.name();
    }

    @Override
    public Environment environment() {
        var made = backup.manifest()
                .map(Manifest::environment)
                .flatMap(Environment::of)
                .orElse(profile);
        return made.compareTo(profile) > 0 ? made : profile;
    }

    /** What {@code undo} cannot do any more afterwards. */
    @Override
    public List<String> warnings() throws IOException {
        var undone = SafetyPruning.lastChanges(repository.commands().list()).stream()
                .filter(command -> command.safetyBackup().equals(Optional.of(name())))
                .map(CommandWords::of)
                .collect(Collectors.joining(", "));
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
        if (backup.manifest().isEmpty()) {
            return List.of();
        }
        var others = others().stream()
                .filter(it -> it.manifest().isPresent())
                .filter(it -> backup.safety() || !it.safety())
                .filter(it -> it.manifest().orElseThrow().wholeStores()
                        || !backup.manifest().orElseThrow().wholeStores())
                .toList();
        var last = backup.manifest().get().stores().stream()
                .filter(store -> others.stream().noneMatch(other -> holds(other, store) && verifies(other)))
                .map(StoreEntry::name)
                .toList();
        return last.isEmpty() || !verifies(backup) ? List.of() : last;
    }

    /** What remains once this one is deleted, so without symbolic links to it. */
    private List<BackupSummary> others() throws IOException {
        var path = repository.path(name());
        var place = path.resolveSibling(".").toRealPath().resolve(path.getFileName());
        var others = new ArrayList<BackupSummary>();
        for (var other : repository.list()) {
            if (!other.name().equals(name())
                    && !repository.path(other.name()).toRealPath().equals(place)) {
                others.add(other);
            }
        }
        return others;
    }

    private static boolean holds(BackupSummary other, StoreEntry store) {
        return other.manifest().orElseThrow().stores().stream()
                .anyMatch(it -> it.name().equals(store.name()) && isSame(it, store));
    }

    /** Earlier versions did not write which database it was. */
    private static boolean isSame(StoreEntry one, StoreEntry other) {
        boolean known = !one.identity().address().isEmpty()
                && !other.identity().address().isEmpty();
        return known
                ? one.identity().matches(other.identity())
                : one.server().database().equals(other.server().database());
    }

    private boolean verifies(BackupSummary summary) {
        return verified.computeIfAbsent(summary.name(), name -> {
            long bytes = summary.manifest().orElseThrow().bytes();
            try (var work = progress.work("verify", Progress.Unit.BYTES, bytes)) {
                return repository
                        .open(name)
                        .verify(work.part(name, bytes)::advance)
                        .isEmpty();
            } catch (IOException | Failure e) {
                return false;
            }
        });
    }

    /** @throws OperationFailed if a running command uses it */
    Report run() throws IOException {
        for (var command : repository.commands().list()) {
            if (command.ending() == Ending.RUNNING && uses(command)) {
                throw new OperationFailed(
                        "%s is in use: %s is still running".formatted(name(), CommandWords.of(command)),
                        "Wait for it, or stop it. Nothing was deleted.");
            }
        }
        repository.delete(name());
        return new Lines(List.of("Deleted " + name()), Map.of("deleted", name()), List.of(name()));
    }

    private boolean uses(LoggedCommand command) {
        var named = Optional.of(name());
        return command.invocation().restores().equals(named)
                || command.safetyBackup().equals(named);
    }
}
