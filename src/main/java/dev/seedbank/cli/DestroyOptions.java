package dev.seedbank.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** The options of a command that deletes data. */
public class DestroyOptions extends ConfirmOptions {
    @Option(
            names = "--confirm-database",
            paramLabel = "NAME",
            description = "Type the database's name in advance; repeatable. Coding agents have to.")
    List<String> confirmDatabase = List.of();

    @Option(
            names = "--no-safety-backup",
            description = "Don't back up first what is deleted or replaced (not in production).")
    boolean noSafetyBackup;

    @Override
    public Consent consent() {
        return new Consent(confirm, confirmDatabase, false, !noSafetyBackup);
    }
}
