package dev.seedbank.backend.postgres.catalog;

import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A foreign key as a constraint.
 *
 * @param definition as {@code pg_get_constraintdef} has it, with {@code NOT VALID} if it is
 * @param checked whether the server promises that it holds: validated and enforced
 * @param temporal {@code PERIOD}: compares ranges, not values
 */
public record ForeignKeyConstraint(
        long oid,
        String name,
        Side child,
        Side parent,
        String definition,
        @Nullable String comment,
        boolean checked,
        boolean matchFull,
        boolean temporal) {
    public record Side(long oid, String schema, String table, boolean partitioned) {
        String sql() {
            return Identifiers.qualified(schema, table);
        }

        public String onlySql() {
            return partitioned ? sql() : "only " + sql();
        }

        public String label() {
            return schema.equals("public") ? table : schema + "." + table;
        }
    }

    /** Columns of version 18 are read through JSON, because older servers do not know their names. */
    private static final String KEYS = """
            select k.oid, k.conname, c.oid, cn.nspname, c.relname, c.relkind = 'p', p.oid, pn.nspname, p.relname, p.relkind = 'p',
                   pg_get_constraintdef(k.oid), obj_description(k.oid, 'pg_constraint'),
                   k.convalidated and coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true),
                   k.confmatchtype = 'f', coalesce((to_jsonb(k) ->> 'conperiod')::boolean, false)
            from pg_constraint k
            join pg_class c on c.oid = k.conrelid join pg_namespace cn on cn.oid = c.relnamespace
            join pg_class p on p.oid = k.confrelid join pg_namespace pn on pn.oid = p.relnamespace
            where k.contype = 'f' and k.conparentid = 0
              and (k.conrelid = any (?::oid[]) or k.confrelid = any (?::oid[]))
            order by k.oid
            """;

    /** All keys in which one of the tables is child or parent; a key of a partitioned table once, not for each partition. */
    public static List<ForeignKeyConstraint> of(Session session, List<Long> tables) {
        return session.query(KEYS, ForeignKeyConstraint::read, tables, tables);
    }

    private static ForeignKeyConstraint read(ResultSet row) throws SQLException {
        return new ForeignKeyConstraint(
                row.getLong(1),
                row.getString(2),
                new Side(row.getLong(3), row.getString(4), row.getString(5), row.getBoolean(6)),
                new Side(row.getLong(7), row.getString(8), row.getString(9), row.getBoolean(10)),
                row.getString(11),
                row.getString(12),
                row.getBoolean(13),
                row.getBoolean(14),
                row.getBoolean(15));
    }

    public void drop(Session session) {
        session.run("alter table " + child.sql() + " drop constraint " + Identifiers.quote(name));
    }

    public void create(Session session) {
        session.run("alter table " + child.sql() + " add constraint " + Identifiers.quote(name) + " " + definition);
        if (comment != null) {
            session.run("comment on constraint " + Identifiers.quote(name) + " on " + child.sql() + " is "
                    + Identifiers.literal(comment));
        }
    }
}
