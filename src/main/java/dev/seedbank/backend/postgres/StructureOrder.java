package dev.seedbank.backend.postgres;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
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
        Comparator<StructureNode> order =
                Comparator.comparing((StructureNode node) -> isAfterRows(node)).thenComparing(StructureNode.ORDER);
        var waiting = new TreeSet<>(order);
        var missing = new HashMap<StructureKey, Set<StructureKey>>();
        var wantedBy = new HashMap<StructureKey, List<StructureNode>>();
        var ready = new PriorityQueue<>(order);
        for (var node : nodes.values()) {
            var needs = new HashSet<>(catalog.needs(node.key()));
            needs.retainAll(nodes.keySet());
            missing.put(node.key(), needs);
            needs.forEach(need ->
                    wantedBy.computeIfAbsent(need, key -> new ArrayList<>()).add(node));
            waiting.add(node);
            if (needs.isEmpty()) {
                ready.add(node);
            }
        }
        var sorted = new ArrayList<StructureNode>();
        while (!waiting.isEmpty()) {
            // Nothing ready means a cycle that the server made in steps; the best that can be done is to begin
            // somewhere.
            var node = ready.isEmpty() ? waiting.first() : ready.remove();
            if (waiting.remove(node)) {
                sorted.add(node);
                for (var next : wantedBy.getOrDefault(node.key(), List.of())) {
                    var left = missing.get(next.key());
                    if (left != null && left.remove(node.key()) && left.isEmpty()) {
                        ready.add(next);
                    }
                }
            }
        }
        return sorted;
    }
}
