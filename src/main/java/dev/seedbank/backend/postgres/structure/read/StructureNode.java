package dev.seedbank.backend.postgres.structure.read;

import dev.seedbank.backend.postgres.structure.model.StructureKind;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the script creates, with the statements for it.
 *
 * @param schema where it lives, unquoted
 * @param name its full name as SQL, unique among those of its kind
 * @param owner what it belongs to and goes with: an index's table, a partition's parent
 * @param also relations that it needs besides what the catalogue knows
 * @param statements without the closing semicolon; none for what is always there
 */
record StructureNode(
        StructureKey key,
        StructureKind kind,
        String schema,
        String name,
        @Nullable StructureKey owner,
        List<StructureKey> also,
        List<String> statements) {
    /** Total: the script must not depend on the order in which the server finds things. */
    static final Comparator<StructureNode> ORDER = Comparator.comparing(StructureNode::kind)
            .thenComparing(StructureNode::schema)
            .thenComparing(StructureNode::name)
            .thenComparing(node -> String.join("\n", node.statements));

    StructureNode {
        also = List.copyOf(also);
        statements = List.copyOf(statements);
    }

    StructureNode with(List<String> others) {
        return new StructureNode(key, kind, schema, name, owner, also, others);
    }
}
