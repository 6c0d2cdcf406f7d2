package dev.seedbank.backend.postgres.maintenance;

import dev.seedbank.backend.maintenance.FindingKind;
import dev.seedbank.backend.maintenance.Inspection;
import dev.seedbank.backend.maintenance.Thresholds;
import java.util.Set;

/** One part of the inspection. Only reads. */
interface Check {
    /** What it looks at, for a role that may not: {@code other sessions}. */
    String subject();

    /** What it can find. */
    Set<FindingKind> kinds();

    void look(Thresholds thresholds, Inspection.Log log);
}
