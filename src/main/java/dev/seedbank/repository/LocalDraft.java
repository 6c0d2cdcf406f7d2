package dev.seedbank.repository;

import dev.seedbank.archive.Manifest.Layout;
import dev.seedbank.failure.OperationFailed;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * A backup under a temporary name beside its future one: {@code .partial-…/}, with a locked file in it while its process lives.
 * Files are forced to the disk when closed; {@link #publish} renames. A killed process leaves the folder, which is no
 * backup, and the next draft removes it.
 */
final class LocalDraft implements BackupRepository.Draft {
    private static final String PARTIAL = ".partial-";
    private static final String LOCK = ".lock";
    /** A younger folder may be one whose owner is about to lock it. */
    private static final Duration SURELY_ABANDONED = Duration.ofMinutes(1);

    private static final int BUFFER = 1 << 18;
    private static final int TRIES = 120;

    private final Path root;
    private final String prefix;
    private final Instant createdAt;
    private final Layout layout;
    private final Path staged;
    private final FileChannel lock;

    LocalDraft(Path root, String prefix, Instant createdAt, Layout layout) throws IOException {
        this.root = root;
        this.prefix = prefix;
        this.createdAt = createdAt;
        this.layout = layout;
        try {
            Files.createDirectories(root);
            staged = Files.createTempDirectory(root, PARTIAL, LocalFiles.ownerOnlyFolder(root));
            lock = FileChannel.open(staged.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            lock.lock();
        } catch (FileSystemException e) {
            throw cannotWrite(root, e);
        }
    }

    @Override
    public OutputStream create(String file) throws IOException {
        var path = file.isEmpty() ? staged.resolve("backup.json") : staged.resolve(file);
        Files.createDirectories(path.getParent(), LocalFiles.ownerOnlyFolder(root));
        var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new Forced(FileChannel.open(path, Set.copyOf(options), LocalFiles.ownerOnlyFile(root)), root);
    }

    @Override
    public String publish() throws IOException {
        try (var folders = Files.walk(staged)) {
            folders.filter(Files::isDirectory).forEach(LocalFiles::forceDirectory);
        }
        lock.close();
        Files.deleteIfExists(staged.resolve(LOCK));
        var time = createdAt;
        for (int i = 0; i < TRIES; i++) {
            var name = BackupName.of(prefix, time, layout);
            if (tryPublish(root.resolve(name))) {
                LocalFiles.forceDirectory(root);
                return name;
            }
            time = layout == Layout.FILE ? time.plusMillis(1) : time.plusSeconds(1);
        }
        throw new OperationFailed(
                "No free name for a backup '%s' in %s".formatted(prefix, root), "Give another --name.");
    }

    @Override
    public void close() throws IOException {
        lock.close();
        if (Files.exists(staged)) {
            LocalFiles.deleteTree(staged);
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
        } catch (UnsupportedOperationException | AtomicMoveNotSupportedException e) {
            Files.move(file, target);
        }
        LocalFiles.deleteTree(staged);
    }

    /** Removes what killed processes left: folders whose lock nobody holds. */
    static void removeAbandoned(Path root) throws IOException {
        try (var entries = Files.newDirectoryStream(root, PARTIAL + "*")) {
            for (var entry : entries) {
                if (abandoned(entry)) {
                    LocalFiles.deleteTree(entry);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // no folder of backups yet
        }
    }

    private static boolean abandoned(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock taken = channel.tryLock()) {
            return taken != null;
        } catch (NoSuchFileException e) {
            var age = Duration.between(Files.getLastModifiedTime(folder).toInstant(), Instant.now());
            return age.compareTo(SURELY_ABANDONED) > 0;
        } catch (OverlappingFileLockException e) {
            return false; // this very process holds it
        }
    }

    private static OperationFailed cannotWrite(Path where, IOException e) {
        return new OperationFailed(
                "Cannot write a backup to %s: %s".formatted(where, LocalFiles.reason(e)),
                "No backup was made. Check the folder's permissions and the space on its disk.",
                e);
    }

    /** Buffers, tells of a full disk in words, and is on the disk when closed. */
    private static final class Forced extends FilterOutputStream {
        private final FileChannel channel;
        private final Path root;
        private boolean closed;

        Forced(FileChannel channel, Path root) {
            super(new java.io.BufferedOutputStream(Channels.newOutputStream(channel), BUFFER));
            this.channel = channel;
            this.root = root;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            try {
                out.write(buffer, offset, length);
            } catch (java.nio.channels.ClosedChannelException e) {
                throw e;
            } catch (IOException e) {
                throw cannotWrite(root, e);
            }
        }

        @Override
        public void close() throws IOException {
            if (closed) {
                return;
            }
            closed = true;
            try (channel) {
                out.flush();
                channel.force(true);
            } catch (java.nio.channels.ClosedChannelException e) {
                throw e;
            } catch (IOException e) {
                throw cannotWrite(root, e);
            }
        }
    }
}
