package dev.seedbank.backend.postgres.restore;

import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.failure.OperationFailed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Schemas beside those of a store, in which its content is made. For the time of a transaction they take the store's names, so
 * that statements which name those work in them; nobody else sees that, because the transaction gives the names back before it
 * ends. Only {@link #putInPlace} keeps them.
 */
record Staging(Session session, List<Place> places) {
    /** What the names of all that it makes begin with; hidden from every command by {@link Schemas#OWN_PREFIX}. */
    static final String PREFIX = Schemas.OWN_PREFIX + "_staging_";

    /** What a schema holds, default privileges and publications of it too, what it belongs to itself, and its security labels. */
    private static final String USED = """
            select exists (select from pg_depend d join pg_namespace n on n.nspname = ?
                where (d.refclassid = 'pg_namespace'::regclass and d.refobjid = n.oid)
                    or (d.classid = 'pg_namespace'::regclass and d.objid = n.oid and d.deptype <> 'n'))
                or exists (select from pg_seclabel l join pg_namespace n on n.nspname = ?
                    where l.classoid = 'pg_namespace'::regclass and l.objoid = n.oid)
            """;

    /** As one text: what {@link #create} makes the new schema like. */
    private static final String LOOK = """
            select (pg_get_userbyid(nspowner), nspacl, obj_description(oid, 'pg_namespace'))::text from pg_namespace where nspname = ?
            """;

    private static final String LIKE = """
            select pg_get_userbyid(nspowner), obj_description(oid, 'pg_namespace'), nspacl is not null
            from pg_namespace where nspname = ?
            """;

    private static final String GRANTS = """
            select format('grant %s on schema %I to %s%s', a.privilege_type, ?::text,
                case a.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end,
                case when a.is_grantable then ' with grant option' end)
            from pg_namespace n cross join lateral aclexplode(n.nspacl) a where n.nspname = ?
            """;

    /**
     * @param name the store's
     * @param look of the database's empty schema of this name: its owner, privileges and comment; empty if it has none
     * @param next what the new one is called until it is put in place
     * @param aside what the old one is called meanwhile
     */
    record Place(String name, Optional<String> look, String next, String aside) {
        boolean there() {
            return look.isPresent();
        }
    }

    private record Like(String owner, @Nullable String comment, boolean granted) {}

    static Staging of(Session session, Collection<String> schemas) {
        var run = PREFIX + UUID.randomUUID().toString().substring(0, 8);
        var places = new ArrayList<Place>();
        for (var schema : schemas) {
            var next = run + "_" + places.size();
            places.add(new Place(schema, look(session, schema), next, next + "_aside"));
        }
        return new Staging(session, List.copyOf(places));
    }

    private static Optional<String> look(Session session, String schema) {
        return session.first(LOOK, row -> row.getString(1), schema);
    }

    /** Whether anything lives in the schema, or it is part of an extension. */
    static boolean isUsed(Session session, String schema) {
        return session.test(USED, schema, schema);
    }

    /** In a transaction: makes the empty schemas, each with owner, privileges and comment of the one that it will replace. */
    void create() {
        places.forEach(this::create);
    }

    private void create(Place place) {
        var next = Identifiers.quote(place.next());
        var like = session.first(
                LIKE, row -> new Like(row.getString(1), row.getString(2), row.getBoolean(3)), place.name());
        if (like.isEmpty()) {
            session.run("create schema " + next);
            return;
        }
        var owner = Identifiers.quote(like.get().owner());
        session.run("create schema " + next + " authorization " + owner);
        if (like.get().granted()) {
            session.run("revoke all on schema " + next + " from " + owner);
            session.query(GRANTS, row -> row.getString(1), place.next(), place.name())
                    .forEach(session::run);
        }
        var comment = like.get().comment();
        if (comment != null) {
            session.run("comment on schema " + next + " is " + Identifiers.literal(comment));
        }
    }

    /** In a transaction, in which the names mean the new schemas from now on. */
    void putInPlace() {
        for (var place : places) {
            if (place.there()) {
                rename(place.name(), place.aside());
            }
            rename(place.next(), place.name());
        }
    }

    /** Before the transaction of {@link #putInPlace} ends, if it is not the last one. */
    void putAway() {
        for (var place : places) {
            rename(place.name(), place.next());
            if (place.there()) {
                rename(place.aside(), place.name());
            }
        }
    }

    /**
     * In the last transaction. Nothing is dropped that somebody made or changed since {@link Staging#of}; the server itself keeps tables
     * from being made in a schema while it is dropped.
     *
     * @throws OperationFailed if somebody has made something in one of the old schemas, or changed what the new one was made like
     */
    void dropReplaced() {
        places.stream().filter(Place::there).forEach(this::dropReplaced);
    }

    private void dropReplaced(Place place) {
        if (isUsed(session, place.aside())) {
            throw changed("Somebody created objects in the schema '%s'", place, "Remove them, and restore again.");
        }
        if (!look(session, place.aside()).equals(place.look())) {
            throw changed(
                    "Somebody changed the owner, privileges or comment of the schema '%s'", place, "Restore again.");
        }
        session.run("drop schema " + Identifiers.quote(place.aside()));
    }

    private static OperationFailed changed(String what, Place place, String advice) {
        return new OperationFailed(
                what.formatted(place.name()) + " while the backup was being restored",
                "Nothing was changed. " + advice);
    }

    private void rename(String from, String to) {
        session.run("alter schema " + Identifiers.quote(from) + " rename to " + Identifiers.quote(to));
    }
}
