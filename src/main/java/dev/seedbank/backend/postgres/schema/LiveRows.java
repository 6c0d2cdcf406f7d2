package dev.seedbank.backend.postgres.schema;

import dev.seedbank.backend.postgres.connection.PostgresErrors;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.schema.plan.GoneLabels;
import dev.seedbank.backend.postgres.schema.plan.OldNames;
import dev.seedbank.backend.postgres.schema.plan.PlannedStep;
import dev.seedbank.backend.postgres.schema.plan.PlannedStep.Loss;
import dev.seedbank.backend.postgres.schema.plan.Refused;
import dev.seedbank.backend.postgres.schema.plan.Rows;
import dev.seedbank.backend.postgres.schema.plan.Scope;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.read.PostgresStructure;
import dev.seedbank.backend.schema.SchemaStep;
import dev.seedbank.failure.Failure;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks a store's tables what a plan would cost them. */
final class LiveRows implements Rows {
    /** Of a materialized view. */
    private static final String NOT_FILLED = "55000";

    private final Session session;
    private final Counting counting;
    private final Map<String, Boolean> known = new HashMap<>();

    /** @param session in a transaction */
    LiveRows(Session session) {
        this.session = session;
        this.counting = new Counting(session);
    }

    @Override
    public boolean hasAny(String table) {
        return known.computeIfAbsent(table, this::look);
    }

    /** One that cannot be read may have some. */
    private boolean look(String table) {
        return counting.rows("(select from %s limit 1) x".formatted(table), "true")
                .map(it -> it > 0)
                .orElse(true);
    }

    /** The step as it is to be run, with what it loses. */
    SchemaStep finished(PlannedStep step, OldNames names) {
        return switch (step.loss()) {
            case null -> step.finished("");
            case Loss.Rows(var table) ->
                step.finished(words(names.table(table), "true", "row", "all rows of " + table));
            case Loss.Values(var table, var column) ->
                step.finished(ofColumn(
                        words(
                                names.table(table),
                                names.column(table, column) + " is distinct from null",
                                "value",
                                "all values"),
                        column));
            case Loss.Cast cast -> new LiveValues(session, names).cast(step, cast);
            case Loss.Attribute attribute -> new LiveValues(session, names).withoutAttribute(step, attribute);
            case Loss.Count(var sequence) ->
                step.finished(
                        counting.rows(sequence, "is_called")
                                        .filter(it -> it == 0)
                                        .isPresent()
                                ? ""
                                : "its position"
                                        + first("select last_value::text from " + sequence)
                                                .map(it -> ", " + it)
                                                .orElse(""));
            case Loss.Secrets(var of) -> step.finished(secrets().contains(of) ? "options that may be secret" : "");
            case Loss.Violations violations -> withoutViolations(step, violations, names);
            case Loss.Misplaced misplaced -> withoutMisplaced(step, misplaced, names);
            case Loss.Nulls nulls -> withoutNulls(step, nulls, names);
            case Loss.Position position -> within(step, position);
            case Loss.Duplicates duplicates -> withoutDuplicates(step, duplicates, names);
        };
    }

    private static String ofColumn(String values, String column) {
        return values.isEmpty() ? "" : "%s of column %s".formatted(values, Counting.quoted(column));
    }

    private Set<StructureId> secrets() {
        try {
            return PostgresStructure.withSecrets(session.connection());
        } catch (SQLException e) {
            throw PostgresErrors.translate(e, "schema");
        }
    }

    /** A column that is not there yet has none. */
    private SchemaStep withoutNulls(PlannedStep step, Loss.Nulls nulls, OldNames names) {
        var value = names.column(nulls.table(), nulls.column());
        long count =
                counting.rows(names.table(nulls.table()), value + " is null").orElse(0L);
        if (count > 0) {
            throw new Refused(
                    step.id(),
                    "column %s becomes NOT NULL, and %s no value in it"
                            .formatted(Counting.quoted(nulls.column()), has(count)),
                    "Fill it in first, or say in a file in schema/ what these rows get: -- seedbank:backfill %s.%s: EXPRESSION"
                            .formatted(nulls.table(), nulls.column()));
        }
        return step.finished("");
    }

    /** What names something that is not there yet cannot be asked; then the server refuses it. */
    private SchemaStep withoutViolations(PlannedStep step, Loss.Violations violations, OldNames names) {
        long count = counting.rows(
                        (violations.only() ? "only " : "") + names.table(violations.table()) + " t",
                        violations.condition())
                .orElse(0L);
        if (count > 0) {
            throw new Refused(
                    step.id(),
                    "%s of %s %s the constraint %s"
                            .formatted(
                                    Counting.words(count, "row"),
                                    violations.table(),
                                    count == 1 ? "violates" : "violate",
                                    violations.constraint()),
                    "Change these rows first. Nothing was changed.");
        }
        return step.finished("");
    }

