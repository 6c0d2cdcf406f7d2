package dev.seedbank.backend.schema;

import dev.seedbank.backend.migration.Scratch;
import java.util.List;

/** A structure that a plan begins or ends with. */
public sealed interface SchemaState {
    /** What the store has now. */
    record Live() implements SchemaState {}

    /** What files declare. */
    record Declared(List<SchemaFile> files) implements SchemaState {
        public Declared {
            files = List.copyOf(files);
        }
    }

    /** What a scratch database has: the migrations were run there. */
    record Replayed(Scratch scratch) implements SchemaState {}
}
