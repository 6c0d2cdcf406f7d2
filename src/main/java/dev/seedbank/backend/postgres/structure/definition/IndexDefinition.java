package dev.seedbank.backend.postgres.structure.definition;

import java.util.ArrayList;
import java.util.List;

/**
 * An index that does not belong to a constraint.
 *
 * @param text {@code CREATE INDEX …}
 * @param statistics from the number of a column, which is an expression, to its target
 */
public record IndexDefinition(String name, String text, List<Setting> statistics) implements Definition {
    public IndexDefinition {
        statistics = List.copyOf(statistics);
    }

    @Override
    public List<String> statements() {
        var statements = new ArrayList<String>();
        statements.add(text);
        statistics.forEach(target -> statements.add(
                "ALTER INDEX " + name + " ALTER COLUMN " + target.name() + " SET STATISTICS " + target.value()));
        return statements;
    }

    @Override
    public List<Part> parts() {
        var parts = new ArrayList<Part>();
        parts.add(Part.of(Aspect.DEFINITION, text));
        parts.addAll(Setting.parts(Aspect.STATISTICS, statistics));
        return parts;
    }
}
