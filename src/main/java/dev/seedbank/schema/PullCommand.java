package dev.seedbank.schema;

import dev.seedbank.cli.Consent;
import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.cli.WriteOptions;
import dev.seedbank.guard.Action;
import dev.seedbank.guard.Guard;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code seedbank pull}. */
@Command(
        name = "pull",
        header = "Write the database's structure into files that declare it.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  seedbank pull", "  seedbank pull --force"})
public class PullCommand implements Callable<Integer> {
    @Mixin
    WriteOptions write;

    @Option(names = "--force", description = "Also replace files that differ.")
    boolean force;

    @Inject
    GlobalOptions global;

    @Inject
    Guard guard;

    @Inject
    Pull pull;

    @Override
    public Integer call() throws IOException {
        var project = global.project();
        var stores = SchemaStores.chosen(project, global.stores(), "pull", global.output());
        try (var targets = guard.open(Action.PULL, project, stores, Consent.NONE, global.output())) {
            return global.output().show(pull.run(targets, force, write.dryRun()));
        }
    }
}
