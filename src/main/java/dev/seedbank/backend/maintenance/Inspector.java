package dev.seedbank.backend.maintenance;

/**
 * Looks at a store's health. Only reads. What the user may not read, or the server does not have, is a note, and the rest goes on; only
 * a lost connection is a failure.
 */
@FunctionalInterface
public interface Inspector {
    Inspection inspect(Thresholds thresholds);
}
