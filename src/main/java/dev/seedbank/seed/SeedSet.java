package dev.seedbank.seed;

import dev.seedbank.backend.SeedRow;
import dev.seedbank.seed.generate.Generator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * One folder of seed files.
 *
 * @param name the folder's; {@code default} for {@code seeds/} itself
 * @param files sorted by name
 * @param others what lies there and is no seed file, as the user knows it
 */
record SeedSet(String name, SeedSettings settings, List<SeedFile> files, List<String> others) {
    static final String DEFAULT = "default";

    SeedSet {
        files = List.copyOf(files);
        others = List.copyOf(others);
    }

    boolean isEmpty() {
        return files.isEmpty() && settings.equals(SeedSettings.NONE);
    }

    /** Where the settings name the fields of {@link #generators}. */
    Map<String, SeedRow.Place> generatorPlaces(SeedFile file) {
        return settings.generatedAt().getOrDefault(file.label(), Map.of());
    }

    /** What makes fields of the file's rows, by field. */
    SequencedMap<String, Generator> generators(SeedFile file) {
        return settings.generate().getOrDefault(file.label(), new LinkedHashMap<>());
    }
}
