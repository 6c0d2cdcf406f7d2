package dev.seedbank.backend.postgres.structure.definition;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param collation null if it is the type's
 * @param defaultValue an expression or literal; null if there is none
 * @param notNull with the constraint's name where it has one; null if it takes NULLs
 * @param checks also those that have a statement of their own
 */
public record DomainDefinition(
        String name,
        String type,
        @Nullable String collation,
        @Nullable String defaultValue,
        @Nullable String notNull,
        List<Check> checks)
        implements Definition {
    public DomainDefinition {
        checks = List.copyOf(checks);
    }

    @Override
    public List<String> statements() {
        var sql =
                new StringBuilder("CREATE DOMAIN ").append(name).append(" AS ").append(type);
        if (collation != null) {
            sql.append(" COLLATE ").append(collation);
        }
        if (defaultValue != null) {
            sql.append(" DEFAULT ").append(defaultValue);
        }
        if (notNull != null) {
            sql.append(' ').append(notNull);
        }
        checks.stream()
                .filter(check -> !check.apart())
                .forEach(check -> sql.append("\n    ").append(check.sql()));
        return List.of(sql.toString());
    }

    @Override
    public List<Part> parts() {
        var parts = new ArrayList<Part>();
        parts.add(Part.of(Aspect.TYPE, type));
        if (collation != null) {
            parts.add(Part.of(Aspect.COLLATION, collation));
        }
        if (defaultValue != null) {
            parts.add(Part.of(Aspect.DEFAULT, defaultValue));
        }
        if (notNull != null) {
            parts.add(Part.of(Aspect.NOT_NULL, notNull));
        }
        parts.addAll(Check.parts(checks));
        return parts;
    }
}
