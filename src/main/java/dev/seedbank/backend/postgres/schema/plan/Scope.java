package dev.seedbank.backend.postgres.schema.plan;

import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.structure.definition.GrantsDefinition;
import dev.seedbank.backend.postgres.structure.definition.OwnerDefinition;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is compared: all that is in the schemas that are declared. What is in no schema counts only if things of its kind are declared,
 * and then, too, an extension that is too much stays.
 *
 * @param schemas unquoted
 * @param kinds of what is in no schema
 * @param rights whether grants are declared; otherwise everybody keeps those that the database has
 * @param ignored tables that are not the project's, such as histories of migrations, unquoted: schema and name
 */
public record Scope(Set<String> schemas, Set<StructureKind> kinds, boolean rights, Set<String> ignored) {
    private static final String PUBLIC = "public";

    public Scope {
        schemas = Set.copyOf(schemas);
        kinds = Set.copyOf(kinds);
        ignored = Set.copyOf(ignored);
    }

    /**
     * @param main the schema that counts if nothing is in any; empty if none does then
     * @param ignored full names as SQL
     */
    public static Scope of(StructureSet declared, Optional<String> main, Set<String> ignored) {
        var schemas = new TreeSet<String>();
        var kinds = new HashSet<StructureKind>();
        boolean rights = false;
        for (var object : declared.all()) {
            if (object.id().kind() == StructureKind.SCHEMA) {
                if (!object.id().name().equals(PUBLIC)) { // which is there without being declared
                    schemas.add(Identifiers.unquote(object.id().name()));
                }
            } else if (!schema(object).isEmpty()) {
                schemas.add(object.schema());
            } else if (object.owner() == null) {
                kinds.add(object.id().kind());
            }
            rights |= isGrant(object.id().kind()) && !isSeedbanks(object);
        }
        schemas.removeIf(Schemas::isReserved);
        if (schemas.isEmpty()) {
            main.ifPresent(schemas::add);
        }
        return new Scope(schemas, kinds, rights, ignored);
    }

    /** Whether it is about what Seedbank keeps in the database. */
    private static boolean isSeedbanks(StructureObject object) {
        var owner = object.owner();
        return Schemas.isOwn(object.schema())
                || (owner != null
                        && owner.kind() == StructureKind.SCHEMA
                        && Schemas.isOwn(Identifiers.unquote(owner.name())));
    }

    /** Neither a cast between two of the server's own types nor an extension is in a schema of a project's. */
    private static String schema(StructureObject object) {
        boolean isNone = object.id().kind() == StructureKind.EXTENSION
                || (object.id().kind() == StructureKind.CAST && object.schema().equals("pg_catalog"));
        return isNone ? "" : object.schema();
    }

    private static boolean isGrant(StructureKind kind) {
        return kind == StructureKind.PRIVILEGES || kind == StructureKind.DEFAULT_PRIVILEGES;
    }

    /** Those that count. */
    public StructureSet of(StructureSet all) {
        var known = new HashMap<StructureId, Boolean>();
        return new StructureSet(
                all.all().stream().filter(it -> has(it, all, known)).toList());
    }

    private boolean has(StructureObject object, StructureSet all, Map<StructureId, Boolean> known) {
        var before = known.putIfAbsent(object.id(), false); // ends cycles
        if (before != null) {
            return before;
        }
        boolean has = isOwn(object, all, known);
        known.put(object.id(), has);
        return has;
    }

    private boolean isOwn(StructureObject object, StructureSet all, Map<StructureId, Boolean> known) {
        var kind = object.id().kind();
        if (isLeftOut(kind)) {
            return false;
        }
        if (ignored.contains(object.id().name()) || countsForIgnored(object, all)) {
            return false;
        }
        if (kind == StructureKind.SCHEMA) {
            return schemas.contains(Identifiers.unquote(object.id().name()));
        }
        var owner = owner(object, all);
        if (owner != null && !has(owner, all, known)) {
            return false;
        }
        if (!schema(object).isEmpty()) {
            return schemas.contains(object.schema());
        }
        return owner != null || (object.owner() == null && kinds.contains(kind));
    }

