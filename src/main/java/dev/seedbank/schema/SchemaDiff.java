package dev.seedbank.schema;

import dev.seedbank.backend.StoreReader;
import dev.seedbank.backend.schema.SchemaDesigner;
import dev.seedbank.backend.schema.SchemaPlan;
import dev.seedbank.backend.schema.SchemaPlan.Answers;
import dev.seedbank.backend.schema.SchemaState;
import dev.seedbank.cli.Progress;
import dev.seedbank.guard.Targets;
import dev.seedbank.migrate.Replays;
import dev.seedbank.migrate.Standing;
import dev.seedbank.migrate.files.Migration;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares stores with what their migrations make; those without with what their files declare. Changes nothing, but notes what did not
 * differ, for {@code status}.
 */
@ApplicationScoped
class SchemaDiff {
    private final Designs designs;
    private final Replays replays;

    SchemaDiff(Designs designs, Replays replays) {
        this.designs = designs;
        this.replays = replays;
    }

    DiffResult run(Targets targets, Progress progress) throws IOException {
        var parts = new ArrayList<DiffResult.Part>();
        for (var store : stores(targets, progress)) {
            parts.add(designs.with(store, targets, designer -> compare(designer, store, targets)));
        }
        return new DiffResult(parts);
    }

    /** Those with migrations or files; if none has any, those of which that is to be said. */
    private List<StoreReader> stores(Targets targets, Progress progress) {
        boolean migrated = targets.stores().stream()
                .anyMatch(it -> replays.standing(it, targets).isPresent());
        if (!migrated) {
            var declared = SchemaStores.declared(targets.project(), targets.names(), progress);
            return targets.stores().stream()
                    .filter(it -> declared.contains(it.settings().name()))
                    .toList();
        }
        return targets.stores().stream()
                .filter(it -> replays.standing(it, targets).isPresent()
                        || StoreFiles.of(targets.project(), it.settings().name())
                                .isDeclared(it.settings().name()))
                .toList();
    }

    private DiffResult.Part compare(SchemaDesigner designer, StoreReader store, Targets targets) {
        var name = store.settings().name();
        var files = StoreFiles.of(targets.project(), name);
        var declared = files.isDeclared(name)
                ? Optional.of(new SchemaState.Declared(files.of(name)))
                : Optional.<SchemaState.Declared>empty();
        var standing = replays.standing(store, targets);
        boolean alone = declared.isPresent() && SchemaStores.hasDocuments(targets.project(), name);
        if (standing.isEmpty() || alone) { // where migrations are not meant to make what files declare, too
            var to = declared.orElseGet(() -> new SchemaState.Declared(files.of(name))); // which says what is missing
            return new DiffResult.Part(name, Optional.of(files), drift(designer, to), 0, Optional.empty());
        }
        var applied = applied(standing.get());
        var pending = new ArrayList<>(Replays.all(standing.get().folder()));
        pending.removeAll(applied);
        var replay = replays.begin(store, targets);
        replay.run(applied);
        var replayed = new SchemaState.Replayed(replay.scratch());
        var drift = drift(designer, replayed);
        if (declared.isPresent()) {
            replay.run(pending);
        }
        return new DiffResult.Part(
                name, Optional.empty(), drift, pending.size(), declared.map(it -> plan(designer, replayed, it)));
    }

    /** Those that the database has by its history; one that no migration was run on is compared with all. */
    private static List<Migration> applied(Standing standing) {
        var all = Replays.all(standing.folder());
        var applied = all.stream().filter(standing::isApplied).toList();
        return applied.isEmpty() ? all : applied;
    }

    private static SchemaPlan drift(SchemaDesigner designer, SchemaState to) {
        var drift = plan(designer, new SchemaState.Live(), to);
        if (drift.refusals().isEmpty() && drift.renames().isEmpty()) {
            designer.remember(to, drift);
        }
        return drift;
    }

    private static SchemaPlan plan(SchemaDesigner designer, SchemaState from, SchemaState to) {
        return designer.plan(from, to, Answers.NONE);
    }
}
