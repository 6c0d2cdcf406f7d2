package dev.seedbank.backend.postgres.schema;

import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import java.util.Comparator;

/** Of a structure: equal structures have equal ones. Seedbank's own schema is no part of it, nor whether a view is filled. */
final class Fingerprint {
    private Fingerprint() {}

    static String of(StructureSet structure) {
        var digest = new TextDigest();
        structure.all().stream()
                .filter(Fingerprint::counts)
                .sorted(Comparator.comparing(StructureObject::id, StructureId.ORDER))
                .forEach(object -> add(digest, object));
        return digest.text();
    }

    private static boolean counts(StructureObject object) {
        return object.id().kind() != StructureKind.REFRESH
                && !Schemas.isOwn(object.schema())
                && !(object.id().kind() == StructureKind.SCHEMA
                        && Schemas.isOwn(object.id().name()))
                && object.needs().stream().noneMatch(it -> isOwn(it.name()));
    }

    private static boolean isOwn(String name) {
        return Schemas.isOwn(Identifiers.parts(name).getFirst());
    }

    private static void add(TextDigest digest, StructureObject object) {
        digest.add(object.id().toString());
        object.statements().forEach(digest::add);
    }
}
