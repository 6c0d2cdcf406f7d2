package dev.seedbank.backend.postgres.schema.plan;

import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Policies, views and the like that are in the way only while the columns of one table change their types: they go right before, and
 * come back right after, in the same transaction.
 */
final class Around {
    private final Map<StructureId, Set<StructureId>> groups = new HashMap<>();

    Around(StructureSet current, Fates fates, Collection<StructureId> tables, Lessons lessons) {
        for (var table : tables) {
            var group = current.withDependents(lessons.around().entrySet().stream()
                    .filter(it -> it.getValue().equals(Set.of(table)))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet()));
            group.retainAll(current.ids());
            if (!group.isEmpty() && fates.renewed().containsAll(group) && isPossible(current, group)) {
                groups.put(table, group);
            }
        }
    }

    private static boolean isPossible(StructureSet current, Set<StructureId> group) {
        return current.all().stream()
                .filter(it -> group.contains(it.id()))
                .allMatch(it -> isLight(it) || (it.owner() != null && group.contains(it.owner())));
    }

    private static boolean isLight(StructureObject object) {
        return switch (object.id().kind()) {
            case VIEW, POLICY, RULE, TRIGGER, STATISTICS -> true;
            default -> false;
        };
    }

    boolean has(StructureId id) {
        return groups.values().stream().anyMatch(it -> it.contains(id));
    }

    /** What goes and comes with the types of a table's columns. */
    Set<StructureId> of(StructureId table) {
        return groups.getOrDefault(table, Set.of());
    }

    /** All that goes and comes with one; empty if it does not. */
    Set<StructureId> with(StructureId id) {
        var all = new HashSet<StructureId>();
        groups.values().stream().filter(it -> it.contains(id)).forEach(all::addAll);
        return all;
    }
}
