package dev.seedbank.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Every key that {@code seedbank.yaml} may hold; docs/configuration.md explains them. A {@code *} stands for a name of the user's. */
final class KnownKeys {
    static final List<List<String>> ALL = List.of(
            List.of("environment"),
            List.of("allow"),
            List.of("sensitive"),
            List.of("fill", "*"),
            List.of("scratch-url"),
            List.of("backups", "directory"),
            List.of("backups", "layout"),
            List.of("backups", "format"),
            List.of("migrations", "allow-exec"),
            List.of("models", "require"),
            List.of("stores", "*", "url"),
            List.of("stores", "*", "direct-url"),
            List.of("stores", "*", "databases"),
            List.of("stores", "*", "schemas"),
            List.of("stores", "*", "clean"),
            List.of("stores", "*", "seed", "order"),
            List.of("stores", "*", "seed", "unique", "*"));

    private KnownKeys() {}

    /** Whether a value stands at this path, not further keys. */
    static boolean isValue(List<String> path) {
        return ALL.stream().anyMatch(known -> known.size() == path.size() && begins(known, path));
    }

    /** The keys that may stand below this path; {@code *} among them if any may. */
    static Set<String> below(List<String> path) {
        var names = new LinkedHashSet<String>();
        for (var known : ALL) {
            if (known.size() > path.size() && begins(known, path)) {
                names.add(known.get(path.size()));
            }
        }
        return names;
    }

    private static boolean begins(List<String> known, List<String> path) {
        for (int i = 0; i < path.size(); i++) {
            if (!known.get(i).equals("*") && !known.get(i).equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }
}
