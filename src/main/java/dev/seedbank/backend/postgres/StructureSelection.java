package dev.seedbank.backend.postgres;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which objects go into the script. Tables bring their partitions and all that they need. What goes with a table (keys,
 * triggers, policies) or lives in the same schema comes too, together with the types and functions that it needs; unless
 * it needs a table or view that is not there: then it is left out, and the script says so.
 */
final class StructureSelection {
    private final StructureCatalog catalog;
    private final Set<StructureKey> selected = new LinkedHashSet<>();
    private final Set<StructureKey> candidates = new HashSet<>();
    private final Map<StructureKey, Optional<StructureNode>> obstacles = new HashMap<>();
    private final Set<String> leftOut = new TreeSet<>();

    /**
     * @param relations tables and views that were asked for
     * @param schemas from which everything goes in, with all that is in no schema; absent if the relations alone are wanted
     */
    StructureSelection(StructureCatalog catalog, Collection<StructureKey> relations, Optional<Schemas> schemas) {
        this.catalog = catalog;
        selectTables(relations, schemas);
        findCandidates(relations, schemas);
        for (var key : candidates) {
            var obstacle = obstacle(key);
            if (obstacle.isEmpty()) {
                selected.addAll(catalog.closure(List.of(key)));
            } else {
                leaveOut(node(key), obstacle.get());
            }
        }
    }

    List<StructureNode> nodes() {
        return selected.stream().map(this::node).toList();
    }

    /** One line each, sorted. */
    Collection<String> leftOut() {
        return leftOut;
    }

    private StructureNode node(StructureKey key) {
        return Objects.requireNonNull(catalog.node(key));
    }

    private void selectTables(Collection<StructureKey> relations, Optional<Schemas> schemas) {
        var tables = catalog.nodes().stream()
                .filter(node -> node.kind() == StructureKind.TABLE && !Schemas.isOwn(node.schema()))
                .toList();
        for (var table : tables) {
            if (relations.contains(table.key()) || isIn(schemas, table)) {
                selected.addAll(catalog.closure(List.of(table.key())));
            }
        }
        for (var before = -1; before < selected.size(); ) {
            before = selected.size();
            for (var table : tables) {
                if (table.owner() != null && selected.contains(table.owner())) {
                    selected.addAll(catalog.closure(List.of(table.key())));
                }
            }
        }
    }

    private static boolean isIn(Optional<Schemas> schemas, StructureNode node) {
        return schemas.isPresent()
                && (node.schema().isEmpty()
                        ? node.owner() == null
                        : schemas.get().has(node.schema()));
    }

    private void findCandidates(Collection<StructureKey> relations, Optional<Schemas> schemas) {
        for (var before = -1; before < candidates.size(); ) {
            before = candidates.size();
            for (var node : catalog.nodes()) {
                var owner = node.owner();
                if (relations.contains(node.key())
                        || isIn(schemas, node)
                        || (owner != null && (selected.contains(owner) || candidates.contains(owner)))) {
                    candidates.add(node.key());
                }
            }
        }
        candidates.removeAll(selected);
    }

    /** The table or view that is not in the script and without which this object cannot be made. */
    private Optional<StructureNode> obstacle(StructureKey key) {
        var known = obstacles.get(key);
        if (known != null) {
            return known;
        }
        obstacles.put(key, Optional.empty()); // ends cycles
        var found = isObstacle(key) ? Optional.of(node(key)) : obstacleAmongNeeds(key);
        obstacles.put(key, found);
        return found;
    }

    private boolean isObstacle(StructureKey key) {
        var node = node(key);
        if (selected.contains(key)) {
            return false;
        }
        return switch (node.kind()) {
            case TABLE -> true;
            case VIEW, FOREIGN_TABLE -> !candidates.contains(key) || Schemas.isOwn(node.schema());
            default -> Schemas.isOwn(node.schema());
        };
    }

    private Optional<StructureNode> obstacleAmongNeeds(StructureKey key) {
        return selected.contains(key)
                ? Optional.empty()
                : catalog.needs(key).stream()
                        .map(this::obstacle)
                        .flatMap(Optional::stream)
                        .min(StructureNode.ORDER);
    }

    private void leaveOut(StructureNode node, StructureNode obstacle) {
        switch (node.kind()) {
            case COMMENT, INDEX_PARTITION, MARK, TRIGGER_STATE, REFRESH, SECURITY_LABEL, OWNER, PRIVILEGES -> {
                // it goes with something that is left out itself
            }
            default -> {
                var why = node.equals(obstacle) ? "" : ", which needs " + words(obstacle);
                leftOut.add(words(node) + why);
            }
        }
    }

    private static String words(StructureNode node) {
        return node.kind().words() + " " + node.name();
    }
}
