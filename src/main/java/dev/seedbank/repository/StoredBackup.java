package dev.seedbank.repository;

import dev.seedbank.archive.Archive;
import dev.seedbank.archive.ArchiveSource;
import dev.seedbank.archive.Manifest.Layout;
import java.io.IOException;
import java.time.Instant;

/** A backup as its repository knows it: its name, place and files, not what they contain. */
public interface StoredBackup {
    String name();

    /** Where it is kept, as users can name it: a path or a URL. */
    String place();

    /** {@link Layout#FILE} also for a file that another program wrote. */
    Layout layout();

    Instant modifiedAt() throws IOException;

    /** The bytes of all its files. */
    long bytes() throws IOException;

    /** Its files' bytes, any part of any of them. */
    ArchiveSource source();

    /** The same for all names of one backup, whichever way it was named. */
    String identity() throws IOException;

    /** Whether it is only another name for a backup, which stays when this one is deleted. */
    boolean isLink();

    /**
     * Reads all that its metadata says.
     *
     * @throws dev.seedbank.failure.OperationFailed if that is damaged
     */
    default Archive open() throws IOException {
        return switch (layout()) {
            case DIRECTORY -> Archive.ofDirectory(name(), source());
            case FILE -> Archive.ofFile(name(), source());
        };
    }
}
