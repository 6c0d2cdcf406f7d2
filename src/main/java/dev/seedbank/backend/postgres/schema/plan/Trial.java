package dev.seedbank.backend.postgres.schema.plan;

import dev.seedbank.backend.postgres.connection.Enclosed;
import dev.seedbank.backend.postgres.connection.PostgresErrors;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.schema.SchemaStep.Risk;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One run of a plan in a scratch area, up to the first statement that the server refuses. */
final class Trial {
    private static final String DEPENDENTS = "2BP01";
    private static final String NOT_SUPPORTED = "0A000";
    private static final String TYPE_MISMATCH = "42804";
    private static final String NO_CAST = "42846";

    /** No refusal: all rows would have been rewritten. */
    private static final String REWRITES = "rewrites";

    /** No refusal: a table with rows has become a partition, and the detail says what holds for its rows. */
    private static final String BOUNDS = "bounds";

    /** CREATE OR REPLACE that would change what it may not change. */
    private static final Set<String> NOT_IN_PLACE = Set.of("42P16", "42P13", "42P17", "42809", NOT_SUPPORTED);

    /** A relation, or something else, by the same name. */
    private static final Set<String> IS_THERE = Set.of("42P07", "42710");

    private final Session session;
    private final Situation situation;
    private final List<PlannedStep> done = new ArrayList<>();

    Trial(Session session, Situation situation) {
        this.session = session;
        this.situation = situation;
    }

    /**
     * What a refusal says.
     *
     * @param state the server's, {@link Trial#REWRITES} or {@link Trial#BOUNDS}
     */
    record Lesson(PlannedStep step, String state, String reason, String detail) {
        /** The same lessons if nothing more can be learned. */
        Lessons learn(Lessons known, ChangePlanner planner) {
            if (state.equals(REWRITES)) {
                return known.withBatched(column());
            }
            if (state.equals(BOUNDS)) {
                return known.withBounds(step.id().name(), detail);
            }
            if (state.equals(TYPE_MISMATCH) && detail.contains("foreign key")) {
                return known.withCleared(planner.foreignKeys(detail));
            }
            if (state.equals(TYPE_MISMATCH) && step.column() != null) {
                return known.withCast(column());
            }
            if (state.equals(NO_CAST)) {
                throw new Refused(
                        step.id(),
                        reason,
                        "Say how to convert the values: -- seedbank:using %s: EXPRESSION".formatted(column()));
            }
            var namesake =
                    IS_THERE.contains(state) ? planner.inTheWay(step.id(), detail) : Optional.<StructureId>empty();
            if (namesake.isPresent()) {
                return known.withDisplaced(namesake.get());
            }
            var early = planner.around(step.id());
            if (!early.isEmpty()) {
                return known.withAround(early, early.iterator().next());
            }
            var gentle = planner.gentle(step.id());
            if (gentle.isPresent() && !state.equals(DEPENDENTS)) {
                return known.withCleared(List.of(gentle.get()));
            }
            var dependents = planner.dependents(step.id());
            var named = dependents.stream().filter(it -> isNamed(it)).toList();
            if (!named.isEmpty() && (state.equals(DEPENDENTS) || state.equals(NOT_SUPPORTED))) {
                return step.changesType() ? known.withAround(named, step.id()) : known.withCleared(named);
            }
            if (NOT_IN_PLACE.contains(state) && isReplaceable(step.id().kind())) {
                return known.withRecreated(List.of(step.id()));
            }
            return state.equals(DEPENDENTS) || state.equals(NOT_SUPPORTED) ? known.withCleared(dependents) : known;
        }

        private String column() {
            return step.id().name() + "." + step.column();
        }

        private boolean isNamed(StructureId id) {
            return Mention.isWord(Mention.lastName(id), detail);
        }

        private static boolean isReplaceable(StructureKind kind) {
            return kind == StructureKind.VIEW || kind == StructureKind.FUNCTION || kind == StructureKind.TYPE;
        }
    }

    /** The steps that ran, with what was found out about them. */
    List<PlannedStep> steps() {
        return List.copyOf(done);
    }

