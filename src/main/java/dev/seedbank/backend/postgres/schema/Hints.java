package dev.seedbank.backend.postgres.schema;

import dev.seedbank.backend.schema.SchemaFile;
import dev.seedbank.backend.schema.SchemaPlan.PossibleRename;
import java.util.List;
import java.util.Map;

/**
 * What files say besides what they declare.
 *
 * @param using by {@code schema.table.column}
 * @param backfill by {@code schema.table.column}
 */
record Hints(List<PossibleRename> renames, Map<String, String> using, Map<String, String> backfill) {
    static Hints of(List<SchemaFile> files, String main) {
        return new Hints(List.of(), Map.of(), Map.of());
    }
}
