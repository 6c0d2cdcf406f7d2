package dev.seedbank;

import dev.seedbank.backup.BackupCommand;
import dev.seedbank.clean.CleanCommand;
import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.cli.VersionLines;
import dev.seedbank.cli.help.CompletionCommand;
import dev.seedbank.cli.help.ManCommand;
import dev.seedbank.init.InitCommand;
import dev.seedbank.restore.RestoreCommand;
import dev.seedbank.restore.UndoCommand;
import dev.seedbank.seed.SeedCommand;
import dev.seedbank.status.ConfigCommand;
import dev.seedbank.status.StatusCommand;
import io.quarkus.picocli.runtime.annotations.TopCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program's name, its global options, and its commands in the order of the help. Stands outside {@code cli}, which knows no feature. */
@TopCommand
@Command(
        name = "seedbank",
        header = "The whole life of a project's databases.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLines.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            InitCommand.class,
            StatusCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            CleanCommand.class,
            SeedCommand.class,
            UndoCommand.class,
            ConfigCommand.class,
            CompletionCommand.class,
            ManCommand.class
        },
        footer = {
            "",
            "Example:",
            "  seedbank status --profile test",
            "",
            "seedbank COMMAND --help shows a command's options and an example."
        })
class SeedbankCommand implements Runnable {
    @Mixin
    GlobalOptions global;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing");
    }
}
