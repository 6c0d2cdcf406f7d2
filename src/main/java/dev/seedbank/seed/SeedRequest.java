package dev.seedbank.seed;

import dev.seedbank.config.Environment;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * @param project the folder in which {@code seeds/} lies
 * @param storeNames of all stores that are configured, opened or not
 * @param sets names of sets; empty for all that the environment allows
 * @param collections as people write them; empty for all
 * @param mode what to do about data that is there
 */
public record SeedRequest(
        Path project,
        Set<String> storeNames,
        Environment environment,
        List<String> sets,
        List<String> collections,
        Mode mode) {
    public SeedRequest {
        storeNames = Set.copyOf(storeNames);
        sets = List.copyOf(sets);
        collections = List.copyOf(collections);
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
