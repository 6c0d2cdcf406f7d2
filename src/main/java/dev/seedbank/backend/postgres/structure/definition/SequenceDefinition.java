package dev.seedbank.backend.postgres.structure.definition;

import java.util.ArrayList;
import java.util.List;

/** A sequence that does not belong to an identity column. */
public record SequenceDefinition(String name, boolean unlogged, String type, SequenceOptions options)
        implements Definition {
    @Override
    public List<String> statements() {
        var sql = new StringBuilder(unlogged ? "CREATE UNLOGGED SEQUENCE " : "CREATE SEQUENCE ");
        options.appendTo(sql.append(name).append(" AS ").append(type).append(' '));
        return List.of(sql.toString());
    }

    @Override
    public List<Part> parts() {
        var parts = new ArrayList<Part>();
        if (unlogged) {
            parts.add(Part.of(Aspect.PERSISTENCE, "UNLOGGED"));
        }
        parts.add(Part.of(Aspect.TYPE, type));
        parts.addAll(options.parts());
        return parts;
    }
}
