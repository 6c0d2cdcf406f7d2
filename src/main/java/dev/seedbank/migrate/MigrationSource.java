package dev.seedbank.migrate;

import dev.seedbank.backend.StoreReader;
import dev.seedbank.cli.Text;
import dev.seedbank.config.Project;
import dev.seedbank.failure.Interrupted;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.migrate.files.Migration;
import dev.seedbank.migrate.files.MigrationFiles;
import dev.seedbank.migrate.files.MigrationFolder;
import dev.seedbank.migrate.files.NewMigration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * Which migrations are a store's: those in {@code migrations/STORE/} if there is such a folder for any store, else those in {@code
 * migrations/} that its engine can run, which must then be the only store of its engine.
 */
final class MigrationSource {
    static final String NAME = "migrations";

    private final Project project;
    private final Map<Path, FutureTask<MigrationFolder>> ahead = new LinkedHashMap<>();

    private MigrationSource(Project project) {
        this.project = project;
    }

    static MigrationSource of(Project project) {
        return new MigrationSource(project);
    }

    /**
     * Begins to read the files at once, on a thread of its own: of hundreds of them that takes as long as to connect.
     *
     * @param stores that the command was asked for; none for all
     */
    static MigrationSource readAhead(Project project, List<String> stores) {
        var source = new MigrationSource(project);
        var root = folder(project);
        var own = project.storeNames().stream()
                .filter(name -> Files.isDirectory(root.resolve(name)))
                .toList();
        own.stream()
                .filter(it -> stores.isEmpty() || stores.contains(it))
                .forEach(name -> source.begin(root.resolve(name), NAME + "/" + name));
        if (own.isEmpty() && Files.isDirectory(root)) {
            source.begin(root, NAME);
        }
        Thread.ofPlatform()
                .daemon()
                .name("migrations")
                .start(() -> source.ahead.values().forEach(FutureTask::run));
        return source;
    }

    private void begin(Path path, String shown) {
        ahead.put(path, new FutureTask<>(() -> MigrationFiles.read(path, shown)));
    }

    /** Read ahead or now. */
    private MigrationFolder read(Path path, String shown) {
        var begun = ahead.get(path);
        return begun == null ? MigrationFiles.read(path, shown) : result(begun);
    }

    private static MigrationFolder result(Future<MigrationFolder> begun) {
        try {
            return begun.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted("Interrupted while reading migrations", "");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException reason -> throw reason;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    /** Whether it is clear, before any file is read, that the migrations are this store's. */
    boolean isFor(StoreReader store) {
        boolean alone = project.storeNames().size() == 1 && Files.isDirectory(folder(project));
        return alone
                || Files.isDirectory(folder(project).resolve(store.settings().name()));
    }

    /**
     * @param stores all that the command has opened
     * @return empty if the store has none
     * @throws UsageFailure if it cannot be told which store a file is for, or a file is not what its format has
     */
    Optional<MigrationFolder> of(StoreReader store, List<StoreReader> stores) {
        var name = store.settings().name();
        var own = folder(project).resolve(name);
        if (Files.isDirectory(own)) {
            var folder = read(own, NAME + "/" + name);
            folder.migrations().stream()
                    .filter(it -> !store.runsMigration(it.file()))
                    .findFirst()
                    .ifPresent(it -> refuseEngine(folder.name(), it, store));
            return Optional.of(folder);
        }
        if (!Files.isDirectory(folder(project)) || isByStore(project)) {
            return Optional.empty();
        }
        var all = read(folder(project), NAME);
        var mine = all.migrations().stream()
                .filter(it -> store.runsMigration(it.file()))
                .toList();
        if (mine.isEmpty() && stores.size() < project.storeNames().size()) {
            return Optional.empty(); // they are for one that this command was not asked for
        }
        if (mine.isEmpty()) {
            all.migrations().stream()
                    .filter(it -> stores.stream().noneMatch(other -> other.runsMigration(it.file())))
                    .findFirst()
                    .ifPresent(it -> refuseEngine(NAME, it, store));
            return Optional.empty();
        }
        refuseShared(mine.getFirst(), stores);
        return Optional.of(new MigrationFolder(all.name(), all.format(), mine));
    }

    /** Left out without a word, it would seem to have run. */
    private static void refuseEngine(String folder, Migration one, StoreReader store) {
        throw new UsageFailure(
                "%s/%s cannot be run on '%s', a %s: SQL is for PostgreSQL, YAML and JSON are for MongoDB"
                        .formatted(
                                folder,
                                one.file(),
                                store.settings().name(),
                                store.server().engine()),
                "Move it into the folder of a store that can run it, %s/STORE/, or out of %s.".formatted(NAME, folder));
    }

    private static boolean hasFolderOf(java.util.Collection<String> names, Project project) {
        return names.stream().anyMatch(name -> Files.isDirectory(folder(project).resolve(name)));
    }

    /** That a command found none, and where it looked. */
    static String none(Project project) {
        var folder = folder(project).toAbsolutePath().normalize();
        var shown = Text.printable(folder.toString());
        return Files.isDirectory(folder)
                ? "No migrations for these stores in " + shown
                : "No migrations: there is no folder " + shown;
    }

    static Path folder(Project project) {
        return project.folder().resolve(NAME);
    }

    /** Whether each store has a folder of its own. */
    static boolean isByStore(Project project) {
        return hasFolderOf(project.storeNames(), project);
    }

    /** What a new migration is written in: for stores of MongoDB alone YAML, otherwise SQL. Asks no database. */
    static NewMigration.Language language(Project project, List<String> stores) {
        try {
            boolean mongo = project.stores(stores).stream()
                    .allMatch(it -> it.url().scheme().startsWith("mongodb"));
            return mongo ? NewMigration.Language.YAML : NewMigration.Language.SQL;
        } catch (UsageFailure e) { // a variable that is not set here, for one
            return NewMigration.Language.SQL;
        }
    }

    private static void refuseShared(Migration one, List<StoreReader> stores) {
        var able = stores.stream()
                .filter(it -> it.runsMigration(one.file()))
                .map(it -> it.settings().name())
                .toList();
        if (able.size() > 1) {
            throw new UsageFailure(
                    "%s/%s could be for %s".formatted(NAME, one.file(), String.join(" or ", able)),
                    "Move the files into folders named after the stores: %s/%s/".formatted(NAME, able.getFirst()));
        }
    }
}
