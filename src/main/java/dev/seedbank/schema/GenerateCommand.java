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

/** {@code seedbank generate}. */
@Command(
        name = "generate",
        header = "Write the migration that makes what the files declare.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  seedbank generate --name \"add user roles\""})
public class GenerateCommand implements Callable<Integer> {
    @Mixin
    WriteOptions write;

    @Option(names = "--name", paramLabel = "WORDS", required = true, description = "What it does, in a few words.")
    String name = "";

    @Inject
    GlobalOptions global;

    @Inject
    Guard guard;

    @Inject
    Generate generate;

    @Override
    public Integer call() throws IOException {
        var project = global.project();
        var chosen = SchemaStores.chosen(project, global.stores(), "generate", global.output());
        var stores = SchemaStores.declared(project, chosen, global.output());
        try (var targets = guard.open(Action.GENERATE, project, stores, Consent.NONE, global.output())) {
            var request = new Generate.Request(name, write.dryRun());
            return global.output().show(generate.run(request, targets));
        }
    }
}
