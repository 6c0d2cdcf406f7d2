package dev.seedbank.seed.rows;

import dev.seedbank.backend.SeedRow;
import java.util.Iterator;

/**
 * The rows of one open seed file, one at a time in constant memory. Throws {@link dev.seedbank.failure.OperationFailed} with file
 * and line where the file is not what it should be. Closing it closes the file.
 */
public interface SeedRows extends Iterator<SeedRow>, AutoCloseable {
    /** Goes past the next row, of which nothing is wanted but that it is one. */
    void skip();

    @Override
    void close();
}
