package dev.seedbank.backend.postgres.schema;

import dev.seedbank.backend.postgres.schema.plan.PlannedStep;
import dev.seedbank.backend.postgres.schema.plan.Successors;
import dev.seedbank.backend.postgres.structure.definition.OwnerDefinition;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is made anew by a plan belongs to whom it belonged before, and nobody gets a right by default that they did not have. */
final class KeptRights {
    /** By default of what a role makes: on what, in which schema or in all, and who. */
    record Granted(String on, Optional<String> schema, String grantee) {
        boolean isOn(StructureObject object) {
            return on.equals(on(object.id().kind()))
                    && (schema.isEmpty() || schema.get().equals(object.schema()));
        }

        private static String on(StructureKind kind) {
            return switch (kind) {
                case TABLE, VIEW, FOREIGN_TABLE -> "TABLE";
                case SEQUENCE -> "SEQUENCE";
                case FUNCTION -> "ROUTINE";
                case TYPE -> "TYPE";
                default -> "";
            };
        }
    }

    private final StructureSet before;
    private final List<Granted> defaults;
    private final Map<StructureId, OwnerDefinition> owners = new HashMap<>();

    /**
     * @param role who runs the plan, as SQL: what is theirs is theirs again by itself
     * @param defaults of what this role makes
     */
    KeptRights(StructureSet before, String role, List<Granted> defaults) {
        this.before = before;
        this.defaults = List.copyOf(defaults);
        for (var object : before.all()) {
            if (object.id().kind() == StructureKind.OWNER
                    && object.owner() != null
                    && object.definition() instanceof OwnerDefinition owner
                    && !owner.role().equals(role)) {
                owners.put(object.owner(), owner);
            }
        }
    }

    /** @throws dev.seedbank.backend.postgres.schema.plan.Refused if it cannot be told whose owner a function keeps */
    List<PlannedStep> with(List<PlannedStep> steps) {
        var all = new ArrayList<PlannedStep>();
        var dropped = steps.stream()
                .filter(it -> it.sql().startsWith("DROP "))
                .map(PlannedStep::id)
                .collect(Collectors.toSet());
        var made = steps.stream()
                .filter(it -> isNew(it.sql()))
                .map(PlannedStep::id)
                .toList();
        var predecessors = Successors.of(dropped, made, before);
        for (var step : steps) {
            all.add(step);
            var old = predecessors.getOrDefault(step.id(), step.id());
            if (dropped.contains(old) && isNew(step.sql())) {
                all.addAll(revoked(old, step.id()));
            }
            var owner = owners.get(old);
            if (owner != null && isNew(step.sql())) {
                var statements = old.equals(step.id())
                        ? owner.statements()
                        : List.of("ALTER ROUTINE " + step.id().name() + " OWNER TO " + owner.role());
                statements.forEach(it -> all.add(PlannedStep.of(step.id(), it)));
            }
        }
        return all;
    }

    private List<PlannedStep> revoked(StructureId old, StructureId id) {
        var object = before.get(old);
        return object == null
                ? List.of()
                : defaults.stream()
                        .filter(it -> it.isOn(object))
                        .map(it -> PlannedStep.of(
                                id, "REVOKE ALL ON %s %s FROM %s".formatted(it.on, id.name(), it.grantee)))
                        .toList();
    }

    private static boolean isNew(String sql) {
        return (sql.startsWith("CREATE ") && !sql.startsWith("CREATE OR REPLACE VIEW "))
                || (sql.startsWith("ALTER MATERIALIZED VIEW ")
                        && sql.contains(" RENAME TO ")); // built beside the old one
    }
}
