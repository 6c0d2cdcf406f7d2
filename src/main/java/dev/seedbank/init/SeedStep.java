package dev.seedbank.init;

import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Report;
import dev.seedbank.guard.Permit;
import dev.seedbank.guard.Targets;
import dev.seedbank.seed.Seed;
import dev.seedbank.seed.SeedPlan;
import dev.seedbank.seed.SeedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Loads every seed set that the profile's environment may take.
 *
 * @param settings the step before, which may write the first seed file
 */
record SeedStep(Seed seed, Optional<SettingsStep> settings, Progress progress) implements Step {
    @Override
    public Report plan(Targets targets) {
        var folder = targets.project().folder();
        try {
            var example = settings.isPresent() && Files.isWritable(folder)
                    ? settings.get().example(targets)
                    : Optional.<NewFile>empty();
            return example.isPresent()
                    ? plan(targets, example.get())
                    : planned(targets, folder).dryRun(progress);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As if the file were in the project already. */
    private Report plan(Targets targets, NewFile example) throws IOException {
        var folder = Files.createTempDirectory("seedbank-");
        var file = folder.resolve(example.path());
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, example.text());
            return planned(targets, folder).dryRun(progress);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.getParent());
            Files.delete(folder);
        }
    }

    @Override
    public Report run(Targets targets, Permit permit) throws IOException {
        return seed.run(planned(targets, targets.project().folder()), targets.project(), permit, progress);
    }

    private SeedPlan planned(Targets targets, Path folder) {
        var project = targets.project();
        var request = new SeedRequest(
                folder,
                project.storeNames(),
                project.profile().environment(),
                List.of(),
                List.of(),
                SeedRequest.Mode.ADD);
        return seed.plan(request, seed.choose(request), targets.stores());
    }
}
