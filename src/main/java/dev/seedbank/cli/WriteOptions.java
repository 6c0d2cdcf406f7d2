package dev.seedbank.cli;

import picocli.CommandLine.Option;

/** The option of every command that writes. */
public class WriteOptions {
    @Option(names = "--dry-run", description = "Show what would be done, without doing it.")
    boolean dryRun;

    public boolean dryRun() {
        return dryRun;
    }

    /** What the user said in advance, by the options that the command has. */
    public Consent consent() {
        return Consent.NONE;
    }
}
