package dev.seedbank.backend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seedbank.backend.model.SpecialValue;
import dev.seedbank.backend.model.TableColumn;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a store's collections hold, for those who compare it with models. Only reads. Documents come as trees, in which what JSON
 * does not have is a {@link SpecialValue}. Not thread-safe.
 */
public interface ModelCatalog {
    /** Whether collections hold documents, for which this server has validators; if not, they are tables with columns. */
    boolean hasValidators();

    /** All collections, sorted by namespace and name. */
    List<Entry> entries();

    /**
     * One collection.
     *
     * @param validator the complete one, in the server's words; empty if it has none
     * @param level {@code strict}, {@code moderate} or {@code off}
     * @param action {@code error} or {@code warn}
     */
    record Entry(Collection collection, Kind kind, ObjectNode validator, String level, String action) {}

    /** What a collection is to a model. */
    enum Kind {
        /** It may have a validator. */
        DOCUMENTS,
        /** Its documents are others'. */
        VIEW,
        /** The server lets nobody set a validator. */
        TIME_SERIES
    }

    /** The columns of a table in their order; empty for a collection of documents, which has none. */
    default List<TableColumn> columns(Collection collection) {
        return List.of();
    }

    /** Every document, one after the other, in no order. */
    void read(Collection collection, Consumer<ObjectNode> each);

    /**
     * Documents of which a field has one of these values.
     *
     * @param values texts, numbers, booleans, ObjectIds, dates and binary data
     * @param fields those that they are to have, besides {@code field}
     */
    void find(
            Collection collection, String field, Set<JsonNode> values, List<String> fields, Consumer<ObjectNode> each);
}
