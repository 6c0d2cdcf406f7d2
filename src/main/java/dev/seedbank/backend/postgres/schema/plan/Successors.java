package dev.seedbank.backend.postgres.schema.plan;

import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Functions that take the place of others: whose parameters change, or only their names, has another id. */
public final class Successors {
    private Successors() {}

    /**
     * From the new one to the old one. Of several by the same name nobody knows which follows which.
     *
     * @param gone in any order, and other objects
     * @param come in any order, and other objects
     */
    public static Map<StructureId, StructureId> of(Collection<StructureId> gone, Collection<StructureId> come) {
        var old = byName(gone);
        var found = new HashMap<StructureId, StructureId>();
        byName(come).forEach((name, ids) -> {
            var before = old.getOrDefault(name, List.of());
            if (ids.size() == 1 && before.size() == 1 && !come.contains(before.getFirst())) {
                found.put(ids.getFirst(), before.getFirst());
            }
        });
        return found;
    }

    private static Map<String, List<StructureId>> byName(Collection<StructureId> ids) {
        var names = new HashMap<String, List<StructureId>>();
        ids.stream()
                .filter(it -> it.kind() == StructureKind.FUNCTION)
                .distinct()
                .forEach(it -> names.computeIfAbsent(
                                it.name().substring(0, Mention.parameters(it.name())), _ -> new ArrayList<>())
                        .add(it));
        return names;
    }
}
