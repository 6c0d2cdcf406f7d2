package dev.seedbank.cli;

import picocli.CommandLine.Option;

/** The options of a command that replaces data. */
public class ReplaceOptions extends DestroyOptions {
    @Option(
            names = "--allow-production",
            description = "Allow this command in production; the database's name has to be typed as well.")
    boolean allowProduction;

    @Override
    public Consent consent() {
        return new Consent(confirm, confirmDatabase, allowProduction, !noSafetyBackup);
    }
}
