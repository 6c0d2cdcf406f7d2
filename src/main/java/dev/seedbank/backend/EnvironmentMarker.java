package dev.seedbank.backend;

import dev.seedbank.config.Environment;
import java.util.Optional;

/**
 * What a database says of itself, kept in Seedbank's own metadata inside it, outside backups and untouched by clean and
 * restore.
 */
public interface EnvironmentMarker {
    /** The environment that was written; of a family the highest that any of its databases carries. Only reads, creates nothing. */
    Optional<Environment> read();

    /** Writes it, creating Seedbank's metadata if need be; of a family into each of its databases. */
    void write(Environment environment);
}
