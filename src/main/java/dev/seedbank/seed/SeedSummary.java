package dev.seedbank.seed;

import dev.seedbank.backend.SeededFile;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.cli.FailureFacts;
import dev.seedbank.cli.Text;
import dev.seedbank.config.Project;
import dev.seedbank.failure.CheckFailed;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The project's seed files in a line, for a screen that shows other things as well. It goes by what was noted when files were seeded, and
 * looks at no row.
 *
 * @param files of the sets that the environment takes
 * @param seeded how many of them are noted
 * @param changed those that have changed since
 * @param problem why they could not be looked at
 */
public record SeedSummary(int files, int seeded, List<String> changed, Optional<Failure> problem) {
    public SeedSummary {
        changed = List.copyOf(changed);
    }

    /** @param stores those that answered */
    public static SeedSummary of(Project project, List<StoreReader> stores) {
        try {
            return look(project, stores);
        } catch (UsageFailure | OperationFailed e) {
            return new SeedSummary(0, 0, List.of(), Optional.of(e));
        }
    }

    private static SeedSummary look(Project project, List<StoreReader> stores) {
        var environment = project.profile().environment();
        var sets = SeedFolder.sets(project.folder(), project.storeNames()).stream()
                .filter(set -> set.settings().environments().contains(environment))
                .toList();
        var files = sets.stream().flatMap(set -> set.files().stream()).toList();
        var noted = files.isEmpty() ? Map.<String, SeededFile>of() : noted(files, stores);
        int seeded = 0;
        var changed = new ArrayList<String>();
        for (var set : sets) {
            for (var file : set.files()) {
                var before = noted.get(file.shown());
                if (before != null) {
                    seeded++;
                    if (!before.hash().equals(SeedSources.of(set, file).hash())) {
                        changed.add(file.shown());
                    }
                }
            }
        }
        return new SeedSummary(files.size(), seeded, changed, Optional.empty());
    }

    private static Map<String, SeededFile> noted(List<SeedFile> files, List<StoreReader> stores) {
        var noted = new HashMap<String, SeededFile>();
        for (var store : stores) {
            var namespaces = new LinkedHashSet<String>();
            if (store.settings().isFamily()) {
                files.stream()
                        .filter(file -> file.store()
                                .filter(store.settings().name()::equals)
                                .isPresent())
                        .forEach(file -> file.database().ifPresent(namespaces::add));
            } else {
                namespaces.add(store.namespace());
            }
            namespaces.forEach(namespace -> store.seededFiles(namespace).forEach(file -> noted.put(file.file(), file)));
        }
        return noted;
    }

    /** Nothing to say of a project without files. */
    public List<String> lines() {
        if (problem.isPresent()) {
            return List.of("Seeds: see the error below");
        }
        if (files == 0) {
            return List.of();
        }
        var since = changed.isEmpty() ? "" : ", %d changed since".formatted(changed.size());
        return List.of("Seeds: %d of %s seeded%s".formatted(seeded, Text.count(files, "file"), since));
    }

    /** That something is wrong, or to be seeded again. */
    public Optional<Failure> failure() {
        return problem.or(() -> changed.isEmpty()
                ? Optional.empty()
                : Optional.of(new CheckFailed(
                        "Seeds: %s changed since %s seeded: %s"
                                .formatted(
                                        changed.size() == 1 ? "1 file has" : changed.size() + " files have",
                                        changed.size() == 1 ? "it was" : "they were",
                                        Text.names(changed)),
                        "To see which rows: seedbank seed status; to load them: seedbank seed")));
    }

    /** Null for a project without files. */
    public @Nullable Map<String, Object> facts() {
        if (problem.isPresent()) {
            return Map.of("error", FailureFacts.of(problem.get()));
        }
        if (files == 0) {
            return null;
        }
        var facts = new LinkedHashMap<String, Object>();
        facts.put("files", files);
        facts.put("seeded", seeded);
        facts.put("changed", changed);
        return facts;
    }
}
