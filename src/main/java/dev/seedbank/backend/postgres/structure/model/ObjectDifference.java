package dev.seedbank.backend.postgres.structure.model;

import dev.seedbank.backend.postgres.structure.definition.Difference;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An object in which two databases differ.
 *
 * @param here null if only the other has it
 * @param there null if only the first one has it
 * @param parts in which it differs; none if only one of them has it
 */
public record ObjectDifference(
        StructureId id,
        @Nullable StructureObject here,
        @Nullable StructureObject there,
        List<Difference> parts) {
    /** They are among the parts of their table or domain, wherever their statements are written. */
    private static final Set<StructureKind> PARTS =
            EnumSet.of(StructureKind.DEFAULT, StructureKind.CHECK, StructureKind.UNVALIDATED);

    public ObjectDifference {
        parts = List.copyOf(parts);
    }

    /** Of objects that were read with all their parts; by kind and name. */
    public static List<ObjectDifference> between(StructureSet here, StructureSet there) {
        var ids = new TreeSet<>(StructureId.ORDER);
        ids.addAll(here.ids());
        ids.addAll(there.ids());
        ids.removeIf(id -> PARTS.contains(id.kind()));
        var differences = new ArrayList<ObjectDifference>();
        for (var id : ids) {
            var one = here.get(id);
            var other = there.get(id);
            var parts = one == null || other == null
                    ? List.<Difference>of()
                    : one.definition().differences(other.definition());
            if (one == null || other == null || !parts.isEmpty()) {
                differences.add(new ObjectDifference(id, one, other, parts));
            }
        }
        return differences;
    }
}
