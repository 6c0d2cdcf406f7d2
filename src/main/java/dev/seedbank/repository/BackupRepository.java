package dev.seedbank.repository;

import dev.seedbank.archive.Archive;
import dev.seedbank.archive.ArchiveSink;
import dev.seedbank.archive.Manifest.Layout;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** A place with backups in it. */
public interface BackupRepository {
    /** All backups, the latest first; what is half made is none. Damaged ones are listed as such. */
    List<BackupSummary> list() throws IOException;

    /**
     * Opens a backup by its name, or by the path of a folder or file.
     *
     * @throws dev.seedbank.failure.UsageFailure naming the nearest, or the latest, if there is none
     */
    Archive open(String nameOrPath) throws IOException;

    /** The full name of the backup that {@link #open} would open; throws as it does. */
    String find(String nameOrPath) throws IOException;

    /** A new backup, invisible until published. */
    Draft draft(String prefix, Instant createdAt, Layout layout) throws IOException;

    /** What was done to the databases, and which backups were taken before it. */
    CommandLog commands();

    /** Removes a backup: in one step it is none any more. */
    void delete(String name) throws IOException;

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
