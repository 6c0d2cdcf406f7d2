package dev.seedbank.backup;

import dev.seedbank.archive.Archive;
import dev.seedbank.archive.Manifest;
import dev.seedbank.cli.Progress;
import dev.seedbank.config.Project;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.repository.BackupRepository;
import dev.seedbank.repository.BackupSummary;
import dev.seedbank.repository.LocalRepository;
import dev.seedbank.repository.LoggedCommand;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The backups that a project has. */
@ApplicationScoped
public class Backups {
    private final Clock clock;

    public Backups(Clock clock) {
        this.clock = clock;
    }

    /** The place where the project keeps them. */
    public BackupRepository repository(Project project) {
        return new LocalRepository(project.backups().directory());
    }

    /** Those to choose from, the latest first: without those that were taken for safety, and without damaged ones. */
    public List<BackupRow> choices(Project project) throws IOException {
        return rows(project).stream()
                .filter(row -> !row.backup().safety() && !row.backup().damaged())
                .toList();
    }

    /**
     * Opens a backup by its name, the beginning of it, or its path; without one the latest.
     *
     * @throws dev.seedbank.failure.UsageFailure if there is none
     */
    public Archive find(Project project, Optional<String> name) throws IOException {
        return repository(project).open(name.orElse(BackupRepository.LATEST));
    }

    /** All of them, the latest first, with what became of the commands that took some for safety. */
    public BackupList list(Project project) throws IOException {
        return new BackupList(rows(project));
    }

    /** What is in one, and how much room it takes. */
    public BackupDetails show(Project project, Optional<String> name) throws IOException {
        var repository = repository(project);
        var archive = find(project, name);
        var path = repository.path(name.orElse(BackupRepository.LATEST));
        return new BackupDetails(archive.name(), path, repository.size(path), archive.manifest());
    }

    /** Reads one again. Damaged metadata is something found, too. */
    public Verification verify(Project project, Optional<String> name, Progress progress) throws IOException {
        var typed = name.orElse(BackupRepository.LATEST);
        try {
            return verify(repository(project).open(typed), progress);
        } catch (OperationFailed e) {
            if (e.code() != ErrorCode.BACKUP_DAMAGED) {
                throw e;
            }
            return new Verification(typed, Optional.empty(), List.of(String.valueOf(e.getMessage())));
        }
    }

    private static Verification verify(Archive archive, Progress progress) throws IOException {
        long bytes = archive.manifest().bytes();
        try (var work = progress.work("verify", Progress.Unit.BYTES, bytes)) {
            var problems = archive.verify(work.part(archive.name(), bytes)::advance);
            return new Verification(archive.name(), Optional.of(archive.manifest()), problems);
        }
    }

    private List<BackupRow> rows(Project project) throws IOException {
        var repository = repository(project);
        var commands = repository.commands().list();
        var rows = new ArrayList<BackupRow>();
        for (var backup : repository.list()) {
            rows.add(new BackupRow(backup, clock.instant(), command(backup, commands)));
        }
        return rows;
    }

    /** The command that took it, as far as the log still knows it. */
    private static Optional<LoggedCommand> command(BackupSummary backup, List<LoggedCommand> commands) {
        var log = backup.manifest().flatMap(Manifest::safety).map(Manifest.Safety::log);
        return commands.stream()
                .filter(command -> log.equals(Optional.of(command.id())))
                .findFirst();
    }
}
