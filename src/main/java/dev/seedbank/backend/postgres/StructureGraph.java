package dev.seedbank.backend.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What needs what, from {@code pg_depend}. An object that is internal to another (a table's row type, a key's index) or a
 * member of an extension counts as that other one. Defaults and checks are pieces of their table or domain and written
 * inside its statement, unless they need something that needs the table: then they are written after it.
 */
final class StructureGraph {
    /** Oids below this one came with the server. */
    private static final int FIRST_OF_USERS = 16384;

    /** An array of a table's row type in an extension is four deep; more can only be a damaged catalogue that goes in circles. */
    private static final int MOST_DEPTH = 16;

    private static final String DEPENDENCIES = """
            select d.classid::regclass::text, d.objid, d.refclassid::regclass::text, d.refobjid, d.deptype in ('i', 'e')
            from pg_depend d left join pg_class c on d.classid = 'pg_class'::regclass and c.oid = d.objid
            where d.objid >= %1$d and d.refobjid >= %1$d and (d.classid, d.objid) <> (d.refclassid, d.refobjid)
                -- a serial column's default needs the sequence; that the sequence goes with the column comes later
                and not (d.deptype = 'a' and c.relkind = 'S')
                -- before PostgreSQL 18 every function was said to need the transforms of its arguments, used or not
                and not (d.refclassid = 'pg_transform'::regclass
                    and not exists (select from pg_proc p where d.classid = 'pg_proc'::regclass and p.oid = d.objid and p.protrftypes is not null))
            """.formatted(FIRST_OF_USERS);

    private static final String PIECES = """
            select 'pg_attrdef', d.oid, 'pg_class', d.adrelid from pg_attrdef d where d.oid >= %1$d
            union all
            select 'pg_constraint', k.oid, case when k.contypid = 0 then 'pg_class' else 'pg_type' end,
                case when k.contypid = 0 then k.conrelid else k.contypid end
            from pg_constraint k where k.contype in ('c', 'n') and k.oid >= %1$d
            """.formatted(FIRST_OF_USERS);

    private final Map<StructureKey, StructureKey> partOf = new HashMap<>();
    private final Map<StructureKey, List<StructureKey>> edges = new HashMap<>();
    private final Map<StructureKey, StructureKey> ownerOfPiece = new HashMap<>();
    private final Map<StructureKey, List<StructureKey>> pieces = new HashMap<>();
    private final Map<StructureKey, List<StructureKey>> parts = new HashMap<>();
    private final Set<StructureKey> separate = new HashSet<>();

    static StructureGraph read(Connection connection) throws SQLException {
        var graph = new StructureGraph();
        try (var statement = connection.createStatement()) {
            try (var rows = statement.executeQuery(DEPENDENCIES)) {
                while (rows.next()) {
                    graph.add(key(rows, 1), key(rows, 3), rows.getBoolean(5));
                }
            }
            try (var rows = statement.executeQuery(PIECES)) {
                while (rows.next()) {
                    graph.addPiece(key(rows, 1), graph.whole(key(rows, 3)));
                }
            }
        }
        graph.findParts();
        graph.findSeparate();
        return graph;
    }

    private static StructureKey key(ResultSet rows, int column) throws SQLException {
        return new StructureKey(rows.getString(column), rows.getLong(column + 1));
    }

    private void addPiece(StructureKey piece, StructureKey owner) {
        ownerOfPiece.put(piece, owner);
        pieces.computeIfAbsent(owner, key -> new ArrayList<>()).add(piece);
    }

    private void add(StructureKey from, StructureKey to, boolean isPart) {
        if (isPart) {
            partOf.put(from, to);
        }
        edges.computeIfAbsent(from, key -> new ArrayList<>()).add(to);
    }

    private void findParts() {
        for (var part : partOf.keySet()) {
            parts.computeIfAbsent(whole(part), key -> new ArrayList<>()).add(part);
        }
    }

    /** Finds all before it marks any: the answer must not depend on the order of looking. */
    private void findSeparate() {
        var found = new ArrayList<StructureKey>();
        for (var piece : ownerOfPiece.entrySet()) {
            var owner = piece.getValue();
            for (var needed : edges.getOrDefault(piece.getKey(), List.of())) {
                var whole = whole(needed);
                if (!whole.equals(owner) && reaches(whole, owner)) {
                    found.add(piece.getKey());
                }
            }
        }
        separate.addAll(found);
    }

    /** Whether this default or check cannot stand inside the statement that creates its owner. */
    boolean isSeparate(StructureKey piece) {
        return separate.contains(piece);
    }

    /** Whether it belongs to something that creates it: it has no statement of its own. */
    boolean isPart(StructureKey key) {
        return partOf.containsKey(key);
    }

    /** The object that creates this one. */
    StructureKey whole(StructureKey key) {
        var whole = key;
        for (var depth = 0; depth < MOST_DEPTH && partOf.containsKey(whole); depth++) {
            whole = partOf.getOrDefault(whole, whole);
        }
        return whole;
    }

    /** As {@link #whole}, and a piece's table or domain if the piece has no statement of its own. */
    StructureKey home(StructureKey key) {
        var owner = ownerOfPiece.get(key);
        return owner == null || isSeparate(key) ? whole(key) : owner;
    }

    /** What must exist before this one; never itself. */
    Set<StructureKey> needs(StructureKey key) {
        var needs = new LinkedHashSet<StructureKey>();
        collect(key, needs);
        for (var piece : pieces.getOrDefault(key, List.of())) {
            if (!isSeparate(piece)) {
                collect(piece, needs);
            }
        }
        for (var part : parts.getOrDefault(key, List.of())) {
            collect(part, needs);
        }
        needs.remove(key);
        return needs;
    }

    private void collect(StructureKey key, Set<StructureKey> needs) {
        for (var needed : edges.getOrDefault(key, List.of())) {
            needs.add(whole(needed));
        }
    }

    private boolean reaches(StructureKey from, StructureKey goal) {
        var seen = new HashSet<StructureKey>(Set.of(from));
        var open = new ArrayDeque<StructureKey>(seen);
        while (!open.isEmpty()) {
            var key = open.remove();
            if (key.equals(goal)) {
                return true;
            }
            for (var next : needs(key)) {
                if (seen.add(next)) {
                    open.add(next);
                }
            }
        }
        return false;
    }
}
