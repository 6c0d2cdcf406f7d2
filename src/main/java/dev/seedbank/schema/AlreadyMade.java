package dev.seedbank.schema;

import dev.seedbank.backend.StoreReader;
import dev.seedbank.backend.migration.Kind;
import dev.seedbank.backend.schema.SchemaDesigner;
import dev.seedbank.backend.schema.SchemaPlan;
import dev.seedbank.backend.schema.SchemaPlan.Answers;
import dev.seedbank.backend.schema.SchemaState;
import dev.seedbank.backend.schema.SchemaStep;
import dev.seedbank.cli.Text;
import dev.seedbank.failure.CheckFailed;
import dev.seedbank.failure.GuardRefusal;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.failure.Where;
import dev.seedbank.guard.Targets;
import dev.seedbank.migrate.Migrate;
import dev.seedbank.migrate.Replays;
import dev.seedbank.migrate.Standing;
import dev.seedbank.migrate.files.Migration;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;

/**
 * Finds migrations that cannot run, because {@code push} has made what they make. Whoever deletes something before they run has to know
 * it beforehand.
 */
@ApplicationScoped
public class AlreadyMade {
    private final Designs designs;
    private final Replays replays;

    AlreadyMade(Designs designs, Replays replays) {
        this.designs = designs;
        this.replays = replays;
    }

    /** @throws CheckFailed if there are any; only projects that have {@code schema/} are looked at, for only these use {@code push} */
    public void refuse(Targets targets) throws IOException {
        var files = SchemaFiles.of(targets.project());
        for (var store : targets.stores()) {
            if (store.runsMigration("schema.sql")
                    && !files.names(store.settings().name()).isEmpty()) {
                var standing = replays.standing(store, targets);
                if (standing.isPresent() && !once(standing.get()).isEmpty()) {
                    refuse(store, standing.get(), targets);
                }
            }
        }
    }

    /** Those that are pending, and are not meant to run again and again. */
    private static List<Migration> once(Standing standing) {
        return standing.pending().stream()
                .filter(it -> it.kind() != Kind.REPEATABLE)
                .toList();
    }

    private void refuse(StoreReader store, Standing standing, Targets targets) throws IOException {
        boolean made;
        try {
            made = designs.with(store, targets, designer -> isMade(designer, store, standing, targets));
        } catch (OperationFailed | UsageFailure | GuardRefusal e) {
            return; // where it cannot be tried, the migrations themselves tell
        }
        if (made) {
            var name = store.settings().name();
            throw Where.at(Where.Key.STORE, name)
                    .of(new CheckFailed(
                            "%s has what %s, but its history does not: push has made it"
                                    .formatted(Text.printable(name), words(once(standing))),
                            "Record what is there without running it: %s. Or begin with an empty database: seedbank reset --structure. Nothing was changed."
                                    .formatted(Migrate.recording(standing, once(standing)))));
        }
    }

    private static String words(List<Migration> pending) {
        var first = pending.getFirst().file();
        return pending.size() == 1
                ? first + " makes"
                : "%d pending migrations make, from %s on".formatted(pending.size(), first);
    }

    /** Whether a difference between the database and its migrations is gone when those that are pending have run elsewhere. */
    private boolean isMade(SchemaDesigner designer, StoreReader store, Standing standing, Targets targets) {
        var replay = replays.begin(store, targets);
        var replayed = new SchemaState.Replayed(replay.scratch());
        var pending = standing.pending();
        replay.run(Replays.all(standing.folder()).stream()
                .filter(it -> !pending.contains(it))
                .toList());
        var before = drift(designer, replayed);
        if (StorePlan.isNothing(before)) {
            return false;
        }
        replay.run(once(standing));
        var after = drift(designer, replayed);
        var gone = new HashSet<>(before.steps().stream().map(SchemaStep::sql).toList());
        after.steps().stream().map(SchemaStep::sql).toList().forEach(gone::remove);
        return StorePlan.isNothing(after)
                || (after.refusals().isEmpty() && after.renames().isEmpty() && !gone.isEmpty());
    }

    private static SchemaPlan drift(SchemaDesigner designer, SchemaState replayed) {
        return designer.plan(new SchemaState.Live(), replayed, Answers.NONE);
    }
}
