package dev.seedbank.backend.postgres.effect;

import dev.seedbank.backend.migration.StatementEffect.Table;
import dev.seedbank.backend.postgres.connection.Session;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is there now. Names are as a statement writes them, and are found as the server would find them. In a transaction that only
 * reads, and ends with {@link #close}.
 */
final class LiveTables implements AutoCloseable {
    private final Session session;

    LiveTables(Session session) {
        this.session = session;
        session.begin("isolation level read committed read only");
        session.useOwnSearchPath();
    }

    /** Empty for a name that means no table or materialized view. */
    Optional<Table> table(String name) {
        return name.isEmpty()
                ? Optional.empty()
                : session.first("""
                select c.oid::regclass::text, pg_catalog.pg_table_size(c.oid) + (select coalesce(sum(pg_catalog.pg_table_size(relid)), 0)
                    from pg_catalog.pg_partition_tree(c.oid) where relid <> c.oid)
                from pg_catalog.pg_class c where c.oid = pg_catalog.to_regclass(?) and c.relkind in ('r', 'p', 'm')""", row -> new Table(row.getString(1), OptionalLong.empty(), row.getLong(2)), name);
    }

    /** The table that an index is for, as a statement would name it. */
    Optional<String> tableOfIndex(String name) {
        return session.first(
                "select indrelid::regclass::text from pg_catalog.pg_index where indexrelid = pg_catalog.to_regclass(?)",
                row -> row.getString(1),
                name);
    }

    /** Whether the database itself already knows that a column has no nulls: by a valid check of nothing else. */
    boolean isKnownNotNull(String table, String column) {
        return session.test("""
                select exists (select from pg_catalog.pg_attribute where attrelid = pg_catalog.to_regclass(?) and attname = ? and attnotnull)
                    or exists (select from pg_catalog.pg_constraint where conrelid = pg_catalog.to_regclass(?) and contype = 'c' and convalidated
                        and pg_catalog.pg_get_constraintdef(oid) = 'CHECK ((' || pg_catalog.quote_ident(?) || ' IS NOT NULL))')""", table, column, table, column);
    }

    /** A column's type with its modifiers, such as {@code character varying(50)}. */
    Optional<String> typeOf(String table, String column) {
        return session.first(
                "select pg_catalog.format_type(atttypid, atttypmod) from pg_catalog.pg_attribute"
                        + " where attrelid = pg_catalog.to_regclass(?) and attname = ? and not attisdropped",
                row -> row.getString(1),
                table,
                column);
    }

    /** A type's own name, such as {@code character varying} for {@code varchar}. */
    Optional<String> nameOfType(String type) {
        return session.first(
                "select pg_catalog.format_type(pg_catalog.to_regtype(?), null)", row -> row.getString(1), type);
    }

    /** Whether a type is a domain with a rule that each row has to be checked against. */
    boolean isCheckedDomain(String type) {
        return session.test(
                "select exists (select from pg_catalog.pg_type t where t.oid = pg_catalog.to_regtype(?) and t.typtype = 'd'"
                        + " and (t.typnotnull or exists (select from pg_catalog.pg_constraint where contypid = t.oid)))",
                type);
    }

    /** Whether one of the functions of these names gives another value each time. */
    boolean isVolatile(List<String> functions) {
        return !functions.isEmpty()
                && session.test(
                        "select exists (select from pg_catalog.pg_proc where proname = any(?) and provolatile = 'v')",
                        functions);
    }

    @Override
    public void close() {
        session.rollback();
    }
}
