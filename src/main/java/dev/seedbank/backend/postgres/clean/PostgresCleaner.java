package dev.seedbank.backend.postgres.clean;

import dev.seedbank.backend.BackedUp;
import dev.seedbank.backend.Cleaner;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Emptying;
import dev.seedbank.backend.postgres.catalog.AffectedTables;
import dev.seedbank.backend.postgres.catalog.ForeignKeyConstraint;
import dev.seedbank.backend.postgres.catalog.LockNeed;
import dev.seedbank.backend.postgres.catalog.MaterializedViews;
import dev.seedbank.backend.postgres.catalog.PostgresCatalog;
import dev.seedbank.backend.postgres.catalog.PostgresLargeObjects;
import dev.seedbank.backend.postgres.catalog.PostgresSeedLedger;
import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.catalog.Table;
import dev.seedbank.backend.postgres.catalog.TableStatistics;
import dev.seedbank.backend.postgres.catalog.TriggerSuspension;
import dev.seedbank.backend.postgres.connection.LockRoom;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Empties tables with one TRUNCATE in one transaction; triggers do not fire, and materialized views forget the rows too. */
public record PostgresCleaner(Session session, Schemas schemas) implements Cleaner {
    /** @param relations whose materialized views are still as they were */
    public record Emptied(List<Cleaned> cleaned, AffectedTables relations) {}

    private static final String REFUSED = """
            select c.oid::regclass::text, quote_ident(current_user) from pg_class c
            where c.oid = any(?::oid[]) and not has_table_privilege(c.oid, 'TRUNCATE') order by 1""";

    private static final String SEQUENCES_REFUSED = """
            select s.oid::regclass::text, s.relowner::regrole::text from pg_depend d
            join pg_class s on s.oid = d.objid and s.relkind = 'S'
            where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')
                and d.refobjid = any(?::oid[]) and not pg_has_role(s.relowner, 'USAGE') order by 1""";

    /** Refuses tables that this role may not empty, and more than the server has room to lock at once. Only reads. */
    public void require(List<Collection> collections) {
        var tables = new PostgresCatalog(session, schemas).tablesByName();
        var oids = collections.stream()
                .map(tables::get)
                .filter(Objects::nonNull)
                .map(Table::oid)
                .toList();
        requireRights(oids);
        var need = new LockNeed(session);
        long objects = collections.contains(PostgresLargeObjects.COLLECTION) ? need.ofLargeObjects() : 0;
        if (!oids.isEmpty() || objects > 0) {
            LockRoom.of(session).require(need.toEmpty(oids) + objects, "Emptying this database");
        }
    }

    /** TRUNCATE asks for the right to it, and to start a sequence again one has to own that. */
    private void requireRights(List<Long> oids) {
        session.first(
                        REFUSED,
                        row -> new OperationFailed(
                                "The URL's role may not empty " + row.getString(1),
                                "Let a role that may run: grant truncate on %s to %s"
                                        .formatted(row.getString(1), row.getString(2))),
                        oids)
                .ifPresent(PostgresCleaner::fail);
        session.first(
                        SEQUENCES_REFUSED,
                        row -> new OperationFailed(
                                "The URL's role may not start %s again, which another role owns"
                                        .formatted(row.getString(1)),
                                "Use the role %s, or a member of it.".formatted(row.getString(2))),
                        oids)
                .ifPresent(PostgresCleaner::fail);
    }

    private static void fail(OperationFailed failure) {
        throw failure;
    }

    @Override
    public List<Cleaned> clean(List<Collection> collections, Emptying emptying) {
        if (collections.isEmpty()) {
            return List.of();
        }
        session.begin("isolation level read committed"); // a snapshot of before the locks would hide rows
        try {
            var emptied = empty(collections, emptying.backedUp());
            session.useOwnSearchPath();
            new MaterializedViews(session).refresh(emptied.relations());
            emptying.reached(session.transactionId());
            session.commit();
            return emptied.cleaned();
        } catch (Failure e) {
            session.rollback();
            throw e;
        }
    }

    /**
     * Within the transaction that the session is in, which must be read committed, with an empty search path.
     *
     * @throws OperationFailed if rows are there that are not backed up; then the transaction must be rolled back
     */
    public Emptied empty(List<Collection> collections, Optional<BackedUp> backedUp) {
        var tablesByName = new PostgresCatalog(session, schemas).tablesByName();
        var relations = AffectedTables.of(
                session,
                collections.stream()
                        .map(tablesByName::get)
                        .filter(Objects::nonNull)
                        .toList());
        var cleaned = relations.isEmpty() ? new ArrayList<Cleaned>() : truncate(relations, backedUp);
        if (collections.contains(PostgresLargeObjects.COLLECTION)) {
            long unlinked = PostgresLargeObjects.unlinkAll(session);
            // A backup has as many rows of an object as this has pages, and one at least.
            backedUp.ifPresent(it -> refuseLate(it, PostgresLargeObjects.COLLECTION, "large objects", unlinked));
            cleaned.add(new Cleaned("large objects", unlinked, false));
        }
        return new Emptied(cleaned, relations);
    }

    private ArrayList<Cleaned> truncate(AffectedTables relations, Optional<BackedUp> backedUp) {
        refuseOutsiders(relations);
        var names = relations.tables().stream().map(Table::onlySql).collect(Collectors.joining(", "));
        session.run("lock table " + names + " in access exclusive mode"); // what is counted now is what goes
        var cleaned = backedUp.map(it -> counted(relations, it)).orElseGet(() -> quicklyCounted(relations));
        var triggers = TriggerSuspension.begin(session, relations, List.of("A", "O"));
        session.run("truncate " + names + " restart identity");
        triggers.end();
        new PostgresSeedLedger(session)
                .forget(relations.tables().stream().map(Table::collection).toList());
        return cleaned;
    }

    private ArrayList<Cleaned> quicklyCounted(AffectedTables relations) {
        var statistics = new TableStatistics(session);
        var cleaned = new ArrayList<Cleaned>();
        for (var table : relations.tables()) {
            cleaned.add(new Cleaned(table.label(), statistics.quickCount(table), false));
        }
        return cleaned;
    }

    /** Every row, because an estimate does not tell whether somebody has just written one. */
    private ArrayList<Cleaned> counted(AffectedTables relations, BackedUp backedUp) {
        var counts = new TableStatistics(session).counts(relations.tables());
        var cleaned = new ArrayList<Cleaned>();
        for (var table : relations.tables()) {
            long rows = counts.getOrDefault(table.oid(), 0L);
            refuseLate(backedUp, table.collection(), table.label(), rows);
            cleaned.add(new Cleaned(table.label(), rows, false));
        }
        return cleaned;
    }

    private static void refuseLate(BackedUp backedUp, Collection collection, String label, long rows) {
        long late = backedUp.late(collection, rows);
        if (late > 0) {
            throw new OperationFailed(
                    "%s: %d %s written after %s; nothing was changed"
                            .formatted(label, late, late == 1 ? "row was" : "rows were", backedUp.since()),
                    "Run the command again.");
        }
    }

    private void refuseOutsiders(AffectedTables relations) {
        for (var key : ForeignKeyConstraint.of(session, relations.oids())) {
            if (!relations.has(key.child().oid())) {
                throw new OperationFailed(
                        "%s cannot be emptied: %s refers to it by the foreign key %s"
                                .formatted(key.parent().label(), key.child().label(), key.name()),
                        "Clean both: --table %s --table %s"
                                .formatted(key.parent().label(), key.child().label()));
            }
        }
    }
}
