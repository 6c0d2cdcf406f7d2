package dev.seedbank.archive;

import java.io.IOException;
import java.io.InputStream;

/** Where an archive's files are read from. */
public interface ArchiveSource {
    /**
     * A part of a file, unbuffered; the caller closes it.
     *
     * @param file relative, with {@code /} between its parts; the empty string is the archive itself where it is one file
     * @throws dev.seedbank.failure.OperationFailed if the file is outside the archive
     */
    InputStream open(String file, long offset, long length) throws IOException;

    /** In bytes; -1 if there is no such file. */
    long size(String file) throws IOException;
}
