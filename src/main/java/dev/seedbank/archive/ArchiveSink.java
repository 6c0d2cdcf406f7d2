package dev.seedbank.archive;

import java.io.IOException;
import java.io.OutputStream;

/** Where a new archive's files go. Nothing of it is visible as a backup until its owner publishes it. */
public interface ArchiveSink {
    /**
     * A new file, readable by its owner only. It is surely on the disk when the archive is published, not before.
     *
     * @param file relative, with {@code /} between its parts
     */
    OutputStream create(String file) throws IOException;
}
