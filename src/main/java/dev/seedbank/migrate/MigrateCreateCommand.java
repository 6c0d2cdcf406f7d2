package dev.seedbank.migrate;

import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.config.Project;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.migrate.files.NewMigration;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code seedbank migrate create}. */
@Command(
        name = "create",
        header = "Write the next migration's file, in the style of the folder.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  seedbank migrate create --name \"add user roles\""})
public class MigrateCreateCommand implements Callable<Integer> {
    @Option(names = "--name", paramLabel = "WORDS", required = true, description = "What it does, in a few words.")
    String name = "";

    @Inject
    GlobalOptions global;

    @Inject
    Clock clock;

    @Override
    public Integer call() throws IOException {
        var project = global.project();
        var shown = folder(project, global.stores());
        var language = MigrationSource.language(project, global.stores());
        var created = new NewMigration(clock).create(project.folder().resolve(shown), shown, name, language);
        var files = created.files().stream().map(file -> shown + "/" + file).toList();
        return global.output().show(new CreateResult(files));
    }

    /** The store's own folder, if the project keeps one for each. Opens no store. */
    private static String folder(Project project, List<String> stores) {
        if (!MigrationSource.isByStore(project)) {
            return MigrationSource.NAME;
        }
        var chosen = stores.isEmpty() ? List.copyOf(project.storeNames()) : stores;
        if (chosen.size() != 1) {
            throw new UsageFailure(
                    "Each store has its own folder of migrations: %s".formatted(String.join(", ", chosen)),
                    "Name the store: --store %s".formatted(chosen.getFirst()));
        }
        return MigrationSource.NAME + "/" + chosen.getFirst();
    }
}
