package dev.seedbank.backend.postgres.schema;

import dev.seedbank.backend.postgres.schema.plan.Scope;
import dev.seedbank.backend.postgres.structure.definition.Part;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Of what counts as drift in a structure: what is in the schemas that count, without rights, histories of other tools, and the order
 * of columns. Extensions and other things that are in no schema are no part of it.
 *
 * @param whole of all of it
 * @param withoutIndexes without those indexes that belong to no constraint
 */
record DriftFingerprint(String whole, String withoutIndexes) {
    /**
     * @param schemas those that count, unquoted
     * @param ignored tables that are not the project's, such as histories of migrations
     */
    static DriftFingerprint of(StructureSet structure, Set<String> schemas, Set<String> ignored) {
        var counting = counting(structure, schemas, ignored);
        return new DriftFingerprint(of(counting, object -> true), of(counting, object -> !isOfIndex(object)));
    }

    /** What counts, by name. */
    static List<StructureObject> counting(StructureSet structure, Set<String> schemas, Set<String> ignored) {
        return new Scope(schemas, Set.of(), false, ignored)
                .of(structure).all().stream()
                        .filter(DriftFingerprint::counts)
                        .sorted(Comparator.comparing(StructureObject::id, StructureId.ORDER))
                        .toList();
    }

    /** Defaults and checks are parts of their table. */
    private static boolean counts(StructureObject object) {
        return switch (object.id().kind()) {
            case PRIVILEGES, EXTENSION, DEFAULT, CHECK, UNVALIDATED -> false;
            default -> true;
        };
    }

    /** It itself, and what would go with it. */
    private static boolean isOfIndex(StructureObject object) {
        return isIndex(object.id())
                || (object.owner() != null && isIndex(object.owner()))
                || (object.id().kind() == StructureKind.MARK
                        && object.needs().stream().anyMatch(DriftFingerprint::isIndex));
    }

    private static boolean isIndex(StructureId id) {
        return id.kind() == StructureKind.INDEX;
    }

    private static String of(List<StructureObject> objects, Predicate<StructureObject> which) {
        var digest = new TextDigest();
        objects.stream().filter(which).forEach(object -> {
            digest.add(object.id().toString());
            boolean table =
                    object.id().kind() == StructureKind.TABLE || object.id().kind() == StructureKind.FOREIGN_TABLE;
            var parts = object.definition().parts().stream();
            (table ? parts.sorted(Comparator.comparing(Part::toString)) : parts).forEach(part -> add(digest, part));
        });
        return digest.text();
    }

    private static void add(TextDigest digest, Part part) {
        digest.add(part.name().toString());
        if (part.parts().isEmpty()) {
            digest.add(part.text());
        }
        part.parts().forEach(it -> add(digest, it));
    }
}
