package dev.seedbank.backend.postgres.restore;

import dev.seedbank.backend.postgres.catalog.AffectedTables;
import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code NOT VALID} constraints dropped while rows come in, and back as they were. The server holds new rows to them, but
 * the old ones, which a restore writes as if they were new, may break them.
 */
record UncheckedSuspension(Session session, List<Constraint> constraints) {
    /** {@code n} is version 18's. Inherited ones go and come with their parent's. */
    private static final String UNCHECKED = """
            select n.nspname, c.relname, k.conname, pg_get_constraintdef(k.oid), obj_description(k.oid, 'pg_constraint'), c.oid
            from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
            where k.conrelid = any (?::oid[]) and k.contype in ('c', 'n') and not k.convalidated and k.coninhcount = 0
            order by k.oid
            """;

    /** Tables below that were made later have inherited the constraint as a checked one. */
    private static final String CHECKED_BELOW = """
            with recursive below (oid) as (
                select inhrelid from pg_inherits where inhparent = ?::oid
                union select i.inhrelid from pg_inherits i join below b on b.oid = i.inhparent)
            select n.nspname, c.relname from below b
            join pg_class c on c.oid = b.oid join pg_namespace n on n.oid = c.relnamespace
            join pg_constraint k on k.conrelid = b.oid and k.conname = ? and k.convalidated
            """;

    private record Constraint(
            String table,
            String name,
            String definition,
            @Nullable String comment,
            List<String> checkedBelow) {}

    static UncheckedSuspension begin(Session session, AffectedTables relations) {
        var constraints = session.query(
                UNCHECKED,
                row -> new Constraint(
                        Identifiers.qualified(row.getString(1), row.getString(2)),
                        Identifiers.quote(row.getString(3)),
                        row.getString(4),
                        row.getString(5),
                        session.query(
                                CHECKED_BELOW,
                                below -> Identifiers.qualified(below.getString(1), below.getString(2)),
                                row.getLong(6),
                                row.getString(3))),
                relations.oids());
        constraints.forEach(one -> session.run("alter table " + one.table() + " drop constraint " + one.name()));
        return new UncheckedSuspension(session, constraints);
    }

    void end() {
        for (var one : constraints) {
            session.run("alter table " + one.table() + " add constraint " + one.name() + " " + one.definition());
            if (one.comment() != null) {
                session.run("comment on constraint " + one.name() + " on " + one.table() + " is "
                        + Identifiers.literal(one.comment()));
            }
            one.checkedBelow()
                    .forEach(table -> session.run("alter table " + table + " validate constraint " + one.name()));
        }
    }
}
