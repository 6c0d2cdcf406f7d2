package dev.seedbank.repository;

import dev.seedbank.archive.Archive;
import dev.seedbank.archive.ArchiveSink;
import dev.seedbank.archive.Manifest.Layout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A place with backups in it. One is named by its name, by the beginning of it if no other begins so, by {@link #LATEST}, or by a path. */
public interface BackupRepository {
    /** In place of a name: the latest that no command took for safety. */
    String LATEST = "latest";

    /** All backups, the latest first; what is half made is none. Damaged ones are listed as such. */
    List<BackupSummary> list() throws IOException;

    /** Their names alone, without a look into them: the latest first, by the time that is in the name. */
    List<String> names();

    /**
     * Opens a backup.
     *
     * @throws dev.seedbank.failure.UsageFailure naming the nearest, or the latest, if there is none; or those that it could be
     * @throws dev.seedbank.failure.OperationFailed if it is damaged, or not all there
     */
    Archive open(String named) throws IOException;

    /** Where the backup lies that {@link #open} would open; throws as it does if there is none. */
    Path path(String named) throws IOException;

    /** The bytes of all its files. */
    long size(Path backup) throws IOException;

    /** A new backup, invisible until published. */
    Draft draft(String prefix, Instant createdAt, Layout layout) throws IOException;

    /** What was done to the databases, and which backups were taken before it. */
    CommandLog commands();

    /** Removes a backup: in one step it is none any more. */
    void delete(String named) throws IOException;

    /** A backup on its way. Closing it without publishing leaves nothing behind. */
    interface Draft extends ArchiveSink, AutoCloseable {
        /**
         * The commit point: gives it its name, in one step, over nothing that exists.
         *
         * @return the name: {@code prefix-YYYY-MM-DDTHH-MM-SS}, the next free second
         */
        String publish() throws IOException;

        @Override
        void close() throws IOException;
    }
}
