package dev.seedbank.clean;

import dev.seedbank.backend.Cleaner;
import dev.seedbank.backend.Cleaner.Cleaned;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.CollectionNames;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.backup.Backup;
import dev.seedbank.backup.Destruction;
import dev.seedbank.backup.DestructiveRun;
import dev.seedbank.backup.Impact;
import dev.seedbank.backup.Leases;
import dev.seedbank.backup.SafetyBackup;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Text;
import dev.seedbank.config.Nearest;
import dev.seedbank.config.Project;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.failure.Where;
import dev.seedbank.guard.Permit;
import dev.seedbank.guard.ReservedNames;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Empties the collections that a store's {@code clean} setting names, or all of them. */
@ApplicationScoped
public class Clean {
    private final SafetyBackup safetyBackup;

    public Clean(SafetyBackup safetyBackup) {
        this.safetyBackup = safetyBackup;
    }

    /**
     * What would be emptied.
     *
     * @param only labels given on the command line; empty for what the settings say
     * @throws UsageFailure for a label that no store has, or a reserved one in the settings
     */
    public CleanPlan plan(List<String> only, List<StoreReader> stores) {
        var parts = new ArrayList<CleanPlan.Part>();
        var known = new ArrayList<CollectionNames>();
        var warnings = new ArrayList<String>();
        for (var store : stores) {
            var names = new CollectionNames(
                    store.collections().stream()
                            .filter(it -> it.kind() == Collection.Kind.DATA)
                            .toList(),
                    Backup.separator(store));
            known.add(names);
            var chosen = only.isEmpty() ? configured(store, names) : names.chosen(only);
            refuseReserved(store);
            store.requireCleanable(chosen);
            if (only.isEmpty()) {
                warnings.addAll(warnings(store, names));
            }
            if (only.isEmpty() || !chosen.isEmpty()) {
                parts.add(new CleanPlan.Part(store, chosen));
            }
        }
        CollectionNames.refuseUnknown(only, known);
        return new CleanPlan(parts, warnings);
    }

    /** A name in the settings that is not there is no error, because the database may be new; but a typo must not go unnoticed. */
    private static List<String> warnings(StoreReader store, CollectionNames names) {
        return store.settings().clean().stream()
                .filter(name -> !names.has(name))
                .map(name -> "Store '%s': its clean setting names '%s', which is not in the database. %s"
                        .formatted(store.settings().name(), name, Nearest.collectionAdvice(name, names.labels(), ""))
                        .strip())
                .toList();
    }

    /** Nothing of Seedbank's own or the server's is ever emptied: who names it in the settings expects what will not happen. */
    private static void refuseReserved(StoreReader store) {
        for (var label : store.settings().clean()) {
            if (ReservedNames.reserves(store, label)) {
                var name = store.settings().name();
                throw Where.at(Where.Key.STORE, name)
                        .and(Where.Key.SETTING, "seedbank.stores.%s.clean".formatted(name))
                        .of(new UsageFailure(
                                ErrorCode.SETTINGS,
                                "Store '%s': its clean setting names '%s', which is reserved for Seedbank or the server itself"
                                        .formatted(name, label),
                                "Remove it from the setting. Nothing was changed.",
                                null));
            }
        }
    }

    private static List<Collection> configured(StoreReader store, CollectionNames names) {
        var configured = store.settings().clean();
        return configured.isEmpty()
                ? names.collections().stream().filter(store::isCleanedUnnamed).toList()
                : names.chosen(configured);
    }

    /** Takes the safety backup, then empties store after store. */
    public CleanResult run(CleanPlan plan, Project project, Permit permit, Progress progress) throws IOException {
        try (var run = begin(plan, Impact.EMPTIES, project, permit, progress)) {
            List<CleanResult.StoreResult> done;
            try {
                done = empty(plan, run, permit, progress);
            } catch (Failure e) {
                throw run.explain(e, plan.stores());
            }
            run.done();
            return new CleanResult(done, run.safetyBackup());
        }
    }

    /** Empties store after store, for a command that goes on then. */
    public List<CleanResult.StoreResult> empty(CleanPlan plan, DestructiveRun run, Permit permit, Progress progress) {
        return plan.parts().stream()
                .map(part -> clean(part, run, permit, progress))
                .toList();
    }

