package dev.seedbank.migrate;

import dev.seedbank.backend.StoreReader;
import dev.seedbank.backend.migration.Kind;
import dev.seedbank.backend.migration.Migrator;
import dev.seedbank.backend.migration.Piece;
import dev.seedbank.backend.migration.Scratch;
import dev.seedbank.backend.migration.Script;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.failure.Where;
import dev.seedbank.migrate.files.Commands;
import dev.seedbank.migrate.files.Migration;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A scratch database, and the migrations that are run in it. Not thread-safe. */
public final class Replay {
    private static final Migrator.Options PATIENCE = new Migrator.Options(Duration.ofMinutes(1), Duration.ZERO);

    private final StoreReader store;
    private final Scratch scratch;
    private final Migrate migrate;
    private int statements;

    Replay(StoreReader store, Scratch scratch, Migrate migrate) {
        this.store = store;
        this.scratch = scratch;
        this.migrate = migrate;
    }

    public Scratch scratch() {
        return scratch;
    }

    /** @throws Failure if one of them would change more than this database, before any is run; or if one fails */
    public void run(List<Migration> migrations) {
        try {
            migrations.forEach(Replay::requireScript);
            migrations.forEach(it -> scratch.requireWithin(it.up()));
            runAll(migrations);
        } catch (Failure e) {
            throw Where.at(Where.Key.STORE, store.settings().name()).of(e);
        }
    }

    private static void requireScript(Migration migration) {
        migration.language().ifPresent(language -> {
            throw new UsageFailure(
                    "%s is written in %s, which Seedbank does not run".formatted(migration.file(), language),
                    "Write it in SQL.");
        });
    }

    /** Runs statements, or commands as JSON, as a migration would that is not written yet. */
    public void run(String name, List<String> sql) {
        boolean isSql = store.runsMigration("R__generate.sql");
        var texts = isSql ? sql : List.of(Commands.script(sql));
        var pieces = texts.stream()
                .map(it -> new Piece(1, true, () -> new StringReader(it)))
                .toList();
        // a repeatable one: it has no version yet
        var file = "R__%s_%d.%s".formatted(name, ++statements, isSql ? "sql" : "yaml");
        var script = new Script(
                isSql ? name : file,
                Script.Direction.UP,
                pieces,
                Script.Transactions.AUTO,
                Optional.empty(),
                Set.of(),
                Replay::openNone);
        runAll(List.of(new Migration(
                Kind.REPEATABLE, Optional.empty(), file, file, script, Optional.empty(), "sha256:" + statements)));
    }

    private static InputStream openNone(String file) throws FileNotFoundException {
        throw new FileNotFoundException(file);
    }

    private void runAll(List<Migration> migrations) {
        try (var migrator = scratch.migrator(PATIENCE, Migrator.Listener.SILENT)) {
            for (var migration : migrations) {
                var entry = migrate.entry(migration);
                var _ = migrator.run(
                        new Migrator.Run(entry, migration.up(), Optional.empty()), Migrator.Listener.SILENT);
            }
        }
    }
}
