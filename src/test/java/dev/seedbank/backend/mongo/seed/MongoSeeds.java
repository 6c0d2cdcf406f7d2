package dev.seedbank.backend.mongo.seed;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.SeedRow.Value;
import dev.seedbank.backend.SeedSource;
import dev.seedbank.backend.Seeder.SeedCounts;
import dev.seedbank.backend.Seeder.SeedTarget;
import dev.seedbank.backend.mongo.MongoScope;
import dev.seedbank.failure.OperationFailed;
import java.util.LinkedHashMap;
import java.util.List;

/** Rows as seed files have them, and runs of the seeder that take them. */
final class MongoSeeds {
    private MongoSeeds() {}

    /** Fields as name, JSON, name, JSON; a value may be any other {@link Value}. */
    static SeedRow row(long line, Object... fields) {
        var values = new LinkedHashMap<String, Value>();
        for (int field = 0; field < fields.length; field += 2) {
            var value = fields[field + 1] instanceof Value given ? given : new Value.Json((String) fields[field + 1]);
            values.put((String) fields[field], value);
        }
        return new SeedRow("seeds/users.json", line, values);
    }

    static SeedCounts seed(MongoScope scope, List<String> unique, boolean update, SeedRow... rows) {
        try (var seeder = scope.store().seeder()) {
            var target = new SeedTarget(scope.collection("users"), unique, update);
            var counts = seeder.seed(
                    target, List.of(rows).iterator(), new SeedSource("seeds/test.json", "" + System.nanoTime()));
            seeder.commit();
            return counts;
        }
    }

    static void assertFailure(MongoScope scope, String message, SeedRow... rows) {
        assertThatThrownBy(() -> seed(scope, List.of(), false, rows))
                .isInstanceOf(OperationFailed.class)
                .hasMessage(message);
    }
}
