package dev.seedbank.model;

import dev.seedbank.cli.Consent;
import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.guard.Action;
import dev.seedbank.guard.Guard;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code seedbank model infer}. */
@Command(
        name = "infer",
        header = "Write a first models/COLLECTION.json from the data; changes nothing in the database.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  seedbank model infer", "  seedbank model infer users orders --force"})
public class ModelInferCommand implements Callable<Integer> {
    @Parameters(paramLabel = "COLLECTION", arity = "0..*", description = "Only these; default: every collection.")
    List<String> collections = List.of();

    @Option(names = "--force", description = "Replace models that are there already.")
    boolean force;

    @Inject
    GlobalOptions global;

    @Inject
    Guard guard;

    @Inject
    Inference inference;

    @Override
    public Integer call() {
        var project = global.project();
        try (var targets = guard.open(Action.STATUS, project, global.stores(), Consent.NONE, global.output())) {
            return global.output().show(inference.infer(targets, collections, force, global.output()));
        }
    }
}