    private SchemaStep withoutMisplaced(PlannedStep step, Loss.Misplaced misplaced, OldNames names) {
        var words = Counting.words(
                counting.rows(names.table(misplaced.table()), misplaced.condition())
                        .orElse(0L),
                "row");
        if (!words.isEmpty()) {
            throw new Refused(
                    step.id(),
                    "%s of %s %s".formatted(words, misplaced.table(), misplaced.words()),
                    "Move these rows first. Nothing was changed.");
        }
        return step.finished("");
    }

    private SchemaStep within(PlannedStep step, Loss.Position limits) {
        var outside = first("select last_value::text || ' ' || is_called from %s where last_value not between %s and %s"
                .formatted(limits.sequence(), limits.minimum(), limits.maximum()));
        if (outside.filter(it -> it.endsWith(" false")).isPresent()) {
            return step.restarting().finished("");
        }
        if (outside.isPresent()) {
            throw new Refused(
                    step.id(),
                    "its position is %s, outside its new limits %s and %s"
                            .formatted(outside.get().split(" ", 2)[0], limits.minimum(), limits.maximum()),
                    "Seedbank never resets a sequence. Reset it first: ALTER SEQUENCE … RESTART.");
        }
        return step.finished("");
    }

    private static String has(long count) {
        return Counting.words(count, "row") + (count == 1 ? " has" : " have");
    }

    private SchemaStep withoutDuplicates(PlannedStep step, Loss.Duplicates duplicates, OldNames names) {
        var columns = duplicates.columns().stream()
                .map(it -> names.column(duplicates.table(), it))
                .toList();
        var first = first(
                "select concat_ws(', ', %1$s) from %2$s where (%1$s) is not null group by %1$s having count(*) > 1 limit 1"
                        .formatted(String.join(", ", columns), names.table(duplicates.table())));
        if (first.isPresent()) {
            throw new Refused(
                    step.id(),
                    "several rows of %s have the same %s: %s"
                            .formatted(
                                    duplicates.table(),
                                    duplicates.columns().stream()
                                            .map(Counting::quoted)
                                            .collect(Collectors.joining(", ")),
                                    first.get()),
                    "Remove the duplicates first. Nothing was changed.");
        }
        return step.finished("");
    }

    private Optional<String> first(String query) {
        session.run("savepoint counting");
        try {
            var found = session.first(query, row -> row.getString(1));
            session.run("release savepoint counting");
            return found;
        } catch (Failure e) {
            session.run("rollback to savepoint counting");
            return Optional.empty();
        }
    }

    private String words(String table, String condition, String unit, String unknown) {
        var count = counting.of(table, condition);
        return count.rows()
                .map(it -> Counting.words(it, unit))
                .orElse(count.state().equals(NOT_FILLED) ? "" : unknown);
    }

    /** @throws Refused if rows have values that go */
    void require(List<GoneLabels> gone, OldNames names) {
        for (var labels : gone) {
            var value = names.column(labels.table(), labels.column());
            var used = counting.rows(names.table(labels.table()), labels.condition(value))
                    .orElse(0L);
            if (used > 0) {
                throw new Refused(
                        labels.type(),
                        "%s cannot be removed while in use: %s of %s.%s"
                                .formatted(
                                        labels.shown(), Counting.words(used, "row"), labels.table(), labels.column()),
                        "Give these rows another value first, or say in a file in schema/ which value it becomes: -- seedbank:renamed value %s.%s -> 'NEW'"
                                .formatted(labels.type().name(), labels.labels().getFirst()));
            }
        }
    }

    /** Indexes that a build left unfinished, and that nobody builds any more: they only cost, and keep their names from others. */
    List<SchemaStep> invalidIndexes(Scope scope) {
        return session.query("""
                        select n.nspname, format('%I.%I', n.nspname, c.relname) from pg_index i join pg_class c on c.oid = i.indexrelid
                            join pg_namespace n on n.oid = c.relnamespace
                        where not i.indisvalid and c.relkind = 'i'
                            -- a role may not see what others' processes build
                            and not exists (select from pg_stat_progress_create_index p where p.relid = i.indrelid
                                or p.index_relid is null and p.datname = current_database())
                            and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
                        order by 1, 2""", row -> List.of(row.getString(1), row.getString(2))).stream()
                .filter(it -> scope.schemas().contains(it.getFirst()))
                .map(it -> new SchemaStep(
                        "index " + it.getLast(), "DROP INDEX CONCURRENTLY " + it.getLast(), true, "", Set.of()))
                .toList();
    }
}
