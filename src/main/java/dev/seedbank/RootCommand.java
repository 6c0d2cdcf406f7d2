package dev.seedbank;

import dev.seedbank.cli.GlobalOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program's name and its global options, without its commands: {@link Main} adds the one that is asked for. */
@Command(
        name = "seedbank",
        header = "Migrate, seed, back up, wipe, restore and inspect a project's databases.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Example:",
            "  seedbank status --profile test",
            "",
            "seedbank help COMMAND shows a command's options and an example."
        })
class RootCommand implements Runnable {
    @Mixin
    GlobalOptions global;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing");
    }
}
