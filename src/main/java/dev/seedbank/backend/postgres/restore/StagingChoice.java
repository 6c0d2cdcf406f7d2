package dev.seedbank.backend.postgres.restore;

import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.postgres.catalog.PostgresLargeObjects;
import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.structure.change.StructureAnalysis;
import dev.seedbank.backend.postgres.structure.change.StructurePlan;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether a restore can be made in schemas of its own, in several transactions ({@link StagedRestore}): all of a backup into a
 * database that has no tables, nothing in the schemas that the backup fills, and nothing that would notice what is made meanwhile.
 */
record StagingChoice(Session session, LoadRequest request, StructurePlan plan) {
    /** What lives in no schema, and so would be there before the rest; or may be, as an extension's schemas. */
    private static final Set<StructureKind> OUTSIDE = EnumSet.of(
            StructureKind.EXTENSION,
            StructureKind.LANGUAGE,
            StructureKind.ACCESS_METHOD,
            StructureKind.CAST,
            StructureKind.TRANSFORM,
            StructureKind.WRAPPER,
            StructureKind.SERVER,
            StructureKind.USER_MAPPING,
            StructureKind.FOREIGN_TABLE,
            StructureKind.DEFAULT_PRIVILEGES,
            StructureKind.PUBLICATION,
            StructureKind.PUBLICATION_MEMBER,
            StructureKind.EVENT_TRIGGER);

    /** What renaming and replacing a schema needs, also after it was given to another role that this one is a member of. */
    private static final String MAY_REPLACE = """
            select has_database_privilege(current_database(), 'CREATE')
                and not exists (select from pg_namespace where nspname = any (?::text[]) and not pg_has_role(nspowner, 'USAGE'))
                and not exists (select from pg_roles where pg_has_role(oid, 'MEMBER') and not pg_has_role(oid, 'USAGE'))
            """;

    /**
     * Event triggers fire on each step; publications of all tables publish what is in no table of the subscriber's; default privileges
     * on schemas would be granted on those that are made.
     */
    private static final String WATCHED = """
            select exists (select from pg_event_trigger where evtenabled <> 'D') or exists (select from pg_publication where puballtables)
                or exists (select from pg_default_acl where defaclobjtype = 'n')
            """;

    /** The schemas to make anew; empty if it is impossible. */
    Optional<Set<String>> schemas() {
        var schemas = plan.creates().stream()
                .map(StructureObject::schema)
                .filter(schema -> !schema.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        boolean possible = StructureAnalysis.isWhole(request)
                && request.removals().isEmpty()
                && !request.options().allowed().contains(LoadRequest.Allowed.ROLES)
                && request.items().stream().noneMatch(item -> item.target().equals(PostgresLargeObjects.COLLECTION))
                && plan.drops().isEmpty()
                && plan.obstacles().isEmpty()
                && allInside(schemas)
                && schemas.stream().noneMatch(Schemas::isReserved)
                && !schemas.isEmpty()
                && mayReplace(session, schemas)
                && !session.test(WATCHED)
                && schemas.stream().noneMatch(schema -> Staging.isUsed(session, schema));
        return possible ? Optional.of(schemas) : Optional.empty();
    }

    /** Whether this role may give schemas away and still rename them, and drop what they replace. */
    static boolean mayReplace(Session session, Set<String> schemas) {
        return session.test(MAY_REPLACE, schemas);
    }

    /** Comments, owners and privileges count as what they are of. */
    private boolean allInside(Set<String> schemas) {
        var inside = new HashSet<StructureId>();
        for (var object : plan.creates()) {
            var owner = object.owner();
            boolean is = !object.schema().isEmpty()
                    || (owner != null && (inside.contains(owner) || isOneOf(schemas, owner)));
            if (!is || OUTSIDE.contains(object.id().kind())) {
                return false;
            }
            inside.add(object.id());
        }
        return true;
    }

    private static boolean isOneOf(Set<String> schemas, StructureId id) {
        return id.kind() == StructureKind.SCHEMA && schemas.contains(Identifiers.unquote(id.name()));
    }
}
