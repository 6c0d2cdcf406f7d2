package dev.seedbank.backend.postgres.schema.scratch;

import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.structure.definition.Rewording;
import dev.seedbank.backend.postgres.structure.model.LiveStructure;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import dev.seedbank.failure.OperationFailed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Moves a database's schemas out of the way until the transaction is rolled back: they get other names, which locks none of what is in
 * them. Extensions move into the new schema of the old name, where their role may do that.
 */
final class AwaySchemas {
    /** Seedbank's own, which readers of a store's structure leave out. */
    static final String PREFIX = Schemas.OWN_PREFIX + "_away_";

    private static final Pattern AWAY = Pattern.compile("\\b" + PREFIX + "([a-z_][a-z0-9_]*)\\b");

    /** Whether they have a name that needs no quotes, nothing but extensions' objects, extensions; whether they are this role's. */
    private static final String OWNED = """
            select n.nspname, quote_ident(n.nspname) = n.nspname and length(n.nspname) <= 48, not exists (select %1$s and not exists (
                    select from pg_depend m where m.classid = d.classid and m.objid = d.objid and m.deptype = 'e')),
                exists (select from pg_extension e where e.extnamespace = n.oid), pg_has_role(n.nspowner, 'usage')
            from pg_namespace n
            where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and n.nspname <> '%2$s' and n.nspname !~ '^%3$s'
                and not exists (select from pg_depend m where m.classid = 'pg_namespace'::regclass and m.objid = n.oid and m.deptype = 'e')
            order by n.nspname collate "C"
            """.formatted(
                    "from pg_depend d where d.refclassid = 'pg_namespace'::regclass and d.refobjid = n.oid"
                            + " and d.classid <> 'pg_extension'::regclass",
                    Schemas.OWN,
                    Schemas.OWN_PREFIX);

    private static final String EXTENSIONS = """
            select e.extname from pg_extension e join pg_namespace n on n.oid = e.extnamespace
            where n.nspname = ? order by e.extname collate "C"
            """;

    /** What is new and uses what is not, but for extensions' objects. */
    private static final String MIXED = """
            with away as (select oid from pg_namespace where starts_with(nspname, '%1$s')),
                old as (
                    select 'pg_class'::regclass as classid, oid, oid as own from pg_class where relnamespace in (table away)
                    union all select 'pg_type'::regclass, oid, case typcategory when 'A' then typelem else oid end from pg_type where typnamespace in (table away)
                    union all select 'pg_proc'::regclass, oid, oid from pg_proc where pronamespace in (table away))
            select user_of.identity || ' uses ' || used.identity
            from pg_depend d join old on old.classid = d.refclassid and old.oid = d.refobjid,
                pg_identify_object(d.classid, d.objid, d.objsubid) user_of,
                pg_identify_object(d.refclassid, d.refobjid, 0) used
            where coalesce(user_of.schema, '') !~ '^(%1$s|pg_toast)'
                and (user_of.schema is not null or strpos(user_of.identity, '%1$s') = 0)
                and d.classid <> 'pg_publication_rel'::regclass
                and d.deptype <> 'e'
                and not exists (select from pg_depend m where m.classid = old.classid and m.objid = old.own and m.deptype = 'e')
            limit 1
            """.formatted(PREFIX);

    private record Owned(String name, boolean plain, boolean extensionsOnly, boolean hasExtensions, boolean own) {}

    private final Session session;
    private final List<String> visible = new ArrayList<>();
    private final List<StuckExtensions> stuck = new ArrayList<>();
    private final List<String> kept = new ArrayList<>();
    private int moved;

    private AwaySchemas(Session session) {
        this.session = session;
    }

    /** @throws OperationFailed if something of the store's has to stay where it is in the way */
    static Surroundings move(Session session) {
        var away = new AwaySchemas(session);
        var owned = session.query(
                OWNED,
                row -> new Owned(
                        row.getString(1), row.getBoolean(2), row.getBoolean(3), row.getBoolean(4), row.getBoolean(5)));
        owned.forEach(away::move);
        if (owned.stream().noneMatch(it -> it.name().equals("public"))) {
            away.create("public");
        }
        return away.surroundings();
    }

    private void move(Owned schema) {
        boolean stays = schema.extensionsOnly() && (schema.hasExtensions() || !schema.own());
        if (stays) {
            kept.add(schema.name());
        } else if (schema.own()) {
            rename(schema);
        } else if (schema.name().equals("public")) {
            throw new OperationFailed("The schema public belongs to somebody else", "");
        }
    }

