package dev.seedbank.backend.postgres.structure.change;

import dev.seedbank.backend.postgres.structure.model.StructureObject;
import java.util.List;

/**
 * What a restore does to the structure.
 *
 * @param drops of the database, in the order in which they go: what needs another goes before it
 * @param creates in the order in which they are made, of which some come after the rows
 * @param obstacles why it cannot be done, one line each; then the rest means nothing
 * @param notes what is left out of it
 */
public record StructurePlan(
        List<StructureObject> drops, List<StructureObject> creates, List<Line> obstacles, List<Line> notes) {
    static final StructurePlan NOTHING = new StructurePlan(List.of(), List.of(), List.of(), List.of());

    public StructurePlan {
        drops = List.copyOf(drops);
        creates = List.copyOf(creates);
        obstacles = List.copyOf(obstacles);
        notes = List.copyOf(notes);
    }

    /** @param name of the object it is about */
    public record Line(String name, String text) {}

    boolean isEmpty() {
        return drops.isEmpty() && creates.isEmpty();
    }
}
