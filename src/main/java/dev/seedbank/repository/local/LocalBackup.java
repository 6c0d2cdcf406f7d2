package dev.seedbank.repository.local;

import dev.seedbank.archive.ArchiveSource;
import dev.seedbank.archive.Manifest.Layout;
import dev.seedbank.repository.StoredBackup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** A folder with a {@code metadata.json}, or a file. */
record LocalBackup(Path path) implements StoredBackup {
    static final String METADATA = "metadata.json";

    /** The backup at this path, if it can be read by its name. JSON Lines are not listed: only another program writes them. */
    static Optional<LocalBackup> named(Path path) {
        return isBackup(path) || isLines(path) ? Optional.of(new LocalBackup(path)) : Optional.empty();
    }

    /** Whether it is one that is listed. */
    static boolean isBackup(Path path) {
        var name = path.getFileName() == null ? "" : path.getFileName().toString();
        if (name.startsWith(".")) {
            return false;
        }
        if (Files.isDirectory(path)) {
            return Files.isRegularFile(path.resolve(METADATA), LinkOption.NOFOLLOW_LINKS);
        }
        return name.endsWith(".json") && Files.isRegularFile(path);
    }

    private static boolean isLines(Path path) {
        var name = String.valueOf(path.getFileName());
        return (name.endsWith(".jsonl") || name.endsWith(".ndjson")) && Files.isRegularFile(path);
    }

    @Override
    public String name() {
        return path.getFileName().toString();
    }

    @Override
    public String place() {
        return path.toString();
    }

    @Override
    public Layout layout() {
        return Files.isDirectory(path) ? Layout.DIRECTORY : Layout.FILE;
    }

    @Override
    public Instant modifiedAt() throws IOException {
        return Files.getLastModifiedTime(path).toInstant();
    }

    @Override
    public long bytes() throws IOException {
        return LocalFiles.treeSize(path);
    }

    @Override
    public ArchiveSource source() {
        return new LocalSource(path);
    }

    @Override
    public String identity() throws IOException {
        return path.toRealPath().toString();
    }

    @Override
    public boolean isLink() {
        return Files.isSymbolicLink(path);
    }
}
