package dev.seedbank.backend.postgres.structure.definition;

import java.util.ArrayList;
import java.util.List;

/** @param forced whether it holds for the table's owner, too */
public record RowSecurityDefinition(String table, boolean enabled, boolean forced) implements Definition {
    @Override
    public List<String> statements() {
        var statements = new ArrayList<String>();
        if (enabled) {
            statements.add("ALTER TABLE " + table + " ENABLE ROW LEVEL SECURITY");
        }
        if (forced) {
            statements.add("ALTER TABLE ONLY " + table + " FORCE ROW LEVEL SECURITY");
        }
        return statements;
    }

    @Override
    public List<Part> parts() {
        var parts = new ArrayList<Part>();
        if (enabled) {
            parts.add(Part.of(Aspect.ENABLED, "ENABLE"));
        }
        if (forced) {
            parts.add(Part.of(Aspect.FORCED, "FORCE"));
        }
        return parts;
    }
}
