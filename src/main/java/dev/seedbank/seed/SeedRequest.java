package dev.seedbank.seed;

import dev.seedbank.config.Environment;
import dev.seedbank.config.Project;
import dev.seedbank.model.ModelRules;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * @param project the folder in which {@code seeds/} lies
 * @param storeNames of all stores that are configured, opened or not
 * @param sets names of sets; empty for all that the environment allows
 * @param collections as people write them; empty for all
 * @param mode what to do about data that is there
 * @param rules that documents have to fit
 */
public record SeedRequest(
        Path project,
        Set<String> storeNames,
        Environment environment,
        List<String> sets,
        List<String> collections,
        Mode mode,
        ModelRules rules) {
    public SeedRequest {
        storeNames = Set.copyOf(storeNames);
        sets = List.copyOf(sets);
        collections = List.copyOf(collections);
    }

    /** Without models. */
    SeedRequest(
            Path project,
            Set<String> storeNames,
            Environment environment,
            List<String> sets,
            List<String> collections,
            Mode mode) {
        this(project, storeNames, environment, sets, collections, mode, ModelRules.none());
    }

    /** All that the project's environment takes, for a command that does other things as well. */
    public static SeedRequest all(Project project) {
        return of(project, project.folder());
    }

    /** The same, with the seeds of another folder. */
    public static SeedRequest of(Project project, Path folder) {
        return new SeedRequest(
                folder,
                project.storeNames(),
                project.profile().environment(),
                List.of(),
                List.of(),
                Mode.ADD,
                ModelRules.of(project));
    }

    /**
     * @param clean the stores are emptied first, so nothing may be wrong with any file
     * @param ifEmpty leave a store alone that has data
     * @param update update rows that exist instead of skipping them
     */
    public record Mode(boolean clean, boolean ifEmpty, boolean update) {
        /** Rows that exist are skipped. */
        public static final Mode ADD = new Mode(false, false, false);
    }
}
