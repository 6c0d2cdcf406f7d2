package dev.seedbank.seed;

import dev.seedbank.seed.generate.Generator;
import java.util.LinkedHashMap;
import java.util.List;
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

    /** What makes fields of the file's rows, by field. */
    SequencedMap<String, Generator> generators(SeedFile file) {
        return settings.generate().getOrDefault(file.label(), new LinkedHashMap<>());
    }
}
