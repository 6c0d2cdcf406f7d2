package dev.seedbank.backend.postgres.structure.definition;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param collation null if it is the type's
 * @param compression null if the server decides
 * @param value null if there is none, and NULL is what it gets
 * @param notNull null if NULLs are not refused by a validated constraint
 * @param declared whether the table itself has it, as well as its parents if these have it
 * @param storage null if it is the type's
 * @param statistics the target; null if the server decides
 * @param foreignOptions what a foreign-data wrapper reads
 */
public record Column(
        String name,
        String type,
        @Nullable String collation,
        @Nullable String compression,
        @Nullable ColumnValue value,
        @Nullable NotNull notNull,
        Origin origin,
        boolean declared,
        @Nullable String storage,
        @Nullable String statistics,
        List<Setting> options,
        List<Setting> foreignOptions) {
    public Column {
        options = List.copyOf(options);
        foreignOptions = List.copyOf(foreignOptions);
    }

    /** What a table's parents have of a column. */
    public enum Origin {
        /** Nothing: it is the table's own. */
        OWN,
        /** All that counts. */
        INHERITED,
        /** It, but with another default or expression, or none. */
        CHANGED
    }

    /**
     * @param name of the constraint, if the server would not find that one by itself; else empty
     * @param isConstraint whether the catalog has it as a constraint, as since PostgreSQL 18
     * @param declared whether the table itself has it
     * @param inherited whether the parents have it, too
     */
    public record NotNull(String name, boolean noInherit, boolean isConstraint, boolean declared, boolean inherited) {
        /** Without the name if it is the one that the server gives: what else there is decides whether scripts say it. */
        NotNull unnamed(String table, String column) {
            var full = plain(table + "_" + column + "_not_null");
            return full.endsWith("." + plain(name))
                    ? new NotNull("", noInherit, isConstraint, declared, inherited)
                    : this;
        }

        private static String plain(String quoted) {
            return quoted.replace("\"", "");
        }

        /** @param of what follows the words: nothing, or the column as a table's constraint names it */
        String sql(String of) {
            return (name.isEmpty() ? "" : "CONSTRAINT " + name + " ") + "NOT NULL" + of
                    + (noInherit ? " NO INHERIT" : "");
        }
    }

    /** Of a default or generated column. */
    public @Nullable String expression() {
        return value == null ? null : value.expression();
    }

    public boolean isGenerated() {
        return value instanceof ColumnValue.Generated;
    }

    /** Whether there is a default that is written after the table. */
    public boolean isDefaultApart() {
        return value instanceof ColumnValue.Default it && it.apart();
    }

    /** The same one in a table with parents. */
    public Column below(Origin fromParents, boolean isDeclared, @Nullable NotNull ownNotNull) {
        return new Column(
                name,
                type,
                collation,
                compression,
                value,
                ownNotNull,
                fromParents,
                isDeclared,
                storage,
                statistics,
                options,
                foreignOptions);
    }

    /**
     * Its text in CREATE TABLE.
     *
     * @param alone whether no parents give it what they have
     */
    String sql(boolean alone) {
        var sql = new StringBuilder(name).append(' ').append(type);
        if (compression != null) {
            sql.append(" COMPRESSION ").append(compression);
        }
        if (collation != null) {
            sql.append(" COLLATE ").append(collation);
        }
        if (value != null) {
            sql.append(value.clause());
        }
        if (notNull != null && (alone || notNull.declared())) {
            sql.append(' ').append(notNull.sql(""));
        }
        return sql.toString();
    }

    /** Its text in ADD COLUMN, which is the one in CREATE TABLE of a table without parents. */
    public String clause() {
        return sql(true);
    }

    /** What follows {@code ALTER COLUMN name} for what CREATE TABLE cannot say. */
    public List<String> settings() {
        var settings = new ArrayList<String>();
        if (storage != null) {
            settings.add("SET STORAGE " + storage);
        }
        if (statistics != null) {
            settings.add("SET STATISTICS " + statistics);
        }
        if (!options.isEmpty()) {
            settings.add("SET (" + Setting.list(options, "=") + ")");
        }
        if (!foreignOptions.isEmpty()) {
            settings.add("OPTIONS (" + Setting.list(foreignOptions, " ") + ")");
        }
        return settings;
    }

    /**
     * What the parents have as well is theirs, whether the table declares it again or not, and no part of this one.
     *
     * @param table its full name
     */
    Part part(String table) {
        var parts = new ArrayList<Part>();
        if (origin == Origin.OWN) {
            parts.add(Part.of(Aspect.TYPE, type));
            add(parts, Aspect.COLLATION, collation);
            add(parts, Aspect.COMPRESSION, compression);
        }
        if (origin == Origin.CHANGED && value == null) {
            parts.add(Part.of(Aspect.DEFAULT, "NULL"));
        } else if (origin != Origin.INHERITED && value != null) {
            parts.add(value.part());
        }
        if (notNull != null && !notNull.inherited()) {
            parts.add(Part.of(Aspect.NOT_NULL, notNull.unnamed(table, name).sql("")));
        }
        add(parts, Aspect.STORAGE, storage);
        add(parts, Aspect.STATISTICS, statistics);
        parts.addAll(Setting.parts(Aspect.OPTION, options));
        parts.addAll(Setting.parts(Aspect.FOREIGN_OPTION, foreignOptions));
        return new Part(new Part.Name(Aspect.COLUMN, name), origin == Origin.OWN ? sql(true) : Part.IMPLIED, parts);
    }

    private static void add(List<Part> parts, Aspect aspect, @Nullable String text) {
        if (text != null) {
            parts.add(Part.of(aspect, text));
        }
    }
}
