package dev.seedbank.backend.postgres.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.ModelCatalog;
import dev.seedbank.backend.model.TableColumn;
import dev.seedbank.backend.postgres.catalog.PostgresCatalog;
import dev.seedbank.backend.postgres.catalog.PostgresLargeObjects;
import dev.seedbank.backend.postgres.catalog.Table;
import dev.seedbank.backend.postgres.catalog.ValueFormat;
import dev.seedbank.backend.postgres.connection.Session;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The columns of tables. The server itself checks what is written, so rows are not read. */
public final class PostgresModels implements ModelCatalog {
    private static final String NOT_NULL =
            "select attname from pg_catalog.pg_attribute where attrelid = ? and attnotnull and attnum > 0 and not attisdropped";

    private final Session session;
    private final PostgresCatalog catalog;
    private @Nullable Map<Collection, Table> tables;

    public PostgresModels(Session session, PostgresCatalog catalog) {
        this.session = session;
        this.catalog = catalog;
    }

    @Override
    public boolean hasValidators() {
        return false;
    }

    @Override
    public List<Entry> entries() {
        return catalog.collections().stream()
                .filter(it -> !it.equals(PostgresLargeObjects.COLLECTION))
                .map(it -> new Entry(
                        it,
                        it.kind() == Collection.Kind.VIEW ? Kind.VIEW : Kind.DOCUMENTS,
                        JsonNodeFactory.instance.objectNode(),
                        "",
                        ""))
                .toList();
    }

    @Override
    public List<TableColumn> columns(Collection collection) {
        if (tables == null) {
            tables = catalog.tablesByName();
        }
        var table = tables.get(collection);
        if (table == null) {
            return List.of();
        }
        var filled = notNull(table);
        return table.columns().stream()
                .map(it -> new TableColumn(it.name(), it.type(), kind(it.format()), !filled.contains(it.name())))
                .toList();
    }

    private Set<String> notNull(Table table) {
        return new HashSet<>(session.query(NOT_NULL, row -> row.getString(1), table.oid()));
    }

    private static TableColumn.Kind kind(ValueFormat format) {
        return switch (format) {
            case BOOL -> TableColumn.Kind.BOOLEAN;
            case NUMBER -> TableColumn.Kind.NUMBER;
            case STRING -> TableColumn.Kind.STRING;
            case JSON -> TableColumn.Kind.ANY;
            case BOOL_ARRAY, NUMBER_ARRAY, STRING_ARRAY, LITERAL_ARRAY -> TableColumn.Kind.ARRAY;
        };
    }

    @Override
    public void read(Collection collection, Consumer<ObjectNode> each) {
        throw new UnsupportedOperationException("read");
    }

    @Override
    public void find(
            Collection collection, String field, Set<JsonNode> values, List<String> fields, Consumer<ObjectNode> each) {
        throw new UnsupportedOperationException("find");
    }
}
