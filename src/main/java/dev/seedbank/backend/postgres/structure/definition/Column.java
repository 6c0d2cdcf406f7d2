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
        @Nullable String storage,
        @Nullable String statistics,
        List<Setting> options,
        List<Setting> foreignOptions) {
    public Column {
        options = List.copyOf(options);
        foreignOptions = List.copyOf(foreignOptions);
    }

    /** Where a column comes from. */
    public enum Origin {
        /** The table's own statement has it. */
        DECLARED,
        /** It comes with the parents, as they have it. */
        INHERITED,
        /** It comes with the parents, but has another default or expression than theirs, or none. */
        CHANGED
    }

    /**
     * @param name of the constraint, if the server would not find that one by itself; else empty
     * @param isConstraint whether the catalog has it as a constraint, as since PostgreSQL 18
     * @param declared whether the table has it itself, and not only from its parents
     */
    public record NotNull(String name, boolean noInherit, boolean isConstraint, boolean declared) {
        /** @param of what follows the words: nothing, or the column as a table's constraint names it */
        String sql(String of) {
            return (name.isEmpty() ? "" : "CONSTRAINT " + name + " ") + "NOT NULL" + of
                    + (noInherit ? " NO INHERIT" : "");
        }
    }

    /** Of a default or generated column. */
    public @Nullable String expression() {
        return switch (value) {
            case ColumnValue.Default it -> it.expression();
            case ColumnValue.Generated it -> it.expression();
            case ColumnValue.Identity it -> null;
            case null -> null;
        };
    }

    public boolean isGenerated() {
        return value instanceof ColumnValue.Generated;
    }

    /** Whether there is a default that is written after the table. */
    public boolean isDefaultApart() {
        return value instanceof ColumnValue.Default it && it.apart();
    }

    /** Whether it refuses NULLs by itself, and not only because its parents do. */
    boolean declaresNotNull() {
        return notNull != null && notNull.declared();
    }

    /** The same one as its table's parents let it appear. */
    public Column from(Origin other, boolean declaresNotNull) {
        var declared = notNull == null
                ? null
                : new NotNull(notNull.name(), notNull.noInherit(), notNull.isConstraint(), declaresNotNull);
        return new Column(
                name,
                type,
                collation,
                compression,
                value,
                declared,
                other,
                storage,
                statistics,
                options,
                foreignOptions);
    }

    /** As it stands in CREATE TABLE. */
    String sql() {
        var sql = new StringBuilder(name).append(' ').append(type);
        if (compression != null) {
            sql.append(" COMPRESSION ").append(compression);
        }
        if (collation != null) {
            sql.append(" COLLATE ").append(collation);
        }
        switch (value) {
            case ColumnValue.Default it
            when !it.apart() -> sql.append(" DEFAULT ").append(it.expression());
            case ColumnValue.Generated it -> sql.append(' ').append(it.sql());
            case ColumnValue.Identity it -> sql.append(' ').append(it.sql());
            case null, default -> {
                // nothing, or a statement of its own
            }
        }
        if (notNull != null && notNull.declared()) {
            sql.append(' ').append(notNull.sql(""));
        }
        return sql.toString();
    }

    /** What follows {@code ALTER COLUMN name} for what CREATE TABLE cannot say. */
    List<String> settings() {
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

    Part part() {
        var parts = new ArrayList<Part>();
        parts.add(Part.of(Aspect.TYPE, type));
        add(parts, Aspect.COLLATION, collation);
        add(parts, Aspect.COMPRESSION, compression);
        if (value != null) {
            parts.add(value.part());
        }
        if (notNull != null) {
            parts.add(Part.of(Aspect.NOT_NULL, notNull.declared() ? notNull.sql("") : "inherited"));
        }
        if (origin != Origin.DECLARED) {
            parts.add(
                    Part.of(Aspect.ORIGIN, origin == Origin.INHERITED ? "inherited" : "inherited, with another value"));
        }
        add(parts, Aspect.STORAGE, storage);
        add(parts, Aspect.STATISTICS, statistics);
        parts.addAll(Setting.parts(Aspect.OPTION, options));
        parts.addAll(Setting.parts(Aspect.FOREIGN_OPTION, foreignOptions));
        return new Part(new Part.Name(Aspect.COLUMN, name), sql(), parts);
    }

    private static void add(List<Part> parts, Aspect aspect, @Nullable String text) {
        if (text != null) {
            parts.add(Part.of(aspect, text));
        }
    }
}
