package dev.seedbank.backend.postgres.schema.plan;

import dev.seedbank.backend.postgres.structure.definition.IndexDefinition;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import dev.seedbank.backend.schema.SchemaStep.Risk;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds what a plan drops and makes again only in a later transaction, so that others do without it meanwhile.
 *
 * @param busy by full name, as SQL
 */
record Gaps(StructureSet current, Predicate<String> busy) {
    /** @throws Refused if somebody could see what a policy hides */
    List<PlannedStep> marked(List<PlannedStep> steps) {
        var marked = new ArrayList<PlannedStep>();
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            boolean open =
                    isDrop(step) && isMissed(step.id()) && isLater(step.id(), steps.subList(i + 1, steps.size()));
            if (open && step.id().kind() == StructureKind.POLICY) {
                throw new Refused(
                        step.id(),
                        "it has to be dropped and recreated, and others would see what it hides until the rest of the plan has run",
                        "Change what it needs first, and then the rest.");
            }
            marked.add(open ? step.with(Risk.ABSENT) : step);
        }
        return marked;
    }

    private static boolean isDrop(PlannedStep step) {
        return step.sql().startsWith("DROP ") || step.sql().contains(" DROP CONSTRAINT ");
    }

    private boolean isMissed(StructureId id) {
        var object = current.get(id);
        return switch (id.kind()) {
            case VIEW -> true;
            case KEY, FOREIGN_KEY, POLICY, TRIGGER, RULE -> isOnBusyTable(id);
            case INDEX ->
                isOnBusyTable(id)
                        && object != null
                        && object.definition() instanceof IndexDefinition index
                        && index.text().startsWith("CREATE UNIQUE ");
            default -> false;
        };
    }

    private boolean isOnBusyTable(StructureId id) {
        var object = current.get(id);
        return object != null
                && object.owner() != null
                && busy.test(object.owner().name());
    }

    /** Whether it is made again, and something ends the transaction before it is. */
    private static boolean isLater(StructureId id, List<PlannedStep> rest) {
        boolean ended = false;
        for (var step : rest) {
            ended |= step.alone();
            if (step.id().equals(id)
                    && (step.sql().startsWith("CREATE ") || step.sql().contains(" ADD CONSTRAINT "))) {
                return ended;
            }
        }
        return false;
    }
}
