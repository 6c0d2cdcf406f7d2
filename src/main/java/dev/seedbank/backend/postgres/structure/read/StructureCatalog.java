package dev.seedbank.backend.postgres.structure.read;

import dev.seedbank.backend.postgres.structure.model.Edges;
import dev.seedbank.backend.postgres.structure.model.IntList;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * All that a script could create in this database, and what each needs, read in a fixed number of queries. An object is a
 * number here, and what needs what are edges between numbers, because there are ten objects for each of thousands of tables;
 * what they are made of waits in a {@link DefinitionStore}.
 */
final class StructureCatalog implements AutoCloseable {
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

    private static final int NONE = -1;

    private final StructureGraph graph;
    private final ObjectNumbers numbers;
    private final StructureEntries entries = new StructureEntries();
    /** What objects need besides what the graph knows. */
    private final Edges also = new Edges();
    /** From a base type to its shell. */
    private final Map<Integer, Integer> shells = new HashMap<>();

    private final DefinitionStore definitions;

    private StructureCatalog(StructureGraph graph, DefinitionStore definitions) {
        this.graph = graph;
        this.definitions = definitions;
        this.numbers = graph.numbers();
    }

    /** @param definitions an empty store, which is closed with the catalog */
    static StructureCatalog read(Connection connection, DefinitionStore definitions) throws SQLException {
        var catalog = new StructureCatalog(StructureGraph.read(connection), definitions);
        for (var query : QUERIES) {
            query.read(connection, catalog.graph, catalog::add);
        }
        int major = connection.getMetaData().getDatabaseMajorVersion();
        StructureOwners.owners(major).read(connection, catalog.graph, catalog::add);
        for (var query : StructureReplication.queries(major)) {
            query.read(connection, catalog.graph, catalog::add);
        }
        StructureTypes.domains(connection, catalog.graph, catalog::add);
        StructureTables.read(connection, catalog.graph, catalog::add);
        catalog.findShells();
        catalog.refreshOthersFirst();
        return catalog;
    }

    private void add(StructureNode node) {
        int number = numbers.of(node.key());
        int owner = node.owner() == null ? NONE : numbers.of(node.owner());
        node.also().forEach(key -> also.add(number, numbers.of(key)));
        entries.set(number, node, owner, definitions.add(node.definition()));
    }

    private void findShells() {
        objects().filter(number -> kind(number) == StructureKind.SHELL_TYPE).forEach(shell -> {
            int type = number(new StructureKey("pg_type", numbers.key(shell).oid()));
            if (type != NONE) {
                shells.put(type, shell);
            }
        });
    }

    /** A materialized view can only be filled from others that are filled. */
    private void refreshOthersFirst() {
        var first = new Edges();
        objects().filter(number -> kind(number) == StructureKind.REFRESH).forEach(refresh -> {
            var needed = new BitSet();
            addWithNeeds(refresh, needed);
            needed.stream().filter(number -> number != refresh).forEach(number -> {
                var key = numbers.key(number);
                int other = numbers.find(new StructureKey(numbers.key(refresh).catalog(), key.oid()));
                if (key.catalog().equals("pg_class") && other >= 0 && other != refresh) {
                    first.add(refresh, other);
                }
            });
        });
        for (int refresh = 0; refresh < numbers.count(); refresh++) {
            for (int i = 0; i < first.count(refresh); i++) {
                also.add(refresh, first.end(refresh, i));
            }
        }
    }

    IntStream objects() {
        return IntStream.range(0, entries.size()).filter(this::isObject);
    }

    private boolean isObject(int number) {
        return entries.has(number);
    }

    /** -1 if it is none of the objects. */
    int number(StructureKey key) {
        int number = numbers.find(key);
        return isObject(number) ? number : NONE;
    }

    StructureKind kind(int number) {
        return entries.kind(number);
    }

    /** Unquoted; empty for what lives in none. */
    String schema(int number) {
        return entries.schema(number);
    }

    boolean hasOwner(int number) {
        return owner(number) != NONE;
    }

    /** -1 if it has none. */
    int owner(int number) {
        return entries.owner(number);
    }

    StructureId id(int number) {
        return new StructureId(entries.kind(number), entries.name(number));
    }

    /** What must exist before it, as far as a script could create it. */
    int[] needs(int number) {
        var known = allNeeds(number);
        var needs = new IntList();
        for (int i = 0; i < known.size(); i++) {
            int need = known.get(i);
            // A type and the functions that it is made of need each other: these only need its name.
            var shell = shells.get(need);
            needs.add(shell != null && allNeeds(need).contains(number) ? shell : need);
        }
        var own = shells.get(number);
        if (own != null) {
            needs.addOnce(own);
        }
        return needs.toArray();
    }

    private IntList allNeeds(int number) {
        var found = new IntList();
        graph.collectNeeds(number, found);
        for (int i = 0; i < also.count(number); i++) {
            found.addOnce(also.end(number, i));
        }
        if (hasOwner(number)) {
            found.addOnce(owner(number));
        }
        var objects = new IntList();
        for (int i = 0; i < found.size(); i++) {
            if (isObject(found.get(i)) && found.get(i) != number) {
                objects.add(found.get(i));
            }
        }
        return objects;
    }

    /** Adds it and all that it needs, directly or not. What is in the set is there with all that it needs. */
    void addWithNeeds(int number, BitSet set) {
        var open = new IntList();
        open.add(number);
        while (open.size() > 0) {
            int next = open.removeLast();
            if (!set.get(next)) {
                set.set(next);
                for (int need : needs(next)) {
                    open.add(need);
                }
            }
        }
    }

    /** Total, among objects of one database: the script must not depend on the order in which the server finds things. */
    int compare(int one, int other) {
        int byKind = kind(one).compareTo(kind(other));
        int bySchema = byKind != 0 ? byKind : schema(one).compareTo(schema(other));
        int byName = bySchema != 0 ? bySchema : entries.name(one).compareTo(entries.name(other));
        return byName != 0 ? byName : statements(one).compareTo(statements(other));
    }

    private String statements(int number) {
        return String.join("\n", definitions.get(entries.place(number)).statements());
    }

    /** The same object by names that hold in any database. */
    StructureObject object(int number, boolean afterRows) {
        var needs = new LinkedHashSet<StructureId>();
        for (int need : needs(number)) {
            needs.add(id(need));
        }
        return new StructureObject(
                id(number),
                schema(number),
                isObject(owner(number)) ? id(owner(number)) : null,
                needs,
                definitions.get(entries.place(number)),
                afterRows);
    }

    @Override
    public void close() {
        definitions.close();
    }
}
