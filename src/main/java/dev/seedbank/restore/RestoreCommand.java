package dev.seedbank.restore;

import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.LoadRequest.Recreate;
import dev.seedbank.backup.Backups;
import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.cli.ReplaceOptions;
import dev.seedbank.cli.Terminal;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.guard.Action;
import dev.seedbank.guard.CommandRunner;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code seedbank restore}. */
@Command(
        name = "restore",
        header = "Replace the data of the stores with that of a backup.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  seedbank restore before-release-2026-01-28T10-30-00",
            "  seedbank restore --recreate --drop-existing --migrate"
        })
public class RestoreCommand implements Callable<Integer> {
    @Mixin
    ReplaceOptions write;

    @Parameters(
            arity = "0..1",
            paramLabel = "BACKUP",
            description = "Name or file; default: choose from a list on a terminal, else the latest.")
    @Nullable
    String backup;

    @Option(names = "--backup", paramLabel = "BACKUP", description = "The same as the argument BACKUP.")
    @Nullable
    String backupOption;

    @Option(
            names = {"--collection", "--table"},
            paramLabel = "NAME",
            description = "Only this collection; repeatable.")
    List<String> collections = List.of();

    @Option(
            names = "--rename",
            paramLabel = "OLD=NEW",
            description = "Restore a collection under another name; repeatable.")
    Map<String, String> renames = Map.of();

    @Option(names = "--drop-existing", description = "Also remove collections that the backup does not have.")
    boolean dropExisting;

    @Option(
            names = "--no-indexes",
            description = "MongoDB: create none of the backup's indexes; those of a collection that is there stay.")
    boolean noIndexes;

    @Option(
            names = "--no-options",
            description =
                    "MongoDB: set none of the backup's collection options; those of a collection that is there stay.")
    boolean noOptions;

    @Option(
            names = "--migrate",
            description =
                    "Then run the migrations that the backup does not have; goes on from the version that it has.")
    boolean migrate;

    @Option(names = "--recreate", description = "Make tables that differ as they are in the backup (PostgreSQL).")
    boolean recreate;

    @Option(
            names = "--no-owner",
            description =
                    "PostgreSQL: what is created belongs to the role that restores, not to the owner in the backup.")
    boolean noOwner;

    @Option(names = "--no-privileges", description = "PostgreSQL: grant and revoke nothing on what is created.")
    boolean noPrivileges;

    @Option(
            names = "--create-roles",
            description =
                    "PostgreSQL: create roles that owners, grants and policies name and the server lacks, without login.")
    boolean createRoles;

    @Option(
            names = "--trust-structure",
            description =
                    "PostgreSQL: run any statement of the backup's structure, even one that reaches beyond the database.")
    boolean trustStructure;

    @Inject
    GlobalOptions global;

    @Inject
    Terminal terminal;

    @Inject
    BackupChoice choice;

    @Inject
    CommandRunner runner;

    @Inject
    Restore restore;

    @Inject
    RestoreAndMigrate restoreAndMigrate;

    @Inject
    Backups backups;

    @Override
    public Integer call() throws IOException {
        var project = global.project();
        var archive = backups.open(project, name());
        var names = restore.storeNames(project, archive, global.stores());
        var request = new RestoreRequest(
                collections,
                renames,
                dropExisting,
                recreate ? Recreate.DIFFERING : Recreate.NOTHING,
                without(),
                allowed());
        var asked = new CommandRunner.Request(Action.RESTORE, names, write);
        if (migrate) {
            return runner.run(
                    asked,
                    targets -> restoreAndMigrate.plan(request, archive, targets, global.output()),
                    (plan, permit) -> restoreAndMigrate.run(plan, permit, global.output()));
        }
        return runner.run(
                asked,
                targets -> restore.plan(request, project, archive, targets.stores(), global.output()),
                (plan, permit) -> restore.run(plan, Optional.empty(), permit, global.output()));
    }

    private Set<LoadRequest.Part> without() {
        var without = EnumSet.noneOf(LoadRequest.Part.class);
        if (noIndexes) {
            without.add(LoadRequest.Part.INDEXES);
        }
        if (noOptions) {
            without.add(LoadRequest.Part.OPTIONS);
        }
        if (noOwner) {
            without.add(LoadRequest.Part.OWNERS);
        }
        if (noPrivileges) {
            without.add(LoadRequest.Part.PRIVILEGES);
        }
        return without;
    }

    private Set<LoadRequest.Allowed> allowed() {
        var allowed = EnumSet.noneOf(LoadRequest.Allowed.class);
        if (createRoles) {
            allowed.add(LoadRequest.Allowed.ROLES);
        }
        if (trustStructure) {
            allowed.add(LoadRequest.Allowed.ANY_STATEMENT);
        }
        return allowed;
    }

    private Optional<String> name() throws IOException {
        if (backup != null && backupOption != null && !backup.equals(backupOption)) {
            throw new UsageFailure("Two backups are named: '%s' and '%s'".formatted(backup, backupOption), "Name one.");
        }
        var named = Optional.ofNullable(backup).or(() -> Optional.ofNullable(backupOption));
        boolean ask =
                named.isEmpty() && terminal.interactive() && !write.consent().confirm();
        return ask ? choice.ask(global.project(), global.output()) : named;
    }
}
