package dev.seedbank.seed;

import dev.seedbank.archive.FileNames;
import dev.seedbank.seed.rows.CsvRows;
import dev.seedbank.seed.rows.JsonSeedRows;
import dev.seedbank.seed.rows.SeedRows;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One file with the rows of one collection.
 *
 * @param path where it lies
 * @param shown as the user knows it: {@code seeds/users.json}
 * @param collection the collection's name, from the file's; in a family without its database
 * @param store the store whose folder it lies in, if any
 * @param database the family's database whose folder it lies in, if any
 */
record SeedFile(Path path, String shown, String collection, Optional<String> store, Optional<String> database) {
    private static final Set<String> EXTENSIONS = Set.of("json", "jsonl", "ndjson", "csv");

    /** The name as people write it: {@code users}, or {@code open_project1/characters}. */
    String label() {
        return database.map(name -> name + "/").orElse("") + collection;
    }

    static boolean isSeedFile(Path path) {
        var name = path.getFileName().toString();
        return name.lastIndexOf('.') > 0 && EXTENSIONS.contains(extension(path));
    }

    /** The collection that a file or folder is named after: {@code %2F} and the like stand for what a file's name cannot hold. */
    static String collectionOf(Path path) {
        var name = path.getFileName().toString();
        return FileNames.decode(name.substring(0, name.lastIndexOf('.')));
    }

    /** Opens the file and looks at its beginning. */
    SeedRows open() {
        var extension = extension(path);
        return extension.equals("csv")
                ? CsvRows.open(path, shown)
                : JsonSeedRows.open(path, shown, !extension.equals("json"));
    }

    private static String extension(Path path) {
        var name = path.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
