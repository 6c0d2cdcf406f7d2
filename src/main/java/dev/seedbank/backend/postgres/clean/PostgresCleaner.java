package dev.seedbank.backend.postgres.clean;

import dev.seedbank.backend.Cleaner;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.PointOfNoReturn;
import dev.seedbank.backend.postgres.catalog.AffectedTables;
import dev.seedbank.backend.postgres.catalog.ForeignKeyConstraint;
import dev.seedbank.backend.postgres.catalog.LockNeed;
import dev.seedbank.backend.postgres.catalog.MaterializedViews;
import dev.seedbank.backend.postgres.catalog.PostgresCatalog;
import dev.seedbank.backend.postgres.catalog.PostgresLargeObjects;
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
import java.util.stream.Collectors;

/** Empties tables with one TRUNCATE in one transaction; triggers do not fire, and materialized views forget the rows too. */
public record PostgresCleaner(Session session, Schemas schemas) implements Cleaner {
    /** @param relations whose materialized views are still as they were */
    public record Emptied(List<Cleaned> cleaned, AffectedTables relations) {}

    /** Refuses more tables than the server has room to lock at once. Only reads. */
    public void require(List<Collection> collections) {
        var tables = new PostgresCatalog(session, schemas).tablesByName();
        var oids = collections.stream()
                .map(tables::get)
                .filter(Objects::nonNull)
                .map(Table::oid)
                .toList();
        var need = new LockNeed(session);
        long objects = collections.contains(PostgresLargeObjects.COLLECTION) ? need.ofLargeObjects() : 0;
        if (!oids.isEmpty() || objects > 0) {
            LockRoom.of(session).require(need.toEmpty(oids) + objects, "Emptying this database");
        }
    }

    @Override
    public List<Cleaned> clean(List<Collection> collections, PointOfNoReturn point) {
        if (collections.isEmpty()) {
            return List.of();
        }
        session.begin("");
        try {
            var emptied = empty(collections);
            session.useOwnSearchPath();
            new MaterializedViews(session).refresh(emptied.relations());
            point.reached(session.transactionId());
            session.commit();
            return emptied.cleaned();
        } catch (Failure e) {
            session.rollback();
            throw e;
        }
    }

    /** Within the transaction that the session is in, whose search path must be empty. */
    public Emptied empty(List<Collection> collections) {
        var tablesByName = new PostgresCatalog(session, schemas).tablesByName();
        var relations = AffectedTables.of(
                session,
                collections.stream()
                        .map(tablesByName::get)
                        .filter(Objects::nonNull)
                        .toList());
        var cleaned = relations.isEmpty() ? new ArrayList<Cleaned>() : truncate(relations);
        if (collections.contains(PostgresLargeObjects.COLLECTION)) {
            cleaned.add(new Cleaned("large objects", PostgresLargeObjects.unlinkAll(session), false));
        }
        return new Emptied(cleaned, relations);
    }

    private ArrayList<Cleaned> truncate(AffectedTables relations) {
        refuseOutsiders(relations);
        var statistics = new TableStatistics(session);
        var cleaned = new ArrayList<Cleaned>();
        for (var table : relations.tables()) {
            cleaned.add(new Cleaned(table.label(), statistics.quickCount(table), false));
        }
        var triggers = TriggerSuspension.begin(session, relations, List.of("A", "O"));
        var names = relations.tables().stream().map(Table::onlySql).collect(Collectors.joining(", "));
        session.run("truncate " + names + " restart identity");
        triggers.end();
        return cleaned;
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
