package dev.seedbank.migrate;

import dev.seedbank.backend.StoreReader;
import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.config.Project;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.Where;
import dev.seedbank.guard.Guard;
import dev.seedbank.guard.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the files and the history of one store say together. */
record StoreStanding(StoreReader store, Standing standing) {
    /** Of each store that has migrations. Only reads. */
    static List<StoreStanding> all(Targets targets, Project project) {
        return all(targets, MigrationSource.of(project));
    }

    static List<StoreStanding> all(Targets targets, MigrationSource source) {
        return all(targets, source, StoreReader::migrations);
    }

    /** The same, with the histories that the stores will have. */
    static List<StoreStanding> all(
            Targets targets, MigrationSource source, Function<StoreReader, List<HistoryEntry>> histories) {
        var all = new ArrayList<StoreStanding>();
        for (var store : targets.stores()) {
            of(store, targets.stores(), source, histories).ifPresent(all::add);
        }
        return all;
    }

    /**
     * Of one store; empty if it has no migrations.
     *
     * @param stores all that the command has opened
     */
    static Optional<StoreStanding> of(StoreReader store, List<StoreReader> stores, Project project) {
        return of(store, stores, MigrationSource.of(project), StoreReader::migrations);
    }

    /** Asks the history while the files are read, if that may be. */
    private static Optional<StoreStanding> of(
            StoreReader store,
            List<StoreReader> stores,
            MigrationSource source,
            Function<StoreReader, List<HistoryEntry>> histories) {
        try {
            var history =
                    source.isFor(store) ? Optional.of(histories.apply(store)) : Optional.<List<HistoryEntry>>empty();
            return source.of(store, stores)
                    .map(folder -> new StoreStanding(
                            store, new Standing(folder, history.orElseGet(() -> histories.apply(store)))));
        } catch (Failure e) {
            throw Where.at(Where.Key.STORE, store.settings().name()).of(e);
        }
    }

    String name() {
        return store.settings().name();
    }

    Downs downs(Guard guard, Targets targets, Migrate migrate) {
        return new Downs(store, standing.folder(), guard.scratch(targets, store), migrate);
    }

    /** @param all those that are applied, too */
    LintResult.Part lint(boolean all) {
        var examined = all
                ? Examined.oneByOne(store, standing.folder().migrations())
                : Examined.together(store, standing.pending());
        return new LintResult.Part(name(), standing.folder().migrations().size(), examined);
    }
}
