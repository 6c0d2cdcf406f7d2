package dev.seedbank.repository.local;

import dev.seedbank.archive.Manifest.Layout;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.repository.BackupName;
import dev.seedbank.repository.BackupRepository;
import dev.seedbank.repository.CommandLog;
import dev.seedbank.repository.StoredBackup;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Backups in a folder: one folder each, or one {@code .json} file each. */
final class LocalRepository implements BackupRepository {
    private final Path root;

    LocalRepository(Path root) {
        this.root = root;
    }

    @Override
    public String place() {
        return root.toString();
    }

    @Override
    public List<StoredBackup> list() throws IOException {
        var result = new ArrayList<StoredBackup>();
        try (var entries = Files.newDirectoryStream(root, LocalBackup::isBackup)) {
            entries.forEach(entry -> result.add(new LocalBackup(entry)));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
        return result;
    }

    @Override
    public List<String> names() {
        try {
            return list().stream()
                    .map(StoredBackup::name)
                    .sorted(BackupName.LATEST_FIRST)
                    .toList();
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
    }

    @Override
    public Optional<StoredBackup> find(String named) throws IOException {
        for (var candidate : candidates(named)) {
            var found = LocalBackup.named(candidate);
            if (found.isPresent()) {
                return Optional.of(found.get());
            }
        }
        refuseIncomplete(named);
        return Optional.empty();
    }

    @Override
    public Draft draft(String prefix, Instant createdAt, Layout layout) throws IOException {
        LocalDraft.removeAbandoned(root);
        return new LocalDraft(root, prefix, createdAt, layout);
    }

    @Override
    public List<String> unfinished() throws IOException {
        return LocalDraft.abandoned(root);
    }

    @Override
    public void verified(StoredBackup backup, Optional<Instant> at) throws IOException {
        if (!isHere(backup)) {
            return;
        }
        var note = verification(backup.name());
        if (at.isEmpty()) {
            Files.deleteIfExists(note);
        } else {
            Files.createDirectories(Objects.requireNonNull(note.getParent()), LocalFiles.ownerOnlyFolder(root));
            Files.writeString(note, at.get().toString());
        }
    }

    @Override
    public Optional<Instant> verifiedAt(StoredBackup backup) throws IOException {
        try {
            var at = Instant.parse(Files.readString(verification(backup.name())).strip());
            return isHere(backup) && !backup.modifiedAt().isAfter(at) ? Optional.of(at) : Optional.empty();
        } catch (NoSuchFileException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private boolean isHere(StoredBackup backup) {
        return Path.of(backup.place())
                .toAbsolutePath()
                .normalize()
                .equals(root.resolve(backup.name()).toAbsolutePath().normalize());
    }

    private Path verification(String name) {
        return root.resolve(".seedbank").resolve("verified").resolve(name);
    }

    @Override
    public CommandLog commands() {
        return new LocalCommandLog(root.resolve(".seedbank").resolve("commands"));
    }

    @Override
    public void delete(String name) throws IOException {
        var path = root.resolve(name);
        if (!LocalBackup.isBackup(path)
                || !root.toRealPath().equals(path.toRealPath().getParent())) {
            throw UsageFailure.notFound(
                    "'%s' is not a backup in %s".formatted(name, root.getFileName()),
                    "To see the backups there: seedbank backup list");
        }
        LocalDraft.discard(path);
        Files.deleteIfExists(verification(name));
    }

    private List<Path> candidates(String named) {
        try {
            return List.of(root.resolve(named), root.resolve(named + ".json"), Path.of(named));
        } catch (InvalidPathException e) {
            return List.of(); // then it is no name of a backup either
        }
    }

    /** A folder without metadata is what a manual deletion or an interrupted copy leaves. */
    private void refuseIncomplete(String named) {
        for (var candidate : candidates(named)) {
            var path = candidate.toAbsolutePath().normalize();
            boolean here = root.toAbsolutePath().normalize().equals(path.getParent());
            if (here && !path.getFileName().toString().startsWith(".") && Files.isDirectory(path)) {
                throw new OperationFailed(
                        ErrorCode.BACKUP_DAMAGED,
                        "'%s' is incomplete: it has no %s".formatted(named, LocalBackup.METADATA),
                        "Use another backup: seedbank backup list",
                        null);
            }
        }
    }
}