    /** A sequence of such a table, which belongs to it only by a statement of its own. */
    private boolean countsForIgnored(StructureObject object, StructureSet all) {
        var owned = object.id().kind() == StructureKind.SEQUENCE
                ? all.get(new StructureId(StructureKind.OWNED_BY, object.id().name()))
                : null;
        return owned != null
                && owned.owner() != null
                && ignored.contains(owned.owner().name());
    }

    /** Whether a view is filled is no structure; owners and labels stay what they are. */
    private boolean isLeftOut(StructureKind kind) {
        return switch (kind) {
            case REFRESH, OWNER, SECURITY_LABEL -> true;
            case DEFAULT_PRIVILEGES -> !rights;
            default -> false;
        };
    }

    private static @Nullable StructureObject owner(StructureObject object, StructureSet all) {
        return object.owner() == null ? null : all.get(object.owner());
    }

    /**
     * What is desired, as it is to be compared: grants that nobody declares, and extensions, stay as they are.
     *
     * @param current those that count
     * @throws Refused if it cannot be told whose grants a function keeps
     */
    public StructureSet desired(StructureSet declared, StructureSet current) {
        var wanted = of(declared);
        var ids = wanted.ids();
        var objects = new ArrayList<StructureObject>();
        wanted.all().stream()
                .filter(it -> rights || it.id().kind() != StructureKind.PRIVILEGES)
                .forEach(objects::add);
        if (!rights) {
            var successors = Successors.of(missing(current, ids), missing(wanted, current.ids()), current);
            current.all().stream().filter(it -> isGrantOn(it, ids)).forEach(objects::add);
            successors.forEach(
                    (now, before) -> moved(current, before, now, declared).forEach(objects::add));
        }
        current.all().stream()
                .filter(it -> staysUndeclared(it) && !ids.contains(it.id()))
                .forEach(objects::add);
        return new StructureSet(objects);
    }

    private static List<StructureId> missing(StructureSet set, Set<StructureId> ids) {
        return set.ids().stream().filter(it -> !ids.contains(it)).toList();
    }

    /** The grants on a function, as ones on another. */
    private static Stream<StructureObject> moved(
            StructureSet current, StructureId before, StructureId now, StructureSet declared) {
        var target = declared.all().stream()
                .filter(it -> now.equals(it.owner()) && it.definition() instanceof OwnerDefinition)
                .map(it -> ((OwnerDefinition) it.definition()).target())
                .findFirst();
        return target.stream()
                .flatMap(name -> current.all().stream()
                        .filter(it -> isGrantOn(it, Set.of(before)))
                        .map(it -> new StructureObject(
                                new StructureId(it.id().kind(), name),
                                it.schema(),
                                now,
                                it.needs().stream()
                                        .map(need -> need.equals(before) ? now : need)
                                        .collect(Collectors.toSet()),
                                ((GrantsDefinition) it.definition()).on(name),
                                it.afterRows())));
    }

    private static boolean isGrantOn(StructureObject object, Set<StructureId> ids) {
        return object.id().kind() == StructureKind.PRIVILEGES && object.owner() != null && ids.contains(object.owner());
    }

    /** What is there, as it is to be compared: without grants that new objects are born with, unless grants are declared. */
    public StructureSet current(StructureSet all, StructureSet desired) {
        return new StructureSet(of(all).all().stream()
                .filter(it -> rights || it.id().kind() != StructureKind.PRIVILEGES || desired.has(it.id()))
                .filter(it -> !Backfill.isMark(it))
                .toList());
    }

    /** The schema public is there whether it is declared or not. */
    private static boolean staysUndeclared(StructureObject object) {
        return object.id().kind() == StructureKind.EXTENSION
                || (object.id().kind() == StructureKind.SCHEMA
                        && object.id().name().equals(PUBLIC));
    }

    /** What counts, with what of other schemas needs it or is needed, so that all of it can be built elsewhere. */
    public static StructureSet withSurroundings(StructureSet counting, StructureSet all) {
        var ids = all.withNeeds(all.withDependents(counting.ids()));
        return new StructureSet(
                all.all().stream().filter(it -> ids.contains(it.id())).toList());
    }
}