    private void rename(Owned schema) {
        var away = PREFIX + (schema.plain() ? schema.name() : ++moved);
        var name = Identifiers.quote(schema.name());
        session.run("alter schema %s rename to %s".formatted(name, away));
        if (schema.name().equals("public") || schema.hasExtensions()) {
            create(schema.name());
            kept.add(schema.name());
        }
        boolean isStuck = session.query(EXTENSIONS, row -> row.getString(1), away).stream()
                        .map(extension -> session.attempt(
                                "alter extension %s set schema %s".formatted(Identifiers.quote(extension), name)))
                        .filter(Optional::isPresent)
                        .count()
                > 0;
        if (isStuck && !schema.plain()) {
            throw new OperationFailed("An extension cannot be moved out of the schema " + name, "");
        }
        if (isStuck) {
            visible.add(", " + away);
            stuck.add(StuckExtensions.read(session, schema.name(), away));
        }
    }

    /** With the rights that a new database gives to the one that everybody uses. */
    private void create(String schema) {
        session.run("create schema " + Identifiers.quote(schema));
        if (schema.equals("public")) {
            boolean mayCreate = session.greeting().number() < 150000;
            session.run("grant %s on schema public to public".formatted(mayCreate ? "usage, create" : "usage"));
        }
    }

    /** Those of a structure that are away, with all that belongs to them or is of no use without them. */
    private static Set<StructureId> of(StructureSet read) {
        var schemas = read.ids().stream()
                .filter(id -> id.kind() == StructureKind.SCHEMA && isAway(id.name()))
                .toList();
        var away = new HashSet<>(read.withOwned(schemas));
        read.all().stream()
                .filter(object -> isAway(object.schema()) && object.id().kind() != StructureKind.EXTENSION)
                .forEach(object -> away.add(object.id()));
        away.addAll(read.withOwned(away));
        read.ids().stream() // those of a schema that the server itself made belong to none
                .filter(id -> id.kind() == StructureKind.PRIVILEGES && id.name().startsWith("SCHEMA " + PREFIX))
                .forEach(away::add);
        var needed = new HashSet<>(away);
        schemas.forEach(needed::remove);
        away.addAll(read.withDependents(needed));
        return away;
    }

    private static boolean isAway(String schema) {
        return schema.startsWith(PREFIX);
    }

    /** The structure of what is not away; what names an extension that is names the schema that it is in otherwise. */
    static LiveStructure outward(LiveStructure read) {
        if (read.objects().all().stream().noneMatch(object -> isAway(object.schema()))) {
            return read;
        }
        var away = of(read.objects());
        var objects = read.objects().all().stream()
                .filter(object -> !away.contains(object.id()))
                .map(AwaySchemas::outward)
                .toList();
        var store = read.store().stream()
                .filter(id -> !away.contains(id))
                .map(AwaySchemas::outward)
                .collect(Collectors.toSet());
        return new LiveStructure(new StructureSet(objects), store);
    }

    private static StructureObject outward(StructureObject object) {
        return new StructureObject(
                outward(object.id()),
                outward(object.schema()),
                object.owner() == null ? null : outward(object.owner()),
                object.needs().stream().map(AwaySchemas::outward).collect(Collectors.toSet()),
                new Rewording(AwaySchemas::outward).of(object.definition()),
                object.afterRows());
    }

    private static StructureId outward(StructureId id) {
        return new StructureId(id.kind(), outward(id.name()));
    }

    private static String outward(String text) {
        return text.contains(PREFIX) ? AWAY.matcher(text).replaceAll("$1") : text;
    }

    private Surroundings surroundings() {
        kept.add("public");
        return new Surroundings(kept, String.join("", visible), stuck);
    }

    /** @throws OperationFailed if something that is new uses something of the store's, which has the name of what it should use */
    static void requireApart(Session session) {
        session.first(MIXED, row -> row.getString(1)).ifPresent(words -> {
            throw new OperationFailed(
                    "The files cannot be loaded beside the store's own structure: %s".formatted(words),
                    "Let the user create databases (ALTER ROLE … CREATEDB), or set seedbank.scratch-url in seedbank.yaml to a server where it may.");
        });
    }
}
