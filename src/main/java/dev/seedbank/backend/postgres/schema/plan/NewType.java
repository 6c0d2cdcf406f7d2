package dev.seedbank.backend.postgres.schema.plan;

import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a new type in the place of one that columns have: the old one gets another name, the columns' values become values of the new
 * one by way of their text, and the old one goes.
 */
record NewType(StructureObject from, StructureObject to) {
    private static final int LONGEST = 63;

    private StructureId id() {
        return to.id();
    }

    /** The name that the old one has meanwhile, in its schema. */
    private String oldName() {
        var name = Identifiers.parts(from.id().name()).getLast();
        while ((name + "_old").getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            name = name.substring(0, name.offsetByCodePoints(name.length(), -1));
        }
        return Identifiers.quote(name + "_old");
    }

    List<PlannedStep> begin() {
        var steps = new ArrayList<PlannedStep>();
        steps.add(PlannedStep.of(id(), "ALTER TYPE " + from.id().name() + " RENAME TO " + oldName()));
        to.statements().forEach(it -> steps.add(PlannedStep.of(id(), it)));
        return steps;
    }

    /** When no column has it any more. */
    PlannedStep end() {
        var schema = Identifiers.quote(Identifiers.parts(from.id().name()).getFirst());
        return PlannedStep.of(id(), "DROP TYPE " + schema + "." + oldName());
    }

    /**
     * For {@code USING}: a value of the old type as one of the new.
     *
     * @param base as {@link TypeNames#base} has it
     */
    static String cast(String column, String base, String type) {
        return column + "::text::" + (base.equals(type) ? "" : base + "::") + type;
    }
}
