package dev.seedbank.backend.postgres.schema.plan;

import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.structure.definition.Descent;
import dev.seedbank.backend.postgres.structure.definition.TableDefinition;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which parents, partitioned table or type a table leaves, and which it joins. */
record Ancestry(StructureId id, TableDefinition from, TableDefinition to, Situation situation) {
    /** A check of rows before their table becomes a partition: with it the server need not read them while nobody else can. */
    private static final String BOUNDS = OwnName.fresh("x.bounds");

    /** Whether what was its parents' is its own for a moment. */
    boolean leavesAll() {
        return switch (from.descent()) {
            case Descent.Partition _ -> !from.descent().equals(to.descent()) && !isMoved();
            case Descent.Child _, Descent.Joined _ -> parents(to.descent()).isEmpty();
            case Descent.Root _ -> false;
        };
    }

    /** Whether it must have what new parents have. */
    boolean joinsSome() {
        return to.descent() instanceof Descent.Partition
                ? becomesPartition() && !isMoved()
                : !parents(from.descent()).containsAll(parents(to.descent()));
    }

    private boolean becomesPartition() {
        return to.descent() instanceof Descent.Partition && !to.descent().equals(from.descent());
    }

    /** Whether it gets other bounds. */
    private boolean isMoved() {
        return from.descent() instanceof Descent.Partition(var old, var bound)
                && to.descent() instanceof Descent.Partition(var parent, var wanted)
                && old.equals(parent)
                && !bound.equals(wanted);
    }

    /** What is to hold for its rows; null if it becomes no partition, or has none. */
    private @Nullable String bounds() {
        return becomesPartition() ? situation.lessons().bounds().get(id.name()) : null;
    }

    private PlannedStep step(String action) {
        return PlannedStep.of(id, TableChange.alter(to) + action);
    }

    private PlannedStep detachment(String parent) {
        return PlannedStep.of(id, "ALTER TABLE " + parent + " DETACH PARTITION " + from.name());
    }

    /** Out of a partitioned table, before all else. While others read and write, the server leaves a check where the bound was (PostgreSQL manual, ALTER TABLE). */
    List<PlannedStep> detached() {
        if (!(from.descent() instanceof Descent.Partition(var parent, var _))
                || from.descent().equals(to.descent())
                || isMoved()) {
            return List.of();
        }
        var detach = detachment(parent);
        if (!situation.busy().test(parent) || situation.withDefault().contains(parent)) {
            return List.of(detach);
        }
        return List.of(PlannedStep.of(id, detach.sql() + " CONCURRENTLY").byItself(), withoutBound());
    }

    private PlannedStep withoutBound() {
        var names = from.checks().stream()
                .map(it -> Identifiers.literal(Identifiers.unquote(it.name())))
                .collect(Collectors.joining(", "));
        return PlannedStep.of(id, """
                DO $$
                DECLARE
                  bound name;
                BEGIN
                  FOR bound IN SELECT conname FROM pg_catalog.pg_constraint
                      WHERE conrelid = %s::regclass AND contype = 'c' AND NOT conname = ANY (ARRAY[%s]::name[])
                  LOOP
                    EXECUTE pg_catalog.format('ALTER TABLE %s DROP CONSTRAINT %%I', bound);
                  END LOOP;
                END
                $$""".formatted(
                        Identifiers.literal(from.name()),
                        names,
                        from.name().replace("'", "''").replace("%", "%%")));
    }

    /** Out of a type, and of parents. */
    List<PlannedStep> left() {
        var steps = new ArrayList<PlannedStep>();
        if (from.ofType() != null && !from.ofType().equals(to.ofType())) {
            steps.add(step("NOT OF"));
        }
        var parents = parents(to.descent());
        parents(from.descent()).stream()
                .filter(it -> !parents.contains(it))
                .forEach(it -> steps.add(step("NO INHERIT " + it)));
        return steps;
    }

    /** That its rows are within their bounds, before it is {@link #attached}. */
    List<PlannedStep> checked() {
        var bounds = bounds();
        return bounds == null
                ? List.of()
                : List.of(
                        step("ADD CONSTRAINT " + BOUNDS + " CHECK (" + bounds + ") NOT VALID")
                                .losing(new PlannedStep.Loss.Misplaced(
                                        to.name(), "not (" + bounds + ")", "would be outside its bounds")),
                        step("VALIDATE CONSTRAINT " + BOUNDS).byItself());
    }

    /** To new parents, and a type. */
    List<PlannedStep> joined() {
        var steps = new ArrayList<PlannedStep>();
        var old = parents(from.descent());
        parents(to.descent()).stream().filter(it -> !old.contains(it)).forEach(it -> steps.add(step("INHERIT " + it)));
        if (to.ofType() != null && !to.ofType().equals(from.ofType())) {
            steps.add(step("OF " + to.ofType()));
        }
        return steps;
    }

    /** To a partitioned table. If only its bounds change, it also leaves only now: in one transaction, or nobody would see its rows. */
    List<PlannedStep> attached() {
        var steps = new ArrayList<PlannedStep>();
        if (isMoved() && from.descent() instanceof Descent.Partition(var parent, var _)) {
            steps.add(detachment(parent));
        }
        if (becomesPartition()) {
            to.descent()
                    .statements(to.name())
                    .forEach(it -> steps.add(PlannedStep.of(id, it.replace("ALTER TABLE ONLY ", "ALTER TABLE "))));
            if (bounds() != null) {
                steps.add(step("DROP CONSTRAINT " + BOUNDS));
            }
        }
        return steps;
    }

    private static List<String> parents(Descent descent) {
        return switch (descent) {
            case Descent.Child(var parents) -> parents;
            case Descent.Joined(var parents) -> parents;
            case Descent.Partition(var _, var _), Descent.Root() -> List.of();
        };
    }
}
