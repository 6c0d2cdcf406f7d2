package dev.seedbank.migrate;

import dev.seedbank.backend.StoreReader;
import dev.seedbank.backend.migration.Migrator;
import dev.seedbank.backend.migration.Scratch;
import dev.seedbank.backend.migration.Script;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.Where;
import dev.seedbank.migrate.files.Migration;
import dev.seedbank.migrate.files.MigrationFolder;
import dev.seedbank.migrate.files.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs a folder's migrations in an empty database: each up, and, if it has a way back, down and up again. Each time the structure
 * must be what it was.
 */
final class Downs {
    private static final Migrator.Options PATIENCE = new Migrator.Options(Duration.ofMinutes(1), Duration.ZERO);

    private final StoreReader store;
    private final MigrationFolder folder;
    private final Scratch scratch;
    private final Migrate migrate;
    private final List<MigrationProblem> problems = new ArrayList<>();
    private int tried;

    Downs(StoreReader store, MigrationFolder folder, Scratch scratch, Migrate migrate) {
        this.store = store;
        this.folder = folder;
        this.scratch = scratch;
        this.migrate = migrate;
    }

    /**
     * What was found.
     *
     * @param tried how many ways back
     */
    record Found(int tried, List<MigrationProblem> problems) {}

    /** @throws Failure if a script would change more than the scratch database */
    void requireWithin() {
        try {
            folder.migrations().forEach(this::requireWithin);
        } catch (Failure e) {
            throw Where.at(Where.Key.STORE, store.settings().name()).of(e);
        }
    }

    /** @throws Failure if a script fails on its way up */
    Found run() {
        try {
            runAll();
        } catch (Failure e) {
            throw Where.at(Where.Key.STORE, store.settings().name()).of(e);
        }
        return new Found(tried, List.copyOf(problems));
    }

    private void requireWithin(Migration migration) {
        scratch.requireWithin(migration.up());
        migration.down().ifPresent(scratch::requireWithin);
    }

    private void runAll() {
        try (var migrator = scratch.migrator(PATIENCE, Migrator.Listener.SILENT)) {
            for (var migration : new Standing(folder, List.of()).pending()) {
                if (!run(migration, migrator)) {
                    break;
                }
            }
        }
    }

    /** @return whether the rest can be tried, because the database is as it should be */
    private boolean run(Migration migration, Migrator migrator) {
        var down = migration.down();
        var before = down.isPresent() ? scratch.structure() : "";
        run(migration, migration.up(), migrator);
        if (down.isEmpty()) {
            return true;
        }
        tried++;
        var after = scratch.structure();
        var failure = attempt(migration, down.get(), migrator);
        if (failure.isPresent()) {
            add(migration, "down script fails: " + failure.get(), List.of());
            return scratch.structure().equals(after);
        }
        compare(migration, "leaves another structure after its down script", before);
        failure = attempt(migration, migration.up(), migrator);
        if (failure.isPresent()) {
            add(migration, "cannot be run again after its down script: " + failure.get(), List.of());
            return false;
        }
        return compare(migration, "makes another structure when it is run again after its down script", after);
    }

    private void run(Migration migration, Script script, Migrator migrator) {
        var _ = migrator.run(
                new Migrator.Run(migrate.entry(migration), script, Optional.empty()), Migrator.Listener.SILENT);
    }

    private Optional<String> attempt(Migration migration, Script script, Migrator migrator) {
        try {
            run(migration, script, migrator);
            return Optional.empty();
        } catch (Failure e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private boolean compare(Migration migration, String what, String wanted) {
        var now = scratch.structure();
        if (!now.equals(wanted)) {
            add(migration, what, TextDifference.of(wanted, now));
        }
        return now.equals(wanted);
    }

    private void add(Migration migration, String what, List<String> lines) {
        problems.add(new MigrationProblem(
                store.settings().name(),
                migration.version().map(Version::text).orElse(""),
                "%s/%s %s".formatted(folder.name(), migration.file(), what),
                lines));
    }
}
