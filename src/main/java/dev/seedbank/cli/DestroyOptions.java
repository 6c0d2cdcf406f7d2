package dev.seedbank.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** The options of a command that deletes data. */
public class DestroyOptions extends ConfirmOptions {
    @Option(
            names = "--confirm-database",
            paramLabel = "NAME",
            description = "Confirm with the database's name; repeatable. Coding agents must.")
    List<String> confirmDatabase = List.of();

    @Option(names = "--no-safety-backup", description = "Take no safety backup first (not in production).")
    boolean noSafetyBackup;

    @Override
    public Consent consent() {
        return new Consent(confirm, confirmDatabase, false, !noSafetyBackup);
    }
}
