package dev.seedbank.backend.postgres.structure.read;

import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A catalogue query of which each row is one {@link StructureNode}: kind, catalogue, oid, schema, name, the owner's
 * catalogue and oid or two nulls, oids of further relations that it needs or null, statements. The server quotes all
 * names and deparses all expressions; {@code search_path} is empty, so that they come out qualified.
 */
record StructureQuery(String sql) {
    /** Hands over one after the other: of large databases nobody should have all of them in the memory. */
    void read(Connection connection, StructureGraph graph, Consumer<StructureNode> into) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(Session.FETCHED);
            read(statement.executeQuery(sql), graph, into);
        }
    }

    private static void read(ResultSet found, StructureGraph graph, Consumer<StructureNode> into) throws SQLException {
        try (var rows = found) {
            while (rows.next()) {
                var key = new StructureKey(rows.getString(2), rows.getLong(3));
                var statements = texts(rows, 9);
                // The catalogue is read as of now, not as of the snapshot: what was just dropped is printed as null.
                if (!graph.isPart(key) && !statements.contains(null)) {
                    into.accept(node(rows, key, graph, statements));
                }
            }
        }
    }

    private static StructureNode node(ResultSet rows, StructureKey key, StructureGraph graph, List<String> statements)
            throws SQLException {
        var ownerCatalog = rows.getString(6);
        var owner = ownerCatalog == null ? null : graph.home(new StructureKey(ownerCatalog, rows.getLong(7)));
        var also = oids(rows, 8).stream()
                .map(oid -> graph.home(new StructureKey("pg_class", oid)))
                .toList();
        var kind = StructureKind.valueOf(rows.getString(1));
        return new StructureNode(key, kind, rows.getString(4), rows.getString(5), owner, also, statements);
    }

    /** Elements may be null. */
    static List<String> texts(ResultSet rows, int column) throws SQLException {
        var array = rows.getArray(column);
        return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
    }

    static List<Long> oids(ResultSet rows, int column) throws SQLException {
        return texts(rows, column).stream()
                .filter(Objects::nonNull)
                .map(Long::valueOf)
                .toList();
    }
}
