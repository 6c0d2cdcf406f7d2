package dev.seedbank.backend.postgres;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts objects into an order in which they can be created: what is needed first, and then by kind and name, so that two
 * equal databases give the same script. What the tables need comes before the rows; what needs something that comes after
 * the rows (a function that returns a view's rows) comes after them too.
 */
final class StructureOrder {
    private final StructureCatalog catalog;
    private final Map<StructureKey, StructureNode> nodes;
    private final Set<StructureKey> forRows;
    private final Map<StructureKey, Boolean> after = new HashMap<>();

    StructureOrder(StructureCatalog catalog, Collection<StructureNode> selected) {
        this.catalog = catalog;
        this.nodes = selected.stream().collect(Collectors.toMap(StructureNode::key, node -> node));
        this.forRows = catalog.closure(selected.stream()
                .filter(node -> switch (node.kind()) {
                    case TABLE, DEFAULT, CHECK, OWNED_BY -> true;
                    default -> false;
                })
                .map(StructureNode::key)
                .toList());
    }

    boolean isAfterRows(StructureNode node) {
        return isAfterRows(node.key());
    }

    private boolean isAfterRows(StructureKey key) {
        var known = after.get(key);
        if (known != null) {
            return known;
        }
        after.put(key, false); // ends cycles
        var node = nodes.get(key);
        var result = node != null
                && !forRows.contains(key)
                && (node.kind().isAfterData() || catalog.needs(key).stream().anyMatch(this::isAfterRows));
        after.put(key, result);
        return result;
    }

    List<StructureNode> sorted() {
        var order =
                Comparator.comparing((StructureNode node) -> isAfterRows(node)).thenComparing(StructureNode.ORDER);
        return new DependencySort<>(StructureNode::key, node -> catalog.needs(node.key()), order).sort(nodes.values());
    }
}
