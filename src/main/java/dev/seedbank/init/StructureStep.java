package dev.seedbank.init;

import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Report;
import dev.seedbank.guard.Permit;
import dev.seedbank.guard.Targets;
import dev.seedbank.schema.DeclaredStructure;
import dev.seedbank.schema.StructurePlan;
import java.io.IOException;

/** Builds what {@code schema/} declares, where there are no migrations. Of several processes one does; the others find nothing to do. */
record StructureStep(DeclaredStructure structure, StructurePlan planned, Progress progress) implements Step {
    @Override
    public Report plan(Targets targets) {
        return planned.dryRun(progress);
    }

    @Override
    public Report run(Targets targets, Permit permit) throws IOException {
        return structure.run(planned, permit, progress);
    }
}
