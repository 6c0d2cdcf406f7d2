package dev.seedbank.repository.local;

import dev.seedbank.archive.Manifest.Layout;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.repository.BackupName;
import dev.seedbank.repository.BackupRepository;
import dev.seedbank.repository.StoredBackup;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * A backup under a temporary name beside its future one: {@code .partial-…/}, and {@code .partial-….lock}, which is there and locked
 * from before the folder until after it has its name.
 * {@link #publish} forces all files to the disk and renames. A killed process leaves the folder, which is no
 * backup, and the next draft removes it.
 */
final class LocalDraft implements BackupRepository.Draft {
    private static final String PARTIAL = ".partial-";
    private static final String LOCK = ".lock";
    /** Whose turn it is to publish, where publishing takes more than one step. */
    private static final String TURN = ".seedbank/publishing.lock";

    private static final int TRIES = 120;
    /** Files at a time: the disk takes several in the time of one. */
    private static final int FORCING = 4;

    private final Path root;
    private final String prefix;
    private final Instant createdAt;
    private final Layout layout;
    private final Path staged;
    private final LockFile lock;
    private final DiskThreads writing = new DiskThreads(1);
    private final Set<Path> folders = new HashSet<>();

    LocalDraft(Path root, String prefix, Instant createdAt, Layout layout) throws IOException {
        this.root = root;
        this.prefix = prefix;
        this.createdAt = createdAt;
        this.layout = layout;
        try {
            Files.createDirectories(root);
            var name = newName();
            var made = LockFile.create(root.resolve(name + LOCK));
            while (made.isEmpty()) {
                name = newName();
                made = LockFile.create(root.resolve(name + LOCK));
            }
            lock = made.get();
            staged = Files.createDirectory(root.resolve(name), LocalFiles.ownerOnlyFolder(root));
        } catch (FileSystemException e) {
            throw cannotWrite(root, e);
        }
    }

    private static String newName() {
        return PARTIAL + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    @Override
    public OutputStream create(String file) throws IOException {
        var path = file.isEmpty() ? staged.resolve("backup.json") : staged.resolve(file);
        var folder = Objects.requireNonNull(path.getParent());
        if (folders.add(folder)) {
            try {
                Files.createDirectories(folder, LocalFiles.ownerOnlyFolder(root));
            } catch (FileSystemException e) {
                throw cannotWrite(root, e);
            }
        }
        return new DraftFile(path, root, writing);
    }

    @Override
    public StoredBackup publish() throws IOException {
        writing.finish();
        forceAll();
        var time = createdAt;
        for (int i = 0; i < TRIES; i++) {
            var name = BackupName.of(prefix, time, layout);
            var target = root.resolve(name);
            if (tryPublish(target)) {
                LocalFiles.forceDirectory(root);
                lock.close();
                return new LocalBackup(target);
            }
            time = layout == Layout.FILE ? time.plusMillis(1) : time.plusSeconds(1);
        }
        throw new OperationFailed(
                "No free name for a backup '%s' in %s".formatted(prefix, root), "Give another --name.");
    }

    @Override
    public void close() throws IOException {
        writing.close();
        if (Files.exists(staged)) {
            LocalFiles.deleteTree(staged);
        }
        lock.close();
    }

    /** Files before folders; all at the end, because the disk takes many at once faster than one by one. */
    private void forceAll() throws IOException {
        try (var paths = Files.walk(staged);
                var disk = new DiskThreads(FORCING)) {
            for (var path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
                disk.run(() -> LocalFiles.force(path));
            }
            disk.finish();
        } catch (IOException e) {
            throw cannotWrite(root, e);
        }
        try (var folders = Files.walk(staged)) {
            folders.filter(Files::isDirectory).forEach(LocalFiles::forceDirectory);
        }
    }

    /** False if the name is taken. Both ways fail on an existing target instead of replacing it: an empty folder is the one exception. */
    private boolean tryPublish(Path target) throws IOException {
        if (Files.exists(target)) {
            return false;
        }
        try {
            if (layout == Layout.FILE) {
                publishFile(target);
            } else {
                Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
            }
            return true;
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            return false;
        } catch (FileSystemException e) {
            if (Files.exists(target) && Files.exists(staged)) {
                return false;
            }
            throw e;
        }
    }

    private void publishFile(Path target) throws IOException {
        var file = staged.resolve("backup.json");
        try {
            Files.createLink(target, file); // unlike a rename it never replaces
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            publishInTurn(file, target);
        }
        LocalFiles.deleteTree(staged);
    }

    /** Without hard links, as on exFAT: a rename would replace what another process puts there after the look. */
    private void publishInTurn(Path file, Path target) throws IOException {
        var turn = root.resolve(TURN);
        Files.createDirectories(turn.getParent(), LocalFiles.ownerOnlyFolder(root));
        var options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try (var channel = FileChannel.open(turn, options, LocalFiles.ownerOnlyFile(root));
                var _ = channel.lock()) {
            if (Files.exists(target)) {
                throw new FileAlreadyExistsException(target.toString());
            }
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Takes a backup out of sight, in one step. A process that is killed before it has deleted the rest leaves that to the next draft. */
    static void discard(Path backup) throws IOException {
        var gone = backup.resolveSibling(newName());
        Files.move(backup, gone, StandardCopyOption.ATOMIC_MOVE);
        LocalFiles.forceDirectory(Objects.requireNonNull(gone.getParent()));
        LocalFiles.deleteTree(gone);
    }

    /** What {@link #removeAbandoned} would remove. */
    static List<String> abandoned(Path root) throws IOException {
        var found = new ArrayList<String>();
        for (var entry : partial(root, "")) {
            var state = LockFile.state(entry.resolveSibling(entry.getFileName() + LOCK));
            if (state == LockFile.State.FREE || state == LockFile.State.ABSENT) {
                found.add(entry.getFileName().toString());
            }
        }
        return found;
    }

    /** Removes what killed processes left: folders with a lock that nobody holds, or without one. */
    static void removeAbandoned(Path root) throws IOException {
        for (var lock : partial(root, LOCK)) {
            var folder = lock.resolveSibling(lock.getFileName().toString().replace(LOCK, ""));
            LockFile.ifFree(lock, () -> {
                LocalFiles.deleteTree(folder);
                Files.deleteIfExists(lock);
            });
        }
        for (var entry : partial(root, "")) {
            // Its owner makes the lock before the folder, and removes it after.
            if (LockFile.state(entry.resolveSibling(entry.getFileName() + LOCK)) == LockFile.State.ABSENT) {
                LocalFiles.deleteTree(entry);
            }
        }
    }

    /** @param ending of the file's name; empty for folders and what else has none */
    private static List<Path> partial(Path root, String ending) throws IOException {
        var names = Pattern.compile(Pattern.quote(PARTIAL) + "[^.]*" + Pattern.quote(ending))
                .asMatchPredicate();
        try (var entries = Files.newDirectoryStream(
                root, entry -> names.test(entry.getFileName().toString()))) {
            var found = new ArrayList<Path>();
            entries.forEach(found::add);
            return found;
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of(); // no folder of backups yet
        }
    }

    static OperationFailed cannotWrite(Path where, IOException e) {
        return new OperationFailed(
                "Cannot write a backup to %s: %s".formatted(where, LocalFiles.reason(e)),
                "No backup was made. Check the folder's permissions and the space on its disk.",
                e);
    }
}
