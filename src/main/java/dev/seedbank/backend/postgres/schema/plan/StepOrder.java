package dev.seedbank.backend.postgres.schema.plan;

import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;

/** Which steps come before others where the objects that they are for leave it free. */
final class StepOrder {
    private StepOrder() {}

    /** What takes long, and nothing waits for, comes when all that is made anew is there again. */
    static List<PlannedStep> longOnesLast(List<PlannedStep> steps, StructureSet desired) {
        var needed = new HashSet<StructureId>();
        desired.all().forEach(it -> needed.addAll(it.needs()));
        Predicate<PlannedStep> isLast = step -> step.alone()
                && ((step.sql().matches("(?s)CREATE (UNIQUE )?INDEX CONCURRENTLY .*")
                                && step.id().kind() == StructureKind.INDEX
                                && !needed.contains(step.id()))
                        || step.sql().startsWith("DROP INDEX CONCURRENTLY ")
                        || (step.sql().contains(" VALIDATE CONSTRAINT ") && !NotNulls.isOurs(step)));
        var ordered = new ArrayList<PlannedStep>();
        var last = new ArrayList<PlannedStep>();
        var moved = new HashSet<StructureId>();
        for (var step : steps) {
            boolean moves = isLast.test(step) || moved.contains(step.id());
            (moves ? last : ordered).add(step);
            if (moves && step.id().kind() == StructureKind.INDEX) {
                moved.add(step.id());
            }
        }
        ordered.addAll(last);
        return ordered;
    }

    /** Bounds may be another's before: what moves leaves first. */
    static List<PlannedStep> leavingFirst(List<PlannedStep> attached) {
        return attached.stream()
                .sorted(Comparator.comparing(it -> !it.sql().contains(" DETACH PARTITION ")))
                .toList();
    }
}
