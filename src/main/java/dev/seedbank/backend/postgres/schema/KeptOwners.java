package dev.seedbank.backend.postgres.schema;

import dev.seedbank.backend.postgres.schema.plan.PlannedStep;
import dev.seedbank.backend.postgres.structure.definition.OwnerDefinition;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is made anew by a plan belongs to whom it belonged before. */
final class KeptOwners {
    private final Map<StructureId, OwnerDefinition> owners = new HashMap<>();

    /** @param role who runs the plan, as SQL: what is theirs is theirs again by itself */
    KeptOwners(StructureSet before, String role) {
        for (var object : before.all()) {
            if (object.id().kind() == StructureKind.OWNER
                    && object.owner() != null
                    && object.definition() instanceof OwnerDefinition owner
                    && !owner.role().equals(role)) {
                owners.put(object.owner(), owner);
            }
        }
    }

    List<PlannedStep> with(List<PlannedStep> steps) {
        var all = new ArrayList<PlannedStep>();
        for (var step : steps) {
            all.add(step);
            var owner = owners.get(step.id());
            if (owner != null && isNew(step.sql())) {
                owner.statements().forEach(it -> all.add(PlannedStep.of(step.id(), it)));
            }
        }
        return all;
    }

    private static boolean isNew(String sql) {
        return sql.startsWith("CREATE ") && !sql.startsWith("CREATE OR REPLACE VIEW ");
    }
}
