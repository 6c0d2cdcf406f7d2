package dev.seedbank.backup;

import dev.seedbank.backend.ConsistencyMode;
import dev.seedbank.cli.Consent;
import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.cli.WriteOptions;
import dev.seedbank.config.SensitiveFields;
import dev.seedbank.guard.Action;
import dev.seedbank.guard.CommandRunner;
import dev.seedbank.repository.BackupName;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code seedbank backup}. */
@Command(
        name = "backup",
        header = "Back up the stores; or list, show, verify and delete backups.",
        mixinStandardHelpOptions = true,
        subcommands = {
            BackupListCommand.class,
            BackupShowCommand.class,
            BackupVerifyCommand.class,
            BackupDeleteCommand.class
        },
        footer = {"", "Example:", "  seedbank backup --name before-release"})
public class BackupCommand implements Callable<Integer> {
    @Mixin
    WriteOptions write;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The first part of the name, before the time; default: backup.")
    String name = "backup";

    @Option(
            names = {"--collection", "--table"},
            paramLabel = "NAME",
            description = "Only this collection; repeatable.")
    List<String> collections = List.of();

    @Option(names = "--include-sensitive", description = "Also back up the fields that seedbank.sensitive names.")
    boolean includeSensitive;

    @Option(names = "--allow-empty", description = "Don't fail when there is nothing to back up.")
    boolean allowEmpty;

    @Option(names = "--allow-production", description = "Allow this command in production.")
    boolean allowProduction;

    @Option(
            names = {"-y", "--confirm"},
            hidden = true,
            description = "Accepted, but this command asks nothing.")
    boolean confirm;

    @Option(
            names = "--consistency",
            paramLabel = "MODE",
            defaultValue = "auto",
            description =
                    "MongoDB: one snapshot for all (snapshot), one for each collection (collection), or one for all as long as "
                            + "the server keeps it (auto, the default). PostgreSQL always has one for all.")
    ConsistencyMode consistency = ConsistencyMode.AUTO;

    @Inject
    GlobalOptions global;

    @Inject
    CommandRunner runner;

    @Inject
    Backup backup;

    @Override
    public Integer call() throws IOException {
        BackupName.check(name);
        var sensitive =
                includeSensitive ? SensitiveFields.NONE : global.project().sensitive();
        var request = new BackupRequest(name, collections, consistency, allowEmpty, Optional.empty(), sensitive);
        var consent = new Consent(false, List.of(), allowProduction, true);
        return runner.run(
                new CommandRunner.Request(Action.BACKUP, global.stores(), consent, write.dryRun(), Duration.ZERO),
                targets -> new BackupPlan(backup, request, targets.stores()),
                (plan, permit) -> backup.run(request, global.project(), plan.stores(), permit, global.output()));
    }
}
