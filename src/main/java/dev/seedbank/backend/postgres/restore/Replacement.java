package dev.seedbank.backend.postgres.restore;

import dev.seedbank.backend.postgres.catalog.AffectedTables;
import dev.seedbank.backend.postgres.catalog.Table;
import dev.seedbank.backend.postgres.catalog.TriggerSuspension;
import dev.seedbank.backend.postgres.connection.Session;

/**
 * Tables emptied, and everything out of the way that would refuse rows in any order or do something of its own with them:
 * foreign keys, constraints that old rows may break, triggers, row-level security. {@link #end()} puts all of it back and checks the keys.
 */
record Replacement(
        KeySuspension keys,
        UncheckedSuspension unchecked,
        TriggerSuspension triggers,
        RowSecuritySuspension rowSecurity) {
    static Replacement begin(Session session, AffectedTables targets) {
        var rowSecurity = RowSecuritySuspension.begin(session, targets);
        var keys = KeySuspension.begin(session, targets);
        var unchecked = UncheckedSuspension.begin(session, targets);
        var triggers = TriggerSuspension.begin(session, targets, keys.firing());
        empty(session, targets, keys);
        return new Replacement(keys, unchecked, triggers, rowSecurity);
    }

    private static void empty(Session session, AffectedTables targets, KeySuspension keys) {
        var refused = keys.truncationRefused();
        // A key may point at a partition, and TRUNCATE of its root is refused just the same.
        boolean all = targets.tables().stream().map(Table::oid).toList().containsAll(refused);
        var deleted = targets.tables().stream()
                .filter(table -> refused.contains(table.oid()) || (!all && table.partitioned()))
                .toList();
        deleted.forEach(table -> session.run("delete from " + table.onlySql()));
        var truncated = targets.tables().stream()
                .filter(table -> !deleted.contains(table))
                .map(Table::onlySql)
                .toList();
        if (!truncated.isEmpty()) {
            session.run("truncate " + String.join(", ", truncated));
        }
    }

    void end() {
        keys.end();
        unchecked.end();
        triggers.end();
        rowSecurity.end();
    }
}
