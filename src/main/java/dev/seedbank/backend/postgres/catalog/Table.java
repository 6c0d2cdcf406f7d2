package dev.seedbank.backend.postgres.catalog;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.postgres.connection.Identifiers;
import java.util.List;

/**
 * A table as read from the catalog.
 *
 * @param partitioned the root of partitions, which hold its rows
 * @param estimate rows as of the last ANALYZE; -1 if there was none
 * @param columns in the table's order, generated ones too
 */
public record Table(long oid, Collection collection, boolean partitioned, double estimate, List<TableColumn> columns) {
    public String sql() {
        return Identifiers.qualified(collection);
    }

    /** Itself without the tables that inherit from it; partitions belong to their root. */
    public String onlySql() {
        return partitioned ? sql() : "only " + sql();
    }

    public String label() {
        return collection.label(".");
    }

    /** Columns that have data of their own. */
    public List<TableColumn> stored() {
        return columns.stream().filter(column -> !column.generated()).toList();
    }
}
