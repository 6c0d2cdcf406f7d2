package dev.seedbank.backend.postgres.schema.plan;

import dev.seedbank.backend.postgres.structure.definition.GrantsDefinition;
import dev.seedbank.backend.postgres.structure.definition.OwnerDefinition;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Functions that take the place of others: whose parameters change, or only their names, has another id. */
public final class Successors {
    private Successors() {}

    /**
     * From the new one to the old one. Of several by the same name nobody knows which follows which, and it does not matter if all
     * that go have the same owner and the same grants.
     *
     * @param gone in any order, and other objects
     * @param come in any order, and other objects
     * @param before with owners and grants
     * @throws Refused if it does matter
     */
    public static Map<StructureId, StructureId> of(
            Collection<StructureId> gone, Collection<StructureId> come, StructureSet before) {
        var old = byName(gone);
        var found = new HashMap<StructureId, StructureId>();
        byName(come).forEach((name, ids) -> {
            var olds = old.getOrDefault(name, List.of()).stream()
                    .filter(it -> !come.contains(it))
                    .toList();
            if (olds.stream().map(it -> rights(it, before)).distinct().count() > 1) {
                throw new Refused(
                        ids.getFirst(),
                        "several functions by its name go, whose owners or grants differ, and it cannot be told which one it takes the place of",
                        "Change one of them with each push.");
            }
            if (!olds.isEmpty()) {
                ids.stream().filter(it -> !olds.contains(it)).forEach(it -> found.put(it, olds.getFirst()));
            }
        });
        return found;
    }

    /** Who owns it, and who may do what with it. */
    private static Set<String> rights(StructureId function, StructureSet before) {
        var rights = new HashSet<String>();
        before.all().stream().filter(it -> function.equals(it.owner())).forEach(it -> {
            switch (it.definition()) {
                case OwnerDefinition owner -> rights.add(owner.role());
                case GrantsDefinition grants -> rights.addAll(grants.on("it").statements());
                case null, default -> {
                    // says nothing of rights
                }
            }
        });
        return rights;
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
