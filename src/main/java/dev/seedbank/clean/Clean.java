package dev.seedbank.clean;

import dev.seedbank.backend.Cleaner.Cleaned;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.PointOfNoReturn;
import dev.seedbank.backend.Store;
import dev.seedbank.backup.Backup;
import dev.seedbank.backup.SafetyBackup;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Text;
import dev.seedbank.config.Nearest;
import dev.seedbank.config.Project;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.guard.Permit;
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
     * @throws UsageFailure for a label that no store has
     */
    public CleanPlan plan(List<String> only, List<Store> stores) {
        var parts = new ArrayList<CleanPlan.Part>();
        var known = new ArrayList<String>();
        for (var store : stores) {
            var chosen = new ArrayList<Collection>();
            for (var collection : store.collections()) {
                var label = collection.label(Backup.separator(store));
                if (collection.kind() == Collection.Kind.DATA) {
                    known.add(label);
                    if (wanted(store, label, only)) {
                        chosen.add(collection);
                    }
                }
            }
            if (only.isEmpty() || !chosen.isEmpty()) {
                parts.add(new CleanPlan.Part(store, chosen));
            }
        }
        for (var name : only) {
            if (!known.contains(name)) {
                throw new UsageFailure(
                        "There is no collection '%s'".formatted(name),
                        Nearest.advice(name, known, "seedbank status shows them."));
            }
        }
        return new CleanPlan(parts);
    }

    /** A name in the settings that is not there (yet) is no error: the database may be new. */
    private static boolean wanted(Store store, String label, List<String> only) {
        if (!only.isEmpty()) {
            return only.contains(label);
        }
        var configured = store.settings().clean();
        return configured.isEmpty() || configured.contains(label);
    }

    /**
     * Takes the safety backup of what the plan empties, for a command that empties the stores itself.
     *
     * @return its name
     */
    public Optional<String> safetyBackup(CleanPlan plan, Project project, Permit permit, Progress progress)
            throws IOException {
        return safetyBackup.take(project, plan.stores(), permit, Optional.empty(), progress);
    }

    /** Takes the safety backup, then empties store after store. */
    public CleanResult run(CleanPlan plan, Project project, Permit permit, Progress progress) throws IOException {
        var safety = safetyBackup(plan, project, permit, progress);
        var done = new ArrayList<CleanResult.StoreResult>();
        for (var part : plan.parts()) {
            var name = part.store().settings().name();
            progress.changing(name);
            var cleaned = part.store().cleaner().clean(part.collections(), PointOfNoReturn.UNRECORDED);
            progress.changed(name + ": " + Text.count(cleaned.size(), "collection") + " emptied");
            cleaned.forEach(it -> progress.done(name + "/" + it.label(), words(it)));
            done.add(new CleanResult.StoreResult(name, cleaned));
        }
        return new CleanResult(done, safety);
    }

    /** What became of one collection, or of a database. */
    public static String words(Cleaned cleaned) {
        if (cleaned.dropped()) {
            return "all collections dropped";
        }
        return cleaned.rows() < 0 ? "emptied" : Text.count(cleaned.rows(), "row") + " removed";
    }
}
