package dev.seedbank.backend.mongo.maintenance;

import dev.seedbank.backend.maintenance.Inspection;
import dev.seedbank.backend.maintenance.Thresholds;

/** One part of the inspection. Only reads. */
interface Check {
    /** What it looks at, for a user who may not, or a server that does not have it: {@code running operations}. */
    String subject();

    void look(Thresholds thresholds, Inspection.Log log);
}
