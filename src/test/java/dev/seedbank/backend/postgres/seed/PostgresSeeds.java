package dev.seedbank.backend.postgres.seed;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.SeedRow.Value;
import dev.seedbank.backend.SeedSource;
import dev.seedbank.backend.Seeder.SeedCounts;
import dev.seedbank.backend.Seeder.SeedTarget;
import dev.seedbank.backend.postgres.PostgresStores;
import dev.seedbank.testing.Database;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Seeds rows for tests, as files do. */
final class PostgresSeeds {
    private PostgresSeeds() {}

    /** One file into one table, each row on a line of its own. */
    static SeedCounts seed(Database db, SeedTarget target, List<SeedRow> rows) {
        var numbered = new ArrayList<SeedRow>();
        for (var row : rows) {
            numbered.add(new SeedRow(row.file(), numbered.size() + 1, row.fields()));
        }
        try (var store = PostgresStores.open(db.url());
                var seeder = store.seeder()) {
            var counts =
                    seeder.seed(target, numbered.iterator(), new SeedSource("seeds/test.json", "" + System.nanoTime()));
            seeder.commit();
            return counts;
        }
    }

    static SeedCounts add(Database db, String table, SeedRow... rows) {
        return seed(db, target(table, false), List.of(rows));
    }

    static SeedCounts update(Database db, String table, SeedRow... rows) {
        return seed(db, target(table, true), List.of(rows));
    }

    static Collection table(String name) {
        return new Collection("public", name, true, Collection.Kind.DATA);
    }

    static SeedTarget target(String table, boolean update, String... unique) {
        return new SeedTarget(table(table), List.of(unique), update);
    }

    /** Fields as name, JSON with single quotes, name, …; a value may be any other {@link Value}. */
    static SeedRow row(Object... fields) {
        var map = new LinkedHashMap<String, Value>();
        for (int i = 0; i < fields.length; i += 2) {
            var value = fields[i + 1] instanceof Value given
                    ? given
                    : new Value.Json(((String) fields[i + 1]).replace('\'', '"'));
            map.put((String) fields[i], value);
        }
        return new SeedRow("seeds/x.json", 1, map);
    }

    static Value made(String text) {
        return new Value.Generated(Value.Kind.TEXT, text);
    }

    static Value hashed(String text) {
        return new Value.Hashed(text);
    }

    static Value reference(String table, String field, String value) {
        return new Value.Reference(table(table), field, new Value.Text(value));
    }
}
