package dev.seedbank.backend.postgres.structure.change;

import static java.util.Objects.requireNonNull;

import dev.seedbank.backend.LoadRequest.Recreate;
import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.structure.change.StructurePlan.Line;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What stays where all of a store goes ({@link Recreate#EMPTY}): the schema {@code public}, and what this role may not drop. Of a
 * store whose settings name schemas also these schemas, which migrations need before they begin, and everything that is not in
 * them: other schemas, and what is in no schema, such as an extension, unless it needs what goes.
 *
 * @param foreign what this role may not drop, as far as that matters
 */
record Remainder(StructureSet live, Schemas schemas, Set<StructureId> foreign) {
    /** Takes it out, with what that needs, and whatever is said of it: rights and comments. */
    void keep(Set<StructureId> surplus) {
        if (!schemas.isAll()) {
            keepOthers(surplus);
        }
        var stays = new LinkedHashSet<>(foreign);
        stays.add(new StructureId(StructureKind.SCHEMA, "public"));
        stays.removeIf(id -> !live.has(id));
        surplus.removeAll(live.withNeeds(stays));
        surplus.removeIf(id -> switch (id.kind()) {
            case OWNER, PRIVILEGES, SECURITY_LABEL, DEFAULT_PRIVILEGES, COMMENT -> {
                var object = object(id);
                yield object.needs().stream().noneMatch(surplus::contains)
                        && (object.owner() == null || !surplus.contains(object.owner()));
            }
            default -> false;
        });
    }

    private void keepOthers(Set<StructureId> surplus) {
        var own = surplus.stream()
                .filter(id -> id.kind() != StructureKind.SCHEMA
                        && schemas.has(object(id).schema()))
                .collect(Collectors.toSet());
        surplus.removeIf(id -> !own.contains(id) && !(object(id).schema().isEmpty() && needs(id, own)));
    }

    private boolean needs(StructureId id, Set<StructureId> own) {
        return !Collections.disjoint(live.withNeeds(Set.of(id)), own);
    }

    /** A foreign key or a view of another schema would go with the table that it refers to. */
    StructurePlan refuseOthers(StructurePlan plan) {
        if (schemas.isAll()) {
            return plan;
        }
        var obstacles = new ArrayList<>(plan.obstacles());
        plan.drops().stream()
                .filter(it -> !it.schema().isEmpty() && !schemas.has(it.schema()))
                .map(it -> new Line(it.id().words(), "is in another schema, and needs what is to be removed"))
                .filter(line -> obstacles.stream().noneMatch(it -> it.name().equals(line.name())))
                .forEach(obstacles::add);
        return new StructurePlan(plan.drops(), plan.creates(), obstacles, plan.notes());
    }

    private StructureObject object(StructureId id) {
        return requireNonNull(live.get(id));
    }
}
