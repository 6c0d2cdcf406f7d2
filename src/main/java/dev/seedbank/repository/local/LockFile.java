package dev.seedbank.repository.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A file that tells others that its process lives: that process has locked it, and the system gives the lock up with the process. */
final class LockFile implements AutoCloseable {
    /** Those of this process. To look at one of them by a channel of its own would give up its lock when that is closed. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private LockFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** What others see. */
    enum State {
        HELD,
        /** Its process is gone; or it has just been made, and is not locked yet. */
        FREE,
        ABSENT,
        /** The file system has no locks. */
        UNKNOWN
    }

    /** Makes one and locks it; empty if somebody has taken it for one that is left over, and removed it. */
    static Optional<LockFile> create(Path path) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OWN.add(path);
        var file = new LockFile(path, FileChannel.open(path, options, LocalFiles.ownerOnlyFile(path)));
        try {
            var _ = file.channel.lock();
        } catch (IOException e) {
            return Optional.of(file); // without locks others see that nothing is known
        }
        if (Files.exists(path)) {
            return Optional.of(file);
        }
        file.close();
        return Optional.empty();
    }

    static State state(Path path) {
        return ifFree(path, () -> {});
    }

    /** Something to do while nobody else can take the lock. */
    interface Work {
        void run() throws IOException;
    }

    /** Does the work if the process is gone, with the file locked meanwhile. */
    static State ifFree(Path path, Work work) {
        if (OWN.contains(path)) {
            return State.HELD;
        }
        try (var channel = FileChannel.open(path, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            if (lock == null) {
                return State.HELD;
            }
            work.run();
            return State.FREE;
        } catch (NoSuchFileException e) {
            return State.ABSENT;
        } catch (IOException e) {
            return State.UNKNOWN;
        }
    }

    /** Removes it while it is still locked, so that nobody finds it free. */
    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(path);
        } finally {
            OWN.remove(path);
        }
    }
}
