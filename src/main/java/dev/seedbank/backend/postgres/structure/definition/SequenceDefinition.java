package dev.seedbank.backend.postgres.structure.definition;

import java.util.ArrayList;
import java.util.List;

/** A sequence that no identity column made. */
public record SequenceDefinition(String name, boolean unlogged, String type, SequenceOptions options)
        implements Definition {
    @Override
    public List<String> statements() {
        return List.of(
                "CREATE " + (unlogged ? "UNLOGGED " : "") + "SEQUENCE " + name + " AS " + type + " " + options.sql());
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
