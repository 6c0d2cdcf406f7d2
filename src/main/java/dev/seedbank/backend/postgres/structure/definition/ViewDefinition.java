package dev.seedbank.backend.postgres.structure.definition;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A view, or a materialized view without its rows.
 *
 * @param accessMethod of a materialized view; null if it is {@code heap}
 * @param query without a semicolon
 * @param defaults from a column to an expression, for rows that are written through the view
 * @param columns of a materialized view, from a column to what follows SET
 */
public record ViewDefinition(
        String name,
        boolean materialized,
        @Nullable String accessMethod,
        List<Setting> options,
        String query,
        List<Setting> defaults,
        List<Setting> columns)
        implements Definition {
    public ViewDefinition {
        options = List.copyOf(options);
        defaults = List.copyOf(defaults);
        columns = List.copyOf(columns);
    }

    @Override
    public List<String> statements() {
        var statements = new ArrayList<String>();
        statements.add("CREATE " + kind() + name
                + (accessMethod == null ? "" : " USING " + accessMethod)
                + (options.isEmpty() ? "" : " WITH (" + Setting.list(options, " = ") + ")")
                + " AS\n" + query
                + (materialized ? "\n  WITH NO DATA" : ""));
        defaults.forEach(it -> statements.add(
                "ALTER TABLE ONLY " + name + " ALTER COLUMN " + it.name() + " SET DEFAULT " + it.value()));
        columns.forEach(
                it -> statements.add("ALTER " + kind() + name + " ALTER COLUMN " + it.name() + " SET " + it.value()));
        return statements;
    }

    private String kind() {
        return materialized ? "MATERIALIZED VIEW " : "VIEW ";
    }

    @Override
    public List<Part> parts() {
        var parts = new ArrayList<Part>();
        parts.add(Part.of(Aspect.MODE, kind().strip()));
        if (accessMethod != null) {
            parts.add(Part.of(Aspect.ACCESS_METHOD, accessMethod));
        }
        parts.addAll(Setting.parts(Aspect.OPTION, options));
        parts.add(Part.of(Aspect.QUERY, query));
        parts.addAll(Setting.parts(Aspect.DEFAULT, defaults));
        columns.forEach(it -> parts.add(Part.of(Aspect.COLUMN_SETTING, it.name() + " " + word(it), it.value())));
        return parts;
    }

    /** {@code STORAGE} of {@code STORAGE MAIN}; nothing for options in parentheses. */
    private static String word(Setting column) {
        int end = column.value().indexOf(' ');
        return column.value().startsWith("(") || end < 0
                ? "options"
                : column.value().substring(0, end);
    }
}
