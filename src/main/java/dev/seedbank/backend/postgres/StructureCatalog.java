package dev.seedbank.backend.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All that a script could create in this database, and what each needs, read in a fixed number of queries. */
final class StructureCatalog {
    private static final List<StructureQuery> QUERIES = List.of(
            StructureTypes.SCHEMAS,
            StructureTypes.COLLATIONS,
            StructureTypes.TYPES,
            StructureMethods.LANGUAGES,
            StructureMethods.BASE_TYPES,
            StructureMethods.OPERATOR_CLASSES,
            StructureRoutines.FUNCTIONS,
            StructureRoutines.AGGREGATES,
            StructureRoutines.OPERATORS,
            StructureRoutines.TEXT_SEARCH,
            StructureRoutines.SEQUENCES,
            StructureIndexes.KEYS,
            StructureIndexes.INDEXES,
            StructureIndexes.MARKS,
            StructureIndexes.STATISTICS,
            StructureViews.VIEWS,
            StructureViews.RULES,
            StructureViews.TRIGGERS,
            StructureViews.POLICIES,
            StructureViews.COMMENTS,
            StructureForeign.SERVERS,
            StructureOwners.SECURITY_LABELS,
            StructurePrivileges.PRIVILEGES,
            StructurePrivileges.DEFAULT_PRIVILEGES);

    private final StructureGraph graph;
    private final Map<StructureKey, StructureNode> nodes = new HashMap<>();
    private final Map<StructureKey, Set<StructureKey>> needs = new HashMap<>();

    private StructureCatalog(StructureGraph graph) {
        this.graph = graph;
    }

    static StructureCatalog read(Connection connection) throws SQLException {
        var graph = StructureGraph.read(connection);
        var catalog = new StructureCatalog(graph);
        for (var query : QUERIES) {
            catalog.add(query.read(connection, graph));
        }
        int major = connection.getMetaData().getDatabaseMajorVersion();
        catalog.add(StructureOwners.owners(major).read(connection, graph));
        for (var query : StructureReplication.queries(major)) {
            catalog.add(query.read(connection, graph));
        }
        var checks = StructureCheck.read(connection);
        catalog.add(StructureTypes.domains(connection, graph, checks));
        catalog.add(StructureTables.read(connection, graph, checks));
        catalog.findNeeds();
        return catalog;
    }

    private void add(List<StructureNode> found) {
        found.forEach(node -> nodes.put(node.key(), node));
    }

    private void findNeeds() {
        for (var node : nodes.values()) {
            var known = new LinkedHashSet<>(graph.needs(node.key()));
            known.addAll(node.also());
            if (node.owner() != null) {
                known.add(node.owner());
            }
            known.retainAll(nodes.keySet());
            known.remove(node.key());
            needs.put(node.key(), known);
        }
        for (var node : nodes.values()) {
            if (node.kind() == StructureKind.REFRESH) {
                refreshOthersFirst(node.key());
            } else if (node.kind() == StructureKind.SHELL_TYPE) {
                breakCircle(node.key());
            }
        }
    }

    /** A type and the functions that it is made of need each other: these only need its name. */
    private void breakCircle(StructureKey shell) {
        var type = new StructureKey("pg_type", shell.oid());
        if (!nodes.containsKey(type)) {
            return;
        }
        for (var function : needs(type)) {
            var ofFunction = needs(function);
            if (ofFunction.remove(type)) {
                ofFunction.add(shell);
            }
        }
        needs(type).add(shell);
    }

    /** A materialized view can only be filled from others that are filled. */
    private void refreshOthersFirst(StructureKey refresh) {
        for (var needed : closure(needs(refresh))) {
            var other = new StructureKey(refresh.catalog(), needed.oid());
            if (!other.equals(refresh) && needed.catalog().equals("pg_class") && nodes.containsKey(other)) {
                needs(refresh).add(other);
            }
        }
    }

    Collection<StructureNode> nodes() {
        return nodes.values();
    }

    @Nullable
    StructureNode node(StructureKey key) {
        return nodes.get(key);
    }

    /** What must exist before it, as far as a script could create it. */
    Set<StructureKey> needs(StructureKey key) {
        return needs.getOrDefault(key, Set.of());
    }

    /** The same object by names that hold in any database. */
    StructureObject object(StructureNode node, boolean afterRows) {
        var owner = node.owner() == null ? null : nodes.get(node.owner());
        var needs = needs(node.key()).stream()
                .map(nodes::get)
                .filter(Objects::nonNull)
                .map(StructureCatalog::id)
                .collect(Collectors.toSet());
        return new StructureObject(
                id(node),
                node.schema(),
                owner == null ? null : id(owner),
                needs,
                ArrayCasts.kept(node.kind(), node.statements()),
                afterRows);
    }

    static StructureId id(StructureNode node) {
        return new StructureId(node.kind(), node.name());
    }

    /** These and all that they need, directly or not. */
    Set<StructureKey> closure(Collection<StructureKey> keys) {
        var seen = new LinkedHashSet<>(keys);
        var open = new ArrayDeque<>(keys);
        while (!open.isEmpty()) {
            for (var needed : needs(open.remove())) {
                if (seen.add(needed)) {
                    open.add(needed);
                }
            }
        }
        return seen;
    }
}
