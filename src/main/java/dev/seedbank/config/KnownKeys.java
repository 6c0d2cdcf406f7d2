package dev.seedbank.config;

import dev.seedbank.failure.UsageFailure;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Every key that {@code seedbank.yaml} may hold; docs/configuration.md explains them. A {@code *} stands for a name of the user's. */
final class KnownKeys {
    static final List<List<String>> ALL = List.of(
            List.of("environment"),
            List.of("allow"),
            List.of("sensitive"),
            List.of("backups", "directory"),
            List.of("backups", "layout"),
            List.of("backups", "format"),
            List.of("stores", "*", "url"),
            List.of("stores", "*", "direct-url"),
            List.of("stores", "*", "databases"),
            List.of("stores", "*", "schemas"),
            List.of("stores", "*", "clean"),
            List.of("stores", "*", "seed", "order"),
            List.of("stores", "*", "seed", "unique", "*"));

    private KnownKeys() {}

    /** @throws UsageFailure naming the nearest known key, if no known key has this path */
    static void check(Setting setting) {
        var path = setting.path();
        for (int depth = 0; depth < path.size(); depth++) {
            var allowed = namesBelow(path.subList(0, depth));
            if (!allowed.contains("*") && !allowed.contains(path.get(depth))) {
                throw new UsageFailure(
                        "%s: unknown key '%s'".formatted(setting.origin(), ConnectionUrl.cut(setting.key())),
                        Nearest.advice(path.get(depth), allowed, "See docs/configuration.md."));
            }
        }
        if (!namesBelow(path).isEmpty()) {
            throw new UsageFailure(
                    "%s: '%s' needs keys below it".formatted(setting.origin(), setting.key()),
                    "Known: " + String.join(", ", namesBelow(path)));
        }
    }

    private static Set<String> namesBelow(List<String> prefix) {
        var names = new LinkedHashSet<String>();
        for (var known : ALL) {
            if (known.size() > prefix.size() && matches(known.subList(0, prefix.size()), prefix)) {
                names.add(known.get(prefix.size()));
            }
        }
        return names;
    }

    private static boolean matches(List<String> known, List<String> path) {
        for (int i = 0; i < known.size(); i++) {
            if (!known.get(i).equals("*") && !known.get(i).equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }
}
