package dev.seedbank.backend.postgres.structure.change;

import dev.seedbank.backend.SequenceValue;
import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.connection.PostgresErrors;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import dev.seedbank.backend.postgres.structure.read.PostgresStructure;
import dev.seedbank.failure.OperationFailed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Carries out a {@link StructurePlan}. */
public record StructureChange(
        Session session,
        StructureCreation creation,
        StructurePlan plan,
        StructureComparison comparison,
        List<SequenceValue> sequences)
        implements StructureWork {
    /** Not tried before the rows are there. */
    private static final Set<StructureKind> ROWS_DECIDE =
            Set.of(StructureKind.FOREIGN_KEY, StructureKind.UNVALIDATED, StructureKind.REFRESH);

    @Override
    public boolean isEmpty() {
        return plan.isEmpty();
    }

    @Override
    public void beforeRows() {
        creation.createRoles(plan.creates());
        creation.drop(StructureDrop.steps(plan.drops()));
        creation.create(creates(object -> !object.afterRows()));
        creation.require(plan.creates());
        tryRest();
    }

    private List<StructureObject> creates(Predicate<StructureObject> which) {
        return plan.creates().stream().filter(which).toList();
    }

    /** Before hours of loading: whether what must be recreated as it was (views of other tables, for instance) still can be. */
    private void tryRest() {
        var known = new HashSet<StructureId>();
        plan.drops().forEach(object -> known.add(object.id()));
        var later = new HashSet<StructureId>();
        var rest = new ArrayList<StructureObject>();
        for (var object : plan.creates()) {
            if (ROWS_DECIDE.contains(object.id().kind())
                    || object.needs().stream().anyMatch(later::contains)) {
                later.add(object.id());
            } else if (object.afterRows() && !isLast(object)) {
                rest.add(object);
            }
        }
        if (rest.stream().noneMatch(object -> known.contains(object.id()))) {
            return;
        }
        session.run("savepoint rest");
        creation.anew().create(rest);
        session.run("rollback to savepoint rest");
    }

    @Override
    public void afterRows() {
        creation.create(creates(object -> object.afterRows() && !isLast(object)));
    }

    @Override
    public void finish() {
        creation.create(creates(object -> object.afterRows() && isLast(object)));
    }

    /** Views are filled by who may read all, before owners and grants change; event triggers would fire on what comes after them. */
    public static boolean isLast(StructureObject object) {
        return object.id().kind().compareTo(StructureKind.REFRESH) >= 0;
    }

    @Override
    public void verify(Schemas schemas) {
        if (plan.isEmpty()) {
            return;
        }
        StructureSet now;
        try {
            now = PostgresStructure.live(session.connection(), schemas).objects();
        } catch (SQLException e) {
            throw PostgresErrors.translate(e, "schema");
        }
        var created = new HashSet<StructureId>();
        for (var object : plan.creates()) {
            created.add(object.id());
            if (!creation.answersFor(object)) {
                continue;
            }
            var there = now.get(object.id());
            if (there == null || !comparison.afterCreation().same(object, there)) {
                throw failure(object.id(), there == null ? "is missing" : "is not as it was to be");
            }
        }
        for (var object : plan.drops()) {
            if (!created.contains(object.id()) && creation.answersFor(object) && now.has(object.id())) {
                throw failure(object.id(), "is still there");
            }
        }
    }

    private static OperationFailed failure(StructureId id, String what) {
        return new OperationFailed(
                "After recreating the structure %s %s".formatted(id.words(), what),
                "Nothing was changed. Please report this with the backup's schema.sql.");
    }
}
