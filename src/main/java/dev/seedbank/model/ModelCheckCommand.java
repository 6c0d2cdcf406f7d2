package dev.seedbank.model;

import dev.seedbank.cli.Consent;
import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.guard.Action;
import dev.seedbank.guard.Guard;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code seedbank model check}. */
@Command(
        name = "check",
        header = "Check documents, references and validators against the models (exit code 5 if anything is found).",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  seedbank model check"})
public class ModelCheckCommand implements Callable<Integer> {
    @Inject
    GlobalOptions global;

    @Inject
    Guard guard;

    @Inject
    DocumentModels models;

    @Override
    public Integer call() {
        var project = global.project();
        try (var targets = guard.open(Action.STATUS, project, global.stores(), Consent.NONE, global.output())) {
            return global.output().show(models.check(targets, global.output()));
        }
    }
}
