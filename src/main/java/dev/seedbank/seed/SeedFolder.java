package dev.seedbank.seed;

import dev.seedbank.failure.UsageFailure;
import dev.seedbank.seed.rows.SeedInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The project's {@code seeds/} folder: itself the set {@code default}, each folder in it a set by its own name. */
final class SeedFolder {
    static final String NAME = "seeds";

    private SeedFolder() {}

    /**
     * The sets that have files or settings: {@code default} first, then by name. Reads names and settings, no rows.
     *
     * @param project where {@code seeds/} lies; it need not
     * @param stores the names of all stores that are configured
     */
    static List<SeedSet> sets(Path project, Collection<String> stores) {
        var folder = project.resolve(NAME);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var sets = new ArrayList<SeedSet>();
        sets.add(new SeedSetReader(folder, NAME, stores).read(SeedSet.DEFAULT, false));
        for (var path : folders(folder, NAME)) {
            var name = path.getFileName().toString();
            if (name.equals(SeedSet.DEFAULT)) {
                throw new UsageFailure(
                        "seeds/default: the set 'default' is seeds/ itself",
                        "Move its files up, or rename the folder.");
            }
            sets.add(new SeedSetReader(path, NAME + "/" + name, stores).read(name, true));
        }
        sets.removeIf(SeedSet::isEmpty);
        return sets;
    }

    static List<Path> folders(Path folder, String shown) {
        return list(folder, shown).stream().filter(Files::isDirectory).toList();
    }

    /** Without hidden files, sorted by name. */
    static List<Path> list(Path folder, String shown) {
        try (var paths = Files.list(folder)) {
            return paths.filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted(Comparator.comparing(path -> path.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw SeedInput.unreadable(shown, e);
        }
    }
}
