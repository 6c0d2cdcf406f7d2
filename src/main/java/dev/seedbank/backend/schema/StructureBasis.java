package dev.seedbank.backend.schema;

import dev.seedbank.backend.migration.HistoryEntry;
import java.util.List;

/** What a structure should come from. */
public sealed interface StructureBasis {
    /** The migrations that were run. */
    record Migrated(List<HistoryEntry> history) implements StructureBasis {
        public Migrated {
            history = List.copyOf(history);
        }
    }

    /** Files that declare it. */
    record Declared(List<SchemaFile> files) implements StructureBasis {
        public Declared {
            files = List.copyOf(files);
        }
    }
}
