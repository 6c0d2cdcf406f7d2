package dev.seedbank.init;

import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Report;
import dev.seedbank.guard.Permit;
import dev.seedbank.guard.Targets;
import dev.seedbank.reset.Reset;
import dev.seedbank.reset.ResetPlan;
import java.io.IOException;

/** Begins from empty: drops, migrates and seeds. */
record ResetStep(Reset reset, ResetPlan planned, Progress progress) implements Step {
    @Override
    public Report plan(Targets targets) {
        return planned.dryRun(progress);
    }

    @Override
    public Report run(Targets targets, Permit permit) throws IOException {
        return reset.run(planned, permit, progress);
    }
}
