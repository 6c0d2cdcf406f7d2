package dev.seedbank.seed.rows;

import dev.seedbank.config.Nearest;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.yaml.YamlDocument;
import java.util.Set;

/**
 * The keys that a mapping of a set's {@code seed.yaml} may have.
 *
 * @param names in any order
 */
public record KnownNames(Set<String> names) {
    public KnownNames(String... names) {
        this(Set.of(names));
    }

    /** @throws UsageFailure for the first key that is not known, with the nearest that is */
    public void check(YamlDocument yaml, Iterable<YamlDocument.Entry> entries) {
        for (var entry : entries) {
            if (!names.contains(entry.key())) {
                throw yaml.failure(
                        entry.line(),
                        "unknown key '%s'".formatted(entry.key()),
                        Nearest.advice(entry.key(), names.stream().sorted().toList(), ""));
            }
        }
    }
}
