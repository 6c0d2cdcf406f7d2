package dev.seedbank.seed;

import dev.seedbank.backend.SeedRow;
import dev.seedbank.config.Environment;
import dev.seedbank.seed.generate.Generator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * What a set's {@code seed.yaml} says.
 *
 * @param environments where the set may be seeded
 * @param required whether the whole run stops when the set fails
 * @param order collections in the order to seed; need not name all
 * @param unique collection to the fields by which a row is known; wins over the store's own setting
 * @param store where the set's files go; empty to let the configuration decide
 * @param generate collection to field to what makes its value
 * @param generatedAt collection to field to where {@code generate} names it
 */
record SeedSettings(
        String description,
        Set<Environment> environments,
        boolean required,
        List<String> order,
        Map<String, List<String>> unique,
        Optional<String> store,
        Map<String, SequencedMap<String, Generator>> generate,
        Map<String, Map<String, SeedRow.Place>> generatedAt) {
    static final SeedSettings NONE = new SeedSettings(
            "",
            Set.of(Environment.DEVELOPMENT, Environment.TEST),
            false,
            List.of(),
            Map.of(),
            Optional.empty(),
            Map.of(),
            Map.of());

    SeedSettings {
        environments = Set.copyOf(environments);
        order = List.copyOf(order);
    }
}
