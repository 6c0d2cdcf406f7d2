package dev.seedbank.schema;

import dev.seedbank.cli.Consent;
import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.guard.Action;
import dev.seedbank.guard.Guard;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code seedbank schema diff}. */
@Command(
        name = "diff",
        header = "Show how the structure differs from the migrations or the files (exit code 5).",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  seedbank schema diff"})
public class SchemaDiffCommand implements Callable<Integer> {
    @Inject
    GlobalOptions global;

    @Inject
    Guard guard;

    @Inject
    SchemaDiff diff;

    @Override
    public Integer call() throws IOException {
        var project = global.project();
        var stores = SchemaStores.chosen(project, global.stores(), "schema diff", global.output());
        try (var targets = guard.open(Action.SCHEMA_DIFF, project, stores, Consent.NONE, global.output())) {
            return global.output().show(diff.run(targets, global.output()));
        }
    }
}
