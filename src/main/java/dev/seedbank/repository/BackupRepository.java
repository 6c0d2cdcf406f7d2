package dev.seedbank.repository;

import dev.seedbank.archive.ArchiveSink;
import dev.seedbank.archive.Manifest.Layout;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A place where backups are kept. It knows names and bytes; what a name typed by a user means, and what a backup contains, is up
 * to its callers. All it must be able to do is list backups, read any part of a file, write new files that are not visible yet,
 * make them visible in one step that fails if the name is taken, and create a log entry that other processes can see is held: an
 * object store can do all of this with conditional writes.
 */
public interface BackupRepository {
    /** As people know it: a path or a URL, without a password. */
    String place();

    /** All backups that are published, in any order; unfinished ones are left out. */
    List<StoredBackup> list() throws IOException;

    /** Their names alone, the latest first, by the time that is in the name. None if the place cannot be read. */
    List<String> names();

    /**
     * The backup of exactly this name, with or without its ending; or at this path, which may be elsewhere.
     *
     * @throws dev.seedbank.failure.OperationFailed if it is incomplete
     */
    Optional<StoredBackup> find(String named) throws IOException;

    /** A new backup, invisible until published. */
    Draft draft(String prefix, Instant createdAt, Layout layout) throws IOException;

    /** Those that a process has begun and will not finish, by the names under which they lie here; the next {@link #draft} removes them. */
    List<String> unfinished() throws IOException;

    /**
     * Remembers when all of a backup was read again and found intact, or, without a time, that it is not known to be; of one that is
     * kept elsewhere nothing is remembered.
     */
    void verified(StoredBackup backup, Optional<Instant> at) throws IOException;

    /** When that was; empty if never, or if the backup was changed since. */
    Optional<Instant> verifiedAt(StoredBackup backup) throws IOException;

    /** What was done to the databases, and which backups were taken before it. */
    CommandLog commands();

    /**
     * Removes the backup of exactly this name: it stops being a backup in one step.
     *
     * @throws dev.seedbank.failure.UsageFailure if there is none
     */
    void delete(String name) throws IOException;

    /** An unfinished backup. Closing it without publishing leaves nothing behind. */
    interface Draft extends ArchiveSink, AutoCloseable {
        /**
         * The commit point: gives it its name, {@code prefix-YYYY-MM-DDTHH-MM-SS} of the next free second, in one step, never
         * replacing anything.
         */
        StoredBackup publish() throws IOException;

        @Override
        void close() throws IOException;
    }
}
