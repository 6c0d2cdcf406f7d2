package dev.seedbank.backend.postgres.schema.plan;

import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.structure.definition.ColumnValue.Identity;
import dev.seedbank.backend.postgres.structure.definition.TableDefinition;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import dev.seedbank.backend.postgres.structure.script.SqlTokens;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Indexes, keys and sequences that go only after something else has come by their name, and so have another until then.
 *
 * @param ids those of identities are no objects of their own
 */
record Displaced(Set<StructureId> ids) {
    Displaced {
        ids = Set.copyOf(ids);
    }

    Displaced with(StructureId more) {
        var all = new HashSet<>(ids);
        all.add(more);
        return new Displaced(all);
    }

    List<PlannedStep> renames() {
        return ids.stream()
                .sorted(StructureId.ORDER)
                .map(id -> PlannedStep.of(
                        id,
                        "ALTER %s %s RENAME TO %s"
                                .formatted(
                                        id.kind() == StructureKind.SEQUENCE ? "SEQUENCE" : "INDEX",
                                        relation(id),
                                        OwnName.old(id.name()))))
                .toList();
    }

    /** The statement that drops an object, by the name that it has by then. */
    String renamed(StructureId id, String drop) {
        if (id.kind() == StructureKind.OWNED_BY && ids.contains(new StructureId(StructureKind.SEQUENCE, id.name()))) {
            return drop.replace(id.name(), OwnName.beside(id, OwnName.old(id.name())));
        }
        if (!ids.contains(id)) {
            return drop;
        }
        var name = Mention.lastName(id);
        return drop.substring(0, drop.length() - name.length()) + OwnName.old(id.name());
    }

    /**
     * What has the name that something else is to get.
     *
     * @param comes what is to get it
     * @param refusal of the server, which says the name
     */
    Optional<StructureId> inTheWay(
            StructureSet current, StructureSet desired, Fates fates, StructureId comes, String refusal) {
        var gone = current.all().stream().filter(it -> fates.gone().contains(it.id()));
        return Stream.concat(
                        gone.map(StructureObject::id).filter(Displaced::canBeRenamed),
                        current.all().stream().flatMap(it -> lost(it, desired.get(it.id()))))
                .filter(id -> !ids.contains(id) && !OwnName.isOwn(id.name()))
                .filter(id -> first(id).equals(first(comes)) && refusal.contains(last(id)))
                .max(Comparator.comparingInt(id -> last(id).length()));
    }

    private static boolean canBeRenamed(StructureId id) {
        return switch (id.kind()) {
            case INDEX, KEY, SEQUENCE -> true;
            default -> false;
        };
    }

    /** Sequences of identities that the desired table does not have. */
    private static Stream<StructureId> lost(StructureObject from, @Nullable StructureObject to) {
        var kept = to == null ? List.of() : sequences(to).toList();
        return sequences(from).filter(it -> !kept.contains(it)).map(it -> new StructureId(StructureKind.SEQUENCE, it));
    }

    private static Stream<String> sequences(StructureObject object) {
        return object.definition() instanceof TableDefinition table
                ? table.columns().stream()
                        .flatMap(it -> it.value() instanceof Identity identity
                                ? Stream.of(identity.sequence())
                                : Stream.empty())
                : Stream.empty();
    }

    /** Its full name; a key's index has its name. */
    private static String relation(StructureId id) {
        return id.kind() == StructureKind.KEY
                ? SqlTokens.of(id.name()).getFirst() + "." + Mention.lastName(id)
                : id.name();
    }

    private static String first(StructureId id) {
        return Identifiers.parts(id.name()).getFirst();
    }

    private static String last(StructureId id) {
        return Identifiers.parts(id.name()).getLast();
    }
}
