package dev.seedbank.index;

import dev.seedbank.cli.Consent;
import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.cli.WriteOptions;
import dev.seedbank.guard.Action;
import dev.seedbank.guard.Guard;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code seedbank index pull}. */
@Command(
        name = "pull",
        header = "Write the indexes that exist into files, one for each collection.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  seedbank index pull", "  seedbank index pull --force"})
public class IndexPullCommand implements Callable<Integer> {
    @Mixin
    WriteOptions write;

    @Option(names = "--force", description = "Also replace files that differ.")
    boolean force;

    @Inject
    GlobalOptions global;

    @Inject
    Guard guard;

    @Override
    public Integer call() throws IOException {
        var project = global.project();
        try (var targets = guard.open(Action.STATUS, project, global.stores(), Consent.NONE, global.output())) {
            var files = new ArrayList<PulledFile>();
            for (var store : targets.stores()) {
                files.addAll(PulledFile.of(store, project));
            }
            if (!write.dryRun()) {
                for (var file : files) {
                    file.write(force);
                }
            }
            return global.output().show(new PullResult(files, force, write.dryRun()));
        }
    }
}
