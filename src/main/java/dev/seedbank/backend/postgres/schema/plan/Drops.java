package dev.seedbank.backend.postgres.schema.plan;

import static java.util.Objects.requireNonNull;

import dev.seedbank.backend.postgres.structure.change.StructureDrop;
import dev.seedbank.backend.postgres.structure.definition.ViewDefinition;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The statements that drop objects.
 *
 * @param gone those that nothing takes the place of
 */
record Drops(StructureSet current, Set<StructureId> gone, Displaced displaced) {
    /** What needs others before these. */
    List<PlannedStep> of(Set<StructureId> ids) {
        var steps = new ArrayList<PlannedStep>();
        for (var drop : StructureDrop.steps(StructureSet.sorted(objects(ids)).reversed())) {
            for (var statement : drop.statements()) {
                var step = ObjectChange.marked(
                        PlannedStep.of(drop.id(), displaced.renamed(drop.id(), statement)),
                        drop.id().kind());
                boolean loses = gone.contains(drop.id())
                        || ForeignOptions.isOf(drop.id().kind());
                steps.add(loses ? step.losing(loss(drop.id())) : step);
            }
        }
        return steps;
    }

    List<StructureObject> objects(Set<StructureId> ids) {
        return current.all().stream().filter(it -> ids.contains(it.id())).toList();
    }

    private PlannedStep.@Nullable Loss loss(StructureId id) {
        var object = requireNonNull(current.get(id));
        if (ForeignOptions.isOf(id.kind())) {
            return new PlannedStep.Loss.Secrets(id);
        }
        boolean filled =
                object.definition() instanceof ViewDefinition view && view.materialized() && !OwnName.isOwn(id.name());
        if (id.kind() == StructureKind.TABLE || filled) {
            return new PlannedStep.Loss.Rows(id.name());
        }
        boolean alone = id.kind() == StructureKind.SEQUENCE
                && !current.has(new StructureId(StructureKind.OWNED_BY, id.name()))
                && current.all().stream().noneMatch(it -> it.needs().contains(id));
        return alone ? new PlannedStep.Loss.Count(id.name()) : null;
    }
}
