package dev.seedbank.migrate;

import dev.seedbank.backend.StoreReader;
import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.backend.migration.Migrator;
import dev.seedbank.cli.Progress;
import dev.seedbank.guard.Permit;
import dev.seedbank.migrate.history.History;
import java.time.Duration;
import java.util.List;

/**
 * Makes the history of a store say what another says, on an engine that cannot do it together with what changed the structure. Adds to it
 * what the last runs undid: the history itself is kept.
 */
public final class HistoryReplacement {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private HistoryReplacement() {}

    /** @param wanted what it is to say */
    public static void run(StoreReader store, List<HistoryEntry> wanted, Permit permit, Progress progress) {
        var toBe = new History(wanted);
        if (new History(store.migrations()).additionsFor(toBe).isEmpty()) {
            return;
        }
        var listener = new Migrate.Listening(progress, store);
        try (var migrator = permit.migrator(store, new Migrator.Options(PATIENCE, MigrateCommand.LOCK), listener)) {
            new History(migrator.history()).additionsFor(toBe).forEach(migrator::record);
        }
    }
}
