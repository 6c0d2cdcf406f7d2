package dev.seedbank.backend.postgres;

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
