package dev.seedbank.backend.postgres.structure.read;

import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.structure.definition.Definition;
import dev.seedbank.backend.postgres.structure.definition.Setting;
import dev.seedbank.backend.postgres.structure.definition.Statements;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A catalog query of which each row is one {@link StructureNode}: kind, catalog, oid, schema, name, the owner's
 * catalog and oid or two nulls, oids of further relations that it needs or null, and from the ninth column on what the
 * object is made of. The server quotes all names and deparses all expressions; {@code search_path} is empty, so that they
 * come out qualified.
 */
record StructureQuery(String sql, Reading reading) {
    /** Makes an object's definition out of a row. */
    interface Reading {
        /** Null if the object is no longer there. */
        @Nullable
        Definition read(StructureKind kind, String name, ResultSet rows) throws SQLException;
    }

    /** @param sql whose ninth column has the statements */
    StructureQuery(String sql) {
        this(sql, StructureQuery::statements);
    }

    /** Hands over one after the other: of large databases nobody should have all of them in the memory. */
    void read(Connection connection, StructureGraph graph, Consumer<StructureNode> into) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(Session.FETCHED);
            read(statement.executeQuery(sql), graph, into);
        }
    }

    private void read(ResultSet found, StructureGraph graph, Consumer<StructureNode> into) throws SQLException {
        try (var rows = found) {
            while (rows.next()) {
                var key = new StructureKey(rows.getString(2), rows.getLong(3));
                var kind = StructureKind.valueOf(rows.getString(1));
                var definition = graph.isPart(key) ? null : reading.read(kind, rows.getString(5), rows);
                if (definition != null) {
                    into.accept(node(rows, key, kind, graph, definition));
                }
            }
        }
    }

    private static StructureNode node(
            ResultSet rows, StructureKey key, StructureKind kind, StructureGraph graph, Definition definition)
            throws SQLException {
        var ownerCatalog = rows.getString(6);
        var owner = ownerCatalog == null ? null : graph.home(new StructureKey(ownerCatalog, rows.getLong(7)));
        var also = oids(rows, 8).stream()
                .map(oid -> graph.home(new StructureKey("pg_class", oid)))
                .toList();
        return new StructureNode(key, kind, rows.getString(4), rows.getString(5), owner, also, definition);
    }

    /** The catalog is read as of now, not as of the snapshot: what was just dropped is printed as null. */
    static @Nullable Definition statements(StructureKind kind, String name, ResultSet rows) throws SQLException {
        var statements = texts(rows, 9);
        return statements.contains(null) ? null : new Statements(ArrayCasts.kept(kind, statements));
    }

    /** The list may contain nulls. */
    static List<String> texts(ResultSet rows, int column) throws SQLException {
        var array = rows.getArray(column);
        return Arrays.asList(array == null ? new String[0] : (String[]) array.getArray());
    }

    static List<Long> oids(ResultSet rows, int column) throws SQLException {
        return texts(rows, column).stream()
                .filter(Objects::nonNull)
                .map(Long::valueOf)
                .toList();
    }

    /** Of an array of pairs. */
    static List<Setting> settings(ResultSet rows, int column) throws SQLException {
        var array = rows.getArray(column);
        return array == null
                ? List.of()
                : Arrays.stream((String[][]) array.getArray())
                        .map(pair -> new Setting(pair[0], pair[1]))
                        .toList();
    }

    /** Of an array of {@code name=value}. */
    static List<Setting> options(ResultSet rows, int column) throws SQLException {
        return texts(rows, column).stream().map(Setting::of).toList();
    }
}