    Optional<Lesson> run(List<PlannedStep> steps) {
        for (var step : steps) {
            long before = step.column() == null ? 0 : file(step);
            session.run("savepoint trial");
            try {
                session.runAsIs(Enclosed.of(step.trial()).statement());
            } catch (SQLException e) {
                session.run("rollback to savepoint trial");
                return Optional.of(lesson(step, e));
            }
            session.run("release savepoint trial");
            if (step.attachesTable()) {
                var bounds = bounds(step);
                if (bounds.isPresent() && isUnchecked(step, bounds.get())) {
                    return Optional.of(new Lesson(step, BOUNDS, "", bounds.get()));
                }
                done.add(bounds.map(it -> claiming(step, it)).orElse(step));
                continue;
            }
            if (step.column() != null
                    && file(step) != before
                    && situation.busy().test(step.id().name())) {
                if (canBeBatched(step)) {
                    return Optional.of(new Lesson(step, REWRITES, "", ""));
                }
                done.add(step.with(Risk.LONG_LOCK));
            } else {
                done.add(Backfill.isFilling(step) && hasUpdateTriggers(step) ? step.with(Risk.TRIGGERS) : step);
            }
        }
        return Optional.empty();
    }

    /** What holds for the rows of a partition; empty for a foreign table, and for one by hash, which has the parent's number in it. */
    private Optional<String> bounds(PlannedStep step) {
        return session.first("""
                        select pg_get_partition_constraintdef(oid) from pg_class
                        where oid = ?::regclass and relkind in ('r', 'p')
                            and pg_get_partition_constraintdef(oid) not like '%satisfies_hash_partition(%'""", row -> row.getString(1), step.id().name());
    }

    private boolean isUnchecked(PlannedStep step, String bounds) {
        var table = step.id().name();
        return situation.busy().test(table)
                && !bounds.equals(situation.lessons().bounds().get(table));
    }

    /** Rows of the default partition may be this one's now. */
    private PlannedStep claiming(PlannedStep step, String bounds) {
        return session.first("""
                        select p.partdefid::regclass::text from pg_inherits i join pg_partitioned_table p on p.partrelid = i.inhparent
                        where i.inhrelid = ?::regclass and p.partdefid not in (0, i.inhrelid)""", row -> row.getString(1), step.id().name())
                .filter(situation.busy())
                .map(it -> step.losing(new PlannedStep.Loss.Misplaced(
                        it, bounds, "would belong in " + step.id().name())))
                .orElse(step);
    }

    private boolean canBeBatched(PlannedStep step) {
        return step.sql().contains(" ADD COLUMN ")
                && step.sql().contains(" DEFAULT ")
                && !step.sql().contains(" GENERATED ")
                && !situation.lessons().batched().contains(step.id().name() + "." + step.column())
                && !hasUpdateTriggers(step);
    }

    /** Whether an update of the table's rows runs triggers or rules, which the server's own filling of a new column does not. */
    private boolean hasUpdateTriggers(PlannedStep step) {
        return session.test("""
                with recursive t(relid) as (
                    select ?::regclass::oid union select i.inhrelid from pg_inherits i join t on t.relid = i.inhparent)
                select exists (select from t join pg_trigger g on g.tgrelid = t.relid
                        where not g.tgisinternal and g.tgenabled in ('O', 'A') and g.tgtype & 16 <> 0)
                    or exists (select from t join pg_rewrite r on r.ev_class = t.relid where r.ev_type = '2')""", step.id().name());
    }

    /** The number of the file that has the table's rows: another one if the server writes them anew. */
    private long file(PlannedStep step) {
        return session.first(
                        """
                        select coalesce(sum(pg_relation_filenode(t.relid)::bigint), 0)
                        from (select ?::regclass relid union select relid from pg_partition_tree(?::regclass)) t""", row -> row.getLong(1), step.id().name(), step.id().name())
                .orElse(0L);
    }

    private static Lesson lesson(PlannedStep step, SQLException e) {
        var server = PostgresErrors.server(e);
        var detail = new HashSet<String>();
        server.ifPresent(it -> {
            detail.add(String.valueOf(it.getDetail()));
            detail.add(String.valueOf(it.getMessage()));
        });
        return new Lesson(step, PostgresErrors.state(e), PostgresErrors.reason(e), String.join("\n", detail));
    }
}
