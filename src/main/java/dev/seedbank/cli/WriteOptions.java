package dev.seedbank.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** The options of every command that changes or copies a database. */
public class WriteOptions {
    @Option(names = "--dry-run", description = "Say what would be done, and do nothing.")
    boolean dryRun;

    @Option(names = "--confirm", description = "Answer the question with yes in advance.")
    boolean confirm;

    @Option(
            names = "--confirm-database",
            paramLabel = "NAME",
            description = "Type the database's name in advance; repeatable.")
    List<String> confirmDatabase = List.of();

    @Option(names = "--allow-production", description = "Let it run in production, where it may.")
    boolean allowProduction;

    @Option(names = "--no-safety-backup", description = "Take no backup of what is replaced (not in production).")
    boolean noSafetyBackup;

    public boolean dryRun() {
        return dryRun;
    }

    public Consent consent() {
        return new Consent(confirm, confirmDatabase, allowProduction, !noSafetyBackup);
    }
}
