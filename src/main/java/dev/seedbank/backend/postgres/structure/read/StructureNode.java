package dev.seedbank.backend.postgres.structure.read;

import dev.seedbank.backend.postgres.structure.definition.Definition;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One object that the script creates, as read from the catalog.
 *
 * @param schema where it lives, unquoted
 * @param name its full name as SQL, unique among those of its kind
 * @param owner what it belongs to and goes with: an index's table, a partition's parent
 * @param also relations that it needs besides what the catalog knows
 */
record StructureNode(
        StructureKey key,
        StructureKind kind,
        String schema,
        String name,
        @Nullable StructureKey owner,
        List<StructureKey> also,
        Definition definition) {
    StructureNode {
        also = List.copyOf(also);
    }
}
