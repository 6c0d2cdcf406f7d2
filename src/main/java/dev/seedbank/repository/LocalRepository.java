package dev.seedbank.repository;

import dev.seedbank.archive.Archive;
import dev.seedbank.archive.Manifest.Layout;
import dev.seedbank.config.Nearest;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.failure.Where;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Backups in a folder: one folder each, or one {@code .json} file each. */
public final class LocalRepository implements BackupRepository {
    static final String METADATA = "metadata.json";
    private static final int SHOWN = 5;

    private final Path root;

    public LocalRepository(Path root) {
        this.root = root;
    }

    @Override
    public List<BackupSummary> list() throws IOException {
        var result = new ArrayList<BackupSummary>();
        try (var entries = Files.newDirectoryStream(root, entry -> isBackup(entry))) {
            for (var entry : entries) {
                result.add(summary(entry));
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
        result.sort(Comparator.comparing(BackupSummary::createdAt)
                .thenComparing(BackupSummary::name)
                .reversed());
        return result;
    }

    @Override
    public List<String> names() {
        var names = new ArrayList<String>();
        try (var entries = Files.newDirectoryStream(root, entry -> isBackup(entry))) {
            entries.forEach(entry -> names.add(entry.getFileName().toString()));
        } catch (IOException | DirectoryIteratorException e) {
            return List.of(); // no folder of backups yet, or none that can be read
        }
        names.sort(Comparator.comparing(BackupName::time)
                .thenComparing(Comparator.naturalOrder())
                .reversed());
        return names;
    }

    @Override
    public Archive open(String named) throws IOException {
        return open(path(named));
    }

    @Override
    public long size(Path backup) throws IOException {
        return LocalFiles.treeSize(backup);
    }

    @Override
    public Draft draft(String prefix, Instant createdAt, Layout layout) throws IOException {
        LocalDraft.removeAbandoned(root);
        return new LocalDraft(root, prefix, createdAt, layout);
    }

    @Override
    public CommandLog commands() {
        return new LocalCommandLog(root.resolve(".seedbank").resolve("commands"));
    }

    @Override
    public void delete(String named) throws IOException {
        var path = path(named);
        if (!isBackup(path) || !root.toRealPath().equals(path.toRealPath().getParent())) {
            throw new UsageFailure(
                    "'%s' is not a backup in %s".formatted(named, root.getFileName()),
                    "seedbank backup list shows those.");
        }
        LocalDraft.discard(path);
    }

    private static Archive open(Path path) throws IOException {
        var name = path.getFileName().toString();
        return Files.isDirectory(path)
                ? Archive.ofDirectory(name, new LocalSource(path))
                : Archive.ofFile(name, new LocalSource(path));
    }

    @Override
    public Path path(String named) throws IOException {
        for (var candidate : candidates(named)) {
            if (isBackup(candidate) || isLines(candidate)) {
                return candidate;
            }
        }
        refuseIncomplete(named);
        return named.equals(LATEST) ? latest() : beginningWith(named);
    }

    private List<Path> candidates(String named) {
        try {
            return List.of(root.resolve(named), root.resolve(named + ".json"), Path.of(named));
        } catch (InvalidPathException e) {
            return List.of(); // then it is no name of a backup either
        }
    }

    /** A folder without metadata is what a deletion by hand or a copy that was cut short leaves. */
    private void refuseIncomplete(String named) {
        for (var candidate : candidates(named)) {
            var path = candidate.toAbsolutePath().normalize();
            boolean here = root.toAbsolutePath().normalize().equals(path.getParent());
            if (here && !path.getFileName().toString().startsWith(".") && Files.isDirectory(path)) {
                throw new OperationFailed(
                        ErrorCode.BACKUP_DAMAGED,
                        "'%s' is incomplete: it has no %s".formatted(named, METADATA),
                        "Use another backup: seedbank backup list",
                        null);
            }
        }
    }

    private Path latest() throws IOException {
        return list().stream()
                .filter(backup -> !backup.safety())
                .findFirst()
                .map(backup -> root.resolve(backup.name()))
                .orElseThrow(() -> new UsageFailure(
                        ErrorCode.NOT_FOUND, "There is no backup in " + root, "Make one: seedbank backup", null));
    }

    private Path beginningWith(String named) throws IOException {
        var found = names().stream()
                .filter(name -> !named.isEmpty() && name.startsWith(named))
                .toList();
        if (found.isEmpty()) {
            throw notFound(named);
        }
        if (found.size() > 1) {
            throw new UsageFailure(
                    ErrorCode.NOT_FOUND,
                    "%d backups begin with '%s'".formatted(found.size(), named),
                    "Type more of the name: " + some(found),
                    null);
        }
        return root.resolve(found.getFirst());
    }

    private static String some(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
                + (names.size() > SHOWN ? ", … (seedbank backup list)" : "");
    }

    private UsageFailure notFound(String name) throws IOException {
        var all = new ArrayList<>(list());
        all.sort(Comparator.comparing(BackupSummary::safety)); // keeps the latest first
        var names = all.stream().map(BackupSummary::name).toList();
        if (names.isEmpty()) {
            return Where.at(Where.Key.BACKUP, name)
                    .of(UsageFailure.notFound(
                            "No backup '%s': there are none in %s".formatted(name, root), "Make one: seedbank backup"));
        }
        var nearest = Nearest.nearest(name, names)
                .map("Did you mean '%s'? "::formatted)
                .orElse("");
        return Where.at(Where.Key.BACKUP, name)
                .of(UsageFailure.notFound(
                        "No backup '%s'. Latest: %s".formatted(name, names.getFirst()),
                        nearest + "Available: " + some(names)));
    }

    private static boolean isBackup(Path path) {
        var name = path.getFileName() == null ? "" : path.getFileName().toString();
        if (name.startsWith(".")) {
            return false;
        }
        if (Files.isDirectory(path)) {
            return Files.isRegularFile(path.resolve(METADATA), LinkOption.NOFOLLOW_LINKS);
        }
        return name.endsWith(".json") && Files.isRegularFile(path);
    }

    /** JSON Lines, which only another program writes: restored when it is named, and never listed. */
    private static boolean isLines(Path path) {
        var name = String.valueOf(path.getFileName());
        return (name.endsWith(".jsonl") || name.endsWith(".ndjson")) && Files.isRegularFile(path);
    }

    private static BackupSummary summary(Path path) throws IOException {
        var name = path.getFileName().toString();
        long size = LocalFiles.treeSize(path);
        try {
            if (!Files.isDirectory(path) && !ownFile(path)) {
                var modified = Files.getLastModifiedTime(path).toInstant();
                return new BackupSummary(
                        name, modified, size, Optional.empty(), Optional.of("written by another program"));
            }
            var manifest = open(path).manifest();
            return new BackupSummary(name, manifest.createdAt(), size, Optional.of(manifest), Optional.empty());
        } catch (Failure | IOException e) {
            var modified = Files.getLastModifiedTime(path).toInstant();
            return new BackupSummary(name, modified, size, Optional.empty(), Optional.of(BackupSummary.DAMAGED));
        }
    }

    /** Whether a single file ends as ours do; another's would have to be read whole to say what is in it. */
    private static boolean ownFile(Path path) throws IOException {
        long size = Files.size(path);
        try (var in = new LocalSource(path).open("", Math.max(0, size - 64), Math.min(size, 64))) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).contains("\"metadataOffset\"");
        } catch (OperationFailed e) {
            return false;
        }
    }
}