    /**
     * Keeps other commands out that replace or remove what is there, enters in the log what the plan empties and takes the safety
     * backup, for a command that empties the stores itself.
     *
     * @param impact on stores whose databases stay; those of a family are dropped
     */
    public DestructiveRun begin(CleanPlan plan, Impact impact, Project project, Permit permit, Progress progress)
            throws IOException {
        var parts = plan.parts().stream().map(part -> destruction(part, impact)).toList();
        var filled = plan.parts().stream()
                .filter(part -> !part.collections().isEmpty())
                .map(CleanPlan.Part::store)
                .toList();
        var leases = Leases.take(filled, permit);
        try {
            return safetyBackup
                    .begin(Destruction.of(project, parts), permit, progress)
                    .holding(leases);
        } catch (IOException | RuntimeException e) {
            leases.close();
            throw e;
        }
    }

    /** What a clean leaves alone is no loss: a backup of only that must not drive out the ones that hold what was there. */
    private static Destruction.Part destruction(CleanPlan.Part part, Impact impact) {
        if (part.store().settings().isFamily()) {
            return new Destruction.Part(part.store(), Impact.REPLACES_STRUCTURE);
        }
        return impact == Impact.EMPTIES
                ? new Destruction.Part(part.store(), impact, Optional.of(part.collections()))
                : new Destruction.Part(part.store(), impact);
    }

    private static CleanResult.StoreResult clean(
            CleanPlan.Part part, DestructiveRun run, Permit permit, Progress progress) {
        var name = part.store().settings().name();
        List<Cleaned> cleaned;
        try {
            cleaned = empty(part, run, permit.cleaner(part.store()), progress);
        } catch (Failure e) {
            throw Where.at(Where.Key.STORE, name).of(e);
        }
        run.changed(part.store(), Text.count(cleaned.size(), "collection") + " emptied");
        cleaned.forEach(it -> progress.done(name + "/" + it.label(), words(part.store(), it)));
        return new CleanResult.StoreResult(name, part.collections(), cleaned, lost(part.store(), cleaned));
    }

    private static List<Cleaned> empty(CleanPlan.Part part, DestructiveRun run, Cleaner cleaner, Progress progress) {
        long rows = progress.watched()
                ? part.store().statistics().stream()
                        .filter(it -> part.collections().contains(it.collection()))
                        .mapToLong(it -> Math.max(0, it.rows()))
                        .sum()
                : 0;
        try (var work = progress.work("clean", Progress.Unit.ROWS, rows)) {
            var meter = work.part(part.store().settings().name(), rows);
            return cleaner.clean(part.collections(), run.emptying(part.store(), meter::advance));
        }
    }

    /** What became of one collection, or of a database. */
    public static String words(StoreReader store, Cleaned cleaned) {
        if (cleaned.dropped()) {
            return "all collections dropped" + (cleaned.late() > 0 ? ", " + lateWords(cleaned) : "");
        }
        if (cleaned.late() > 0) {
            return "%s removed, %s".formatted(Text.count(cleaned.rows(), Backup.noun(store)), lateWords(cleaned));
        }
        return cleaned.rows() < 0 ? "emptied" : Text.count(cleaned.rows(), Backup.noun(store)) + " removed";
    }

    private static String lateWords(Cleaned cleaned) {
        return cleaned.late() + " of them written after the safety backup";
    }

    /** What was removed although no backup has it, which an engine without transactions finds out too late. */
    public static List<Failure> lost(StoreReader store, List<Cleaned> cleaned) {
        return cleaned.stream()
                .filter(it -> it.late() > 0)
                .<Failure>map(
                        it -> Where.at(Where.Key.STORE, store.settings().name())
                                .and(Where.Key.COLLECTION, it.label())
                                .of(
                                        new OperationFailed(
                                                "%s: %s written after the safety backup and removed with the others"
                                                        .formatted(
                                                                it.label(),
                                                                Text.count(it.late(), Backup.noun(store))
                                                                        + (it.late() == 1 ? " was" : " were")),
                                                "No backup has what was written then: let whoever wrote it write it again. The others are in the safety backup.")))
                .toList();
    }
}
