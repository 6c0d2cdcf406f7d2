package dev.seedbank.schema;

import dev.seedbank.cli.Consent;
import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.cli.WriteOptions;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.guard.Action;
import dev.seedbank.guard.Guard;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code seedbank generate}. */
@Command(
        name = "generate",
        header = "Write the migration that makes what the files declare.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  seedbank generate --name \"add user roles\"", "  seedbank generate --check"})
public class GenerateCommand implements Callable<Integer> {
    @Mixin
    WriteOptions write;

    @Option(names = "--name", paramLabel = "WORDS", description = "What it does, in a few words.")
    @Nullable
    String name;

    @Option(names = "--check", description = "Write nothing; exit with 5 if a migration is missing. For CI.")
    boolean check;

    @Inject
    GlobalOptions global;

    @Inject
    Guard guard;

    @Inject
    Generate generate;

    @Override
    public Integer call() throws IOException {
        if (name == null && !check && !write.dryRun()) {
            throw new UsageFailure(
                    "The migration needs a name",
                    "Say what it does: --name \"add user roles\". Only to see whether one is missing: --check");
        }
        var project = global.project();
        var chosen = SchemaStores.chosen(project, global.stores(), "generate", global.output());
        var stores = SchemaStores.declared(project, chosen, global.output());
        try (var targets = guard.open(Action.GENERATE, project, stores, Consent.NONE, global.output())) {
            var request = new Generate.Request(Objects.requireNonNullElse(name, ""), write.dryRun(), check);
            return global.output().show(generate.run(request, targets));
        }
    }
}
