package dev.seedbank.backend.postgres.restore;

import dev.seedbank.backend.postgres.catalog.AffectedTables;
import dev.seedbank.backend.postgres.catalog.ForeignKeyConstraint;
import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.Session;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Foreign keys out of the way while tables are filled in any order, and in force again at the end, when every row has been
 * checked. Ends with the transaction in any case.
 */
sealed interface KeySuspension {
    /** Takes the way that the role may go. */
    static KeySuspension begin(Session session, AffectedTables relations) {
        var keys = ForeignKeyConstraint.of(session, relations.oids());
        if (session.attempt("set local session_replication_role = replica").isEmpty()) {
            return new ByRole(session, relations, keys);
        }
        keys.forEach(key -> key.drop(session));
        return new ByConstraint(session, keys);
    }

    /** Tables that TRUNCATE refuses, because a table that is not among them refers to them. */
    Set<Long> truncationRefused();

    /** States of triggers, as in {@code pg_trigger.tgenabled}, that would fire all the same. */
    List<String> firing();

    /** Checks and switches on again. */
    void end();

    /**
     * In the role of a replica nothing fires that belongs to keys: cheap, and nothing is re-created; but it is for superusers,
     * and nobody checks. So this does, and also has the indexes of deferrable constraints built anew, whose own checks are
     * triggers too.
     */
    record ByRole(Session session, AffectedTables relations, List<ForeignKeyConstraint> keys) implements KeySuspension {
        private static final String DEFERRABLE = """
                select n.nspname, c.relname from pg_index i
                join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
                where i.indrelid = any (?::oid[]) and not i.indimmediate and c.relkind = 'i'
                """;

        @Override
        public Set<Long> truncationRefused() {
            return keys.stream()
                    .filter(key -> relations.has(key.parent().oid())
                            && !relations.has(key.child().oid()))
                    .map(key -> key.parent().oid())
                    .collect(Collectors.toSet());
        }

        @Override
        public List<String> firing() {
            return List.of("A", "R");
        }

        @Override
        public void end() {
            session.run("set local session_replication_role = origin");
            session.query(
                            DEFERRABLE,
                            row -> Identifiers.qualified(row.getString(1), row.getString(2)),
                            relations.oids())
                    .forEach(index -> session.run("reindex index " + index));
            for (var key : keys) {
                if (key.checked() && key.temporal()) {
                    key.drop(session);
                    key.create(session);
                } else if (key.checked()) {
                    new KeyCheck(session).check(key);
                }
            }
        }
    }

    /** Dropped and created again, which checks them, where nobody is superuser. */
    record ByConstraint(Session session, List<ForeignKeyConstraint> keys) implements KeySuspension {
        @Override
        public Set<Long> truncationRefused() {
            return Set.of();
        }

        @Override
        public List<String> firing() {
            return List.of("A", "O");
        }

        @Override
        public void end() {
            keys.forEach(key -> key.create(session));
        }
    }
}
