package dev.seedbank.backend.postgres.seed;

import dev.seedbank.backend.postgres.catalog.Table;
import dev.seedbank.backend.postgres.catalog.TableColumn;

/**
 * The table that references of one column are about.
 *
 * @param column by which its rows are looked up
 * @param key its primary key, which is what the reference stands for
 */
record SeedParent(Table table, TableColumn column, String key) {
    boolean is(Table other) {
        return table.oid() == other.oid();
    }
}
