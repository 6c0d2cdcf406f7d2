package dev.seedbank;

import dev.seedbank.cli.CommandLineSetup;
import picocli.CommandLine;

/** The list of commands, for tests of other packages. */
public final class SeedbankCommands {
    private SeedbankCommands() {}

    /** To look at, not to run. */
    public static CommandLine description() {
        return CommandLineSetup.description(SeedbankCommand.class);
    }
}
