package dev.seedbank.backend.postgres.schema;

import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;

/** Of a structure: equal structures have equal ones. Seedbank's own schema is no part of it, nor whether a view is filled. */
final class Fingerprint {
    private Fingerprint() {}

    static String of(StructureSet structure) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            structure.all().stream()
                    .filter(Fingerprint::counts)
                    .sorted(Comparator.comparing(StructureObject::id, StructureId.ORDER))
                    .forEach(object -> add(digest, object));
            return "sha256:" + HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
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

    private static void add(MessageDigest digest, StructureObject object) {
        add(digest, object.id().toString());
        object.statements().forEach(it -> add(digest, it));
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }
}
