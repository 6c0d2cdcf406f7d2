package dev.seedbank.seed;

import dev.seedbank.archive.FileNames;
import dev.seedbank.config.Nearest;
import dev.seedbank.failure.UsageFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the files of one set. A set's folder holds files, and may hold folders named after stores with files for those; the
 * folder of a family holds one folder a database. It is the layout of a backup, so that files can be copied from there.
 */
final class SeedSetReader {
    private final Path folder;
    private final String shown;
    private final Collection<String> stores;
    private final List<SeedFile> files = new ArrayList<>();
    private final List<String> others = new ArrayList<>();

    SeedSetReader(Path folder, String shown, Collection<String> stores) {
        this.folder = folder;
        this.shown = shown;
        this.stores = stores;
    }

    /** @param withStores whether folders are named after stores; in {@code seeds/} itself they are sets */
    SeedSet read(String name, boolean withStores) {
        collect(folder, shown, Optional.empty(), Optional.empty());
        if (withStores) {
            SeedFolder.folders(folder, shown).forEach(this::collectStore);
        }
        return new SeedSet(name, settings(), files, others);
    }

    private void collectStore(Path path) {
        var inside = shown + "/" + path.getFileName();
        var store = decodedName(path);
        if (!stores.contains(store)) {
            throw new UsageFailure(
                    inside + ": a folder in a set is for a store, and there is no store of that name",
                    Nearest.advice(store, stores, ""));
        }
        collect(path, inside, Optional.of(store), Optional.empty());
        for (var database : SeedFolder.folders(path, inside)) {
            collect(
                    database,
                    inside + "/" + database.getFileName(),
                    Optional.of(store),
                    Optional.of(decodedName(database)));
        }
    }

    private void collect(Path path, String inside, Optional<String> store, Optional<String> database) {
        for (var file : SeedFolder.list(path, inside)) {
            var shownFile = inside + "/" + file.getFileName();
            if (Files.isDirectory(file)) {
                continue;
            }
            if (SeedFile.isSeedFile(file)) {
                files.add(new SeedFile(file, shownFile, SeedFile.collectionOf(file), store, database));
            } else if (!isNote(file)) {
                others.add(shownFile);
            }
        }
    }

    private static String decodedName(Path path) {
        return FileNames.decode(path.getFileName().toString());
    }

    /** What people put beside data without meaning it to be data. */
    private static boolean isNote(Path path) {
        var name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.equals(SeedSettingsFile.NAME) || name.endsWith(".md") || name.startsWith("readme");
    }

    private SeedSettings settings() {
        if (Files.exists(folder.resolve("seed.yml"))) {
            throw new UsageFailure(shown + "/seed.yml is not read", "Rename it to " + SeedSettingsFile.NAME + ".");
        }
        var path = folder.resolve(SeedSettingsFile.NAME);
        return Files.exists(path)
                ? SeedSettingsFile.read(path, shown + "/" + SeedSettingsFile.NAME, files)
                : SeedSettings.NONE;
    }
}
