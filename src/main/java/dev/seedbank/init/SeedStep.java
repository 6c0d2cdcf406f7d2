package dev.seedbank.init;

import dev.seedbank.cli.Lines;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.config.Project;
import dev.seedbank.guard.Permit;
import dev.seedbank.guard.Targets;
import dev.seedbank.seed.Seed;
import dev.seedbank.seed.SeedPlan;
import dev.seedbank.seed.SeedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/**
 * Loads every seed set that the profile's environment may take.
 *
 * @param settings the first step, which may write the first seed file
 * @param migrates whether structure is made before, so that what the files are for may not be there yet
 * @param patience how long to wait for another process that seeds
 */
record SeedStep(Seed seed, Optional<SettingsStep> settings, boolean migrates, Duration patience, Progress progress)
        implements Step {
    @Override
    public Report plan(Targets targets) {
        var folder = targets.project().folder();
        if (migrates) {
            return listed(targets.project());
        }
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

    /** Without a look at tables that are still to be made. */
    private Report listed(Project project) {
        var choice = seed.choose(SeedRequest.all(project));
        choice.requireReadable();
        var lines = new ArrayList<String>();
        if (!choice.isEmpty()) {
            lines.add("Would seed then:");
            choice.files().forEach(file -> lines.add("  " + Text.printable(file)));
        }
        return new Lines(lines, Map.of("seedFiles", choice.files()));
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
        var plan = planned(targets, targets.project().folder());
        return seed.runAlone(plan, targets.project(), patience, permit, progress);
    }

    private SeedPlan planned(Targets targets, Path folder) {
        var request = SeedRequest.of(targets.project(), folder);
        return seed.plan(request, seed.choose(request), targets.stores());
    }
}
