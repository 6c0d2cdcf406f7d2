package dev.seedbank.backup;

import dev.seedbank.archive.Archive;
import dev.seedbank.cli.Progress;
import dev.seedbank.config.BackupLocation;
import dev.seedbank.config.Project;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.repository.BackupRepository;
import dev.seedbank.repository.LoggedCommand;
import dev.seedbank.repository.Repositories;
import dev.seedbank.repository.StoredBackup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The project's backups, for all features: which ones exist, which one a name means, what is in it, and what the safety backups
 * undo.
 */
@ApplicationScoped
public class Backups {
    private final Repositories repositories;
    private final Clock clock;

    public Backups(Repositories repositories, Clock clock) {
        this.repositories = repositories;
        this.clock = clock;
    }

    /** The place where the project keeps them. */
    public BackupRepository repository(Project project) {
        return repositories.open(project.backups().location());
    }

    /** Their names, the latest first; none if the place cannot be read. */
    public List<String> names(BackupLocation location) {
        return repositories.open(location).names();
    }

    /** All of them, the latest first, with the outcome of the commands that took some of them for safety. */
    public BackupList list(Project project) throws IOException {
        return new BackupList(rows(project));
    }

    /** Those to choose from, the latest first: without safety backups, and without those known to be damaged. */
    public List<BackupRow> choices(Project project) throws IOException {
        return rows(project).stream()
                .filter(row -> !row.backup().safety() && !row.backup().damaged())
                .toList();
    }

    private List<BackupRow> rows(Project project) throws IOException {
        var safety = SafetyBackups.in(repository(project));
        return safety.all().stream()
                .map(backup -> new BackupRow(backup, clock.instant(), safety.undoneBy(backup)))
                .toList();
    }

    /**
     * The backup with that name, with a name that begins so, or at that path; without a name the latest that is not a safety
     * backup.
     *
     * @throws dev.seedbank.failure.UsageFailure if there is none, or several begin so
     * @throws OperationFailed if it is incomplete
     */
    public StoredBackup find(BackupLocation location, Optional<String> name) throws IOException {
        return find(repositories.open(location), name);
    }

    private static StoredBackup find(BackupRepository repository, Optional<String> name) throws IOException {
        return new BackupSearch(repository).find(name.orElse(BackupSearch.LATEST));
    }

    /** {@link #find Finds} one and opens it. */
    public Archive open(Project project, Optional<String> name) throws IOException {
        return find(repository(project), name).open();
    }

    /** What is in one, and how much room it takes. */
    public BackupDetails show(Project project, Optional<String> name) throws IOException {
        var backup = find(repository(project), name);
        return new BackupDetails(
                backup.name(), backup.place(), backup.bytes(), backup.open().manifest());
    }

    /** Reads one again. Damaged metadata is something found, too. */
    public Verification verify(Project project, Optional<String> name, Progress progress) throws IOException {
        try {
            var repository = repository(project);
            var backup = find(repository, name);
            remember(repository, backup, false); // until it has been read to its end
            var archive = backup.open();
            var problems = verify(archive, progress);
            if (problems.isEmpty()) {
                remember(repository, backup, true);
            }
            return new Verification(archive.name(), Optional.of(archive.manifest()), problems);
        } catch (OperationFailed e) {
            if (e.code() != ErrorCode.BACKUP_DAMAGED) {
                throw e;
            }
            var typed = name.orElse(BackupSearch.LATEST);
            return new Verification(typed, Optional.empty(), List.of(String.valueOf(e.getMessage())));
        }
    }

    /** Where nothing can be written, it is not remembered. */
    private void remember(BackupRepository repository, StoredBackup backup, boolean intact) {
        try {
            repository.verified(backup, intact ? Optional.of(clock.instant()) : Optional.empty());
        } catch (IOException e) {
            // The check itself was made.
        }
    }

    /** What is wrong with it; see {@link Archive#verify}. */
    static List<String> verify(Archive archive, Progress progress) throws IOException {
        long bytes = archive.manifest().bytes();
        try (var work = progress.work("verify", Progress.Unit.BYTES, bytes)) {
            return archive.verify(work.part(archive.name(), bytes)::advance);
        }
    }

    /** One that is to be deleted, and what goes with it. */
    BackupDeletion deletion(Project project, String name, Progress progress) throws IOException {
        return BackupDeletion.of(repository(project), project, name, progress);
    }

    /**
     * The backup that puts back what a command changed.
     *
     * @throws dev.seedbank.failure.UsageFailure if it took none
     * @throws OperationFailed if it is damaged or no longer exists
     */
    public Archive safetyBackup(Project project, LoggedCommand command) throws IOException {
        return SafetyBackups.in(repository(project)).open(command);
    }
}
