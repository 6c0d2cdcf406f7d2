package dev.seedbank.backend.postgres.schema.plan;

import dev.seedbank.backend.postgres.structure.definition.ConstraintDefinition;
import dev.seedbank.backend.postgres.structure.definition.IndexDefinition;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Indexes and constraints that are the same but for their names: they get new ones, so that nothing is built again. */
final class Renames {
    private final StructureSet current;
    private final StructureSet desired;

    Renames(StructureSet current, StructureSet desired) {
        this.current = current;
        this.desired = desired;
    }

    List<PlannedStep> steps() {
        var steps = new ArrayList<PlannedStep>();
        var taken = new HashSet<StructureId>();
        var gone = byMeaning();
        for (var object : desired.all()) {
            if (!isNamed(object) || current.has(object.id()) || isFree(object, desired)) {
                continue;
            }
            var old = gone.getOrDefault(meaning(object, desired), List.of()).stream()
                    .filter(taken::add)
                    .findFirst();
            old.flatMap(it -> rename(it, object)).ifPresent(steps::add);
        }
        return steps;
    }

    private Map<String, List<StructureId>> byMeaning() {
        var gone = new HashMap<String, List<StructureId>>();
        for (var object : current.all()) {
            if (isNamed(object) && !desired.has(object.id()) && !isFree(object, current)) {
                gone.computeIfAbsent(meaning(object, current), _ -> new ArrayList<>())
                        .add(object.id());
            }
        }
        return gone;
    }

    private static boolean isNamed(StructureObject object) {
        return switch (object.id().kind()) {
            case KEY, FOREIGN_KEY -> object.definition() instanceof ConstraintDefinition;
            case INDEX -> object.definition() instanceof IndexDefinition;
            case SEQUENCE -> true;
            default -> false;
        };
    }

    /** A sequence that belongs to no column: only its name says what it is. */
    private static boolean isFree(StructureObject object, StructureSet all) {
        return object.id().kind() == StructureKind.SEQUENCE
                && column(object, all).isEmpty();
    }

    /** What follows OWNED BY. */
    private static String column(StructureObject sequence, StructureSet all) {
        var owned =
                all.get(new StructureId(StructureKind.OWNED_BY, sequence.id().name()));
        return owned == null ? "" : owned.statements().getFirst().replaceFirst(".* OWNED BY ", "");
    }

    /** What it is, without its name. */
    private static String meaning(StructureObject object, StructureSet all) {
        return object.id().kind() == StructureKind.SEQUENCE ? column(object, all) : meaning(object);
    }

    private static String meaning(StructureObject object) {
        return object.id().kind() + " " + object.owner() + " "
                + switch (object.definition()) {
                    case ConstraintDefinition key -> key.text() + key.options();
                    case IndexDefinition index ->
                        index.text().replaceFirst(" INDEX \\S.*? ON ", " INDEX ON ") + index.statistics();
                    default -> throw new IllegalStateException(object.id().words());
                };
    }

    private Optional<PlannedStep> rename(StructureId from, StructureObject to) {
        var name = Mention.lastName(to.id());
        if (from.kind() != StructureKind.KEY && from.kind() != StructureKind.FOREIGN_KEY) {
            return Optional.of(PlannedStep.of(from, "ALTER " + from.kind() + " " + from.name() + " RENAME TO " + name));
        }
        var table = ((ConstraintDefinition) to.definition()).table();
        return Optional.of(PlannedStep.of(
                from, "ALTER TABLE " + table + " RENAME CONSTRAINT " + Mention.lastName(from) + " TO " + name));
    }
}
