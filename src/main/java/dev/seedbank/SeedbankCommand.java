package dev.seedbank;

import dev.seedbank.backup.BackupCommand;
import dev.seedbank.clean.CleanCommand;
import dev.seedbank.cli.help.HelpCommand;
import dev.seedbank.cli.help.ManCommand;
import dev.seedbank.completion.CompletionCommand;
import dev.seedbank.index.IndexCommand;
import dev.seedbank.init.InitCommand;
import dev.seedbank.maintenance.MaintenanceCommand;
import dev.seedbank.migrate.MigrateCommand;
import dev.seedbank.model.ModelCommand;
import dev.seedbank.reset.ResetCommand;
import dev.seedbank.restore.RestoreCommand;
import dev.seedbank.restore.UndoCommand;
import dev.seedbank.schema.GenerateCommand;
import dev.seedbank.schema.PullCommand;
import dev.seedbank.schema.PushCommand;
import dev.seedbank.schema.SchemaCommand;
import dev.seedbank.seed.SeedCommand;
import dev.seedbank.status.ConfigCommand;
import dev.seedbank.status.StatusCommand;
import io.quarkus.picocli.runtime.annotations.TopCommand;
import picocli.CommandLine.Command;

/** The commands in the order of the help. Stands outside {@code cli}, which knows no feature. */
@TopCommand
@Command(
        subcommands = {
            InitCommand.class,
            StatusCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            CleanCommand.class,
            ResetCommand.class,
            SeedCommand.class,
            MigrateCommand.class,
            IndexCommand.class,
            ModelCommand.class,
            PushCommand.class,
            PullCommand.class,
            GenerateCommand.class,
            SchemaCommand.class,
            MaintenanceCommand.class,
            UndoCommand.class,
            ConfigCommand.class,
            CompletionCommand.class,
            HelpCommand.class,
            ManCommand.class
        })
class SeedbankCommand extends RootCommand {}
