package dev.seedbank.backend.migration;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One direction of a migration, as its file has it.
 *
 * @param file for messages, as a path from the project's folder, with slashes
 * @param pieces in the order in which they run
 * @param lockTimeout what the file says of it; zero: wait for ever
 * @param allowed what the file says is meant as it is
 */
public record Script(
        String file,
        Direction direction,
        List<Piece> pieces,
        Transactions transactions,
        Optional<Duration> lockTimeout,
        Set<Hazard> allowed,
        Files files) {
    public Script {
        pieces = List.copyOf(pieces);
        allowed = Set.copyOf(allowed);
    }

    public enum Direction {
        UP,
        DOWN
    }

    /** What the file says of transactions. */
    public enum Transactions {
        /** Nothing: all in one, unless a statement cannot run in one. */
        AUTO,
        /** None: each statement on its own. */
        NONE
    }

    /** Files beside the script, which it may name. */
    @FunctionalInterface
    public interface Files {
        /** @param name as a path from the script's folder, and never outside of it */
        InputStream open(String name) throws IOException;
    }
}
