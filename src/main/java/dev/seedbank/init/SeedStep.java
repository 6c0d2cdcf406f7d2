package dev.seedbank.init;

import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Report;
import dev.seedbank.guard.Permit;
import dev.seedbank.guard.Targets;
import dev.seedbank.seed.Seed;
import dev.seedbank.seed.SeedPlan;
import dev.seedbank.seed.SeedRequest;
import java.io.IOException;
import java.util.List;

/** Loads every seed set that the profile's environment may take. */
record SeedStep(Seed seed, Progress progress) implements Step {
    @Override
    public Report plan(Targets targets) {
        return seed.dryRun(planned(targets));
    }

    @Override
    public Report run(Targets targets, Permit permit) throws IOException {
        return seed.run(planned(targets), targets.project(), permit, progress);
    }

    private SeedPlan planned(Targets targets) {
        var project = targets.project();
        var request = new SeedRequest(
                project.folder(),
                project.storeNames(),
                project.profile().environment(),
                List.of(),
                List.of(),
                SeedRequest.Mode.ADD);
        return seed.plan(request, seed.choose(request), targets.stores());
    }
}
