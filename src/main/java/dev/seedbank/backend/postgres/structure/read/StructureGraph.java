package dev.seedbank.backend.postgres.structure.read;

import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.structure.model.Edges;
import dev.seedbank.backend.postgres.structure.model.IntList;
import dev.seedbank.backend.postgres.structure.model.IntMap;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.HashSet;

/**
 * What needs what, from {@code pg_depend}, by number. An object that is internal to another (a table's row type, a key's index)
 * or a member of an extension counts as that other one. Defaults and checks are pieces of their table or domain and written
 * inside its statement, unless they need something that needs the table: then they are written after it.
 */
final class StructureGraph {
    /** Oids below this one came with the server. */
    private static final int FIRST_OF_USERS = 16384;

    /** An array of a table's row type in an extension is four deep; more can only be a damaged catalog that goes in circles. */
    private static final int MOST_DEPTH = 16;

    /** Without what nothing can need: the triggers of foreign keys and the tables behind tables, four or more for each table. */
    private static final String DEPENDENCIES = """
            select d.classid::regclass::text, d.objid, d.refclassid::regclass::text, d.refobjid, d.deptype in ('i', 'e')
            from pg_depend d left join pg_class c on d.classid = 'pg_class'::regclass and c.oid = d.objid
            where d.objid >= %1$d and d.refobjid >= %1$d and (d.classid, d.objid) <> (d.refclassid, d.refobjid)
                and not (d.classid = 'pg_trigger'::regclass and d.deptype = 'i')
                and c.relnamespace is distinct from 'pg_toast'::regnamespace
                -- which came with the server, or was made anew; a script does not create it
                and (d.refclassid <> 'pg_namespace'::regclass or d.refobjid is distinct from to_regnamespace('public')::oid)
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

    private final ObjectNumbers numbers = new ObjectNumbers();
    private final Edges edges = new Edges();
    private final IntMap partOf = new IntMap();
    private final Edges parts = new Edges();
    private final IntMap ownerOfPiece = new IntMap();
    private final Edges pieces = new Edges();
    private final BitSet separate = new BitSet();

    static StructureGraph read(Connection connection) throws SQLException {
        var graph = new StructureGraph();
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(Session.FETCHED);
            try (var rows = statement.executeQuery(DEPENDENCIES)) {
                while (rows.next()) {
                    graph.add(graph.number(rows, 1), graph.number(rows, 3), rows.getBoolean(5));
                }
            }
            graph.findParts();
            try (var rows = statement.executeQuery(PIECES)) {
                while (rows.next()) {
                    graph.addPiece(graph.number(rows, 1), graph.whole(graph.number(rows, 3)));
                }
            }
        }
        graph.findSeparate();
        return graph;
    }

    ObjectNumbers numbers() {
        return numbers;
    }

    private int number(ResultSet rows, int column) throws SQLException {
        return numbers.of(new StructureKey(rows.getString(column), rows.getLong(column + 1)));
    }

    private void add(int from, int to, boolean isPart) {
        if (isPart) {
            partOf.put(from, to);
        }
        edges.add(from, to);
    }

    private void addPiece(int piece, int owner) {
        ownerOfPiece.put(piece, owner);
        pieces.add(owner, piece);
    }

    private void findParts() {
        for (int part = 0; part < numbers.count(); part++) {
            if (partOf.has(part)) {
                parts.add(whole(part), part);
            }
        }
    }

    /** Finds all before it marks any: the answer must not depend on the order of looking. */
    private void findSeparate() {
        var found = new BitSet();
        for (int piece = 0; piece < numbers.count(); piece++) {
            int owner = ownerOfPiece.get(piece);
            for (int i = 0; owner != IntMap.NONE && i < edges.count(piece); i++) {
                int whole = whole(edges.end(piece, i));
                if (whole != owner && reaches(whole, owner)) {
                    found.set(piece);
                }
            }
        }
        separate.or(found);
    }

    /** Whether this default or check cannot stand inside the statement that creates its owner. */
    boolean isSeparate(StructureKey piece) {
        int number = numbers.find(piece);
        return number >= 0 && separate.get(number);
    }

    /** Whether it belongs to something that creates it: it has no statement of its own. */
    boolean isPart(StructureKey key) {
        int number = numbers.find(key);
        return number >= 0 && partOf.has(number);
    }

    /** The object that creates this one. */
    private int whole(int number) {
        int whole = number;
        for (int depth = 0; depth < MOST_DEPTH && partOf.has(whole); depth++) {
            whole = partOf.get(whole);
        }
        return whole;
    }

    /** The object that creates it; a piece's table or domain if the piece has no statement of its own. */
    StructureKey home(StructureKey key) {
        int number = numbers.find(key);
        if (number < 0) {
            return key;
        }
        boolean inOwner = ownerOfPiece.has(number) && !separate.get(number);
        return numbers.key(inOwner ? ownerOfPiece.get(number) : whole(number));
    }

    /** Adds to {@code needs} what must exist before this one; never itself, and nothing twice. */
    void collectNeeds(int number, IntList needs) {
        collect(number, number, needs);
        for (int i = 0; i < pieces.count(number); i++) {
            int piece = pieces.end(number, i);
            if (!separate.get(piece)) {
                collect(piece, number, needs);
            }
        }
        for (int i = 0; i < parts.count(number); i++) {
            collect(parts.end(number, i), number, needs);
        }
    }

    private void collect(int from, int except, IntList needs) {
        for (int i = 0; i < edges.count(from); i++) {
            int needed = whole(edges.end(from, i));
            if (needed != except && !needs.contains(needed)) {
                needs.add(needed);
            }
        }
    }

    private boolean reaches(int from, int goal) {
        var seen = new HashSet<Integer>();
        var open = new IntList();
        open.add(from);
        while (open.size() > 0) {
            int number = open.removeLast();
            if (number == goal) {
                return true;
            }
            var needs = new IntList();
            collectNeeds(number, needs);
            for (int i = 0; i < needs.size(); i++) {
                if (seen.add(needs.get(i))) {
                    open.add(needs.get(i));
                }
            }
        }
        return false;
    }
}
