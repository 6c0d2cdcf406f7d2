package dev.seedbank.maintenance;

import dev.seedbank.backend.maintenance.Thresholds;
import java.time.Duration;

/**
 * What to look for.
 *
 * @param backupAge how old a store's latest backup may be
 * @param patience how long a fix waits while somebody else changes the structure
 */
record MaintenanceRequest(Thresholds thresholds, Duration backupAge, Duration patience) {}
