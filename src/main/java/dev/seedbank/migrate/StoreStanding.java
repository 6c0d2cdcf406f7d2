package dev.seedbank.migrate;

import dev.seedbank.backend.StoreReader;
import dev.seedbank.config.Project;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.Where;
import dev.seedbank.guard.Guard;
import dev.seedbank.guard.Targets;
import java.util.ArrayList;
import java.util.List;

/** What the files and the history of one store say together. */
record StoreStanding(StoreReader store, Standing standing) {
    /** Of each store that has migrations. Only reads. */
    static List<StoreStanding> all(Targets targets, Project project) {
        var all = new ArrayList<StoreStanding>();
        for (var store : targets.stores()) {
            try {
                MigrationSource.of(store, targets.stores(), project)
                        .map(folder -> new StoreStanding(store, new Standing(folder, store.migrations())))
                        .ifPresent(all::add);
            } catch (Failure e) {
                throw Where.at(Where.Key.STORE, store.settings().name()).of(e);
            }
        }
        return all;
    }

    String name() {
        return store.settings().name();
    }

    /** Nothing for an engine that cannot make a scratch database. */
    Downs.Found downs(Guard guard, Targets targets, Migrate migrate) {
        return store.hasScratch()
                ? new Downs(store, standing.folder(), guard.scratch(targets, store), migrate).run()
                : new Downs.Found(0, List.of());
    }

    /** @param all those that are applied, too */
    LintResult.Part lint(boolean all) {
        var examined = all
                ? Examined.oneByOne(store, standing.folder().migrations())
                : Examined.together(store, standing.pending());
        return new LintResult.Part(name(), store.canExamine(), examined);
    }
}
