package dev.seedbank.migrate.files;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Programming languages, by the endings of files. Seedbank runs none of them. */
final class Code {
    private static final Map<String, String> LANGUAGES = Map.ofEntries(
            Map.entry("go", "Go"),
            Map.entry("java", "Java"),
            Map.entry("kt", "Kotlin"),
            Map.entry("js", "JavaScript"),
            Map.entry("mjs", "JavaScript"),
            Map.entry("cjs", "JavaScript"),
            Map.entry("ts", "TypeScript"),
            Map.entry("mts", "TypeScript"),
            Map.entry("cts", "TypeScript"),
            Map.entry("py", "Python"),
            Map.entry("rs", "Rust"),
            Map.entry("rb", "Ruby"),
            Map.entry("php", "PHP"));

    private Code() {}

    /** Empty for a file that is no code. */
    static Optional<String> language(String file) {
        return Optional.ofNullable(
                LANGUAGES.get(file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)));
    }
}
