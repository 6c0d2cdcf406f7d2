package dev.seedbank.backend.postgres.schema;

import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.schema.plan.OldNames;
import dev.seedbank.backend.postgres.schema.plan.PlannedStep;
import dev.seedbank.backend.postgres.schema.plan.PlannedStep.Loss;
import dev.seedbank.backend.postgres.schema.plan.Rows;
import dev.seedbank.failure.Failure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks a store's tables what a plan would cost them. Counts end at {@value #ENOUGH}. */
final class LiveRows implements Rows {
    private static final int ENOUGH = 1_000_000;

    private final Session session;
    private final Map<String, Boolean> known = new HashMap<>();

    /** @param session in a transaction */
    LiveRows(Session session) {
        this.session = session;
    }

    @Override
    public boolean hasAny(String table) {
        return known.computeIfAbsent(table, this::look);
    }

    /** One that cannot be read may have some. */
    private boolean look(String table) {
        return count("select from " + table + " limit 1").map(it -> it > 0).orElse(true);
    }

    private Optional<Long> count(String rows) {
        session.run("savepoint counting");
        try {
            long count = session.number("select count(*) from (" + rows + ") x");
            session.run("release savepoint counting");
            return Optional.of(count);
        } catch (Failure e) {
            session.run("rollback to savepoint counting");
            return Optional.empty();
        }
    }

    /** What is lost by a step, in words; empty if nothing is. */
    String lost(Loss loss, OldNames names) {
        return switch (loss) {
            case Loss.Rows(var table) -> words("select from " + names.table(table), "row", "all rows of " + table);
            case Loss.Values(var table, var column) ->
                words(
                        "select from %s where %s is not null"
                                .formatted(names.table(table), names.column(table, column)),
                        "value",
                        "all values of " + table + "." + column);
            case Loss.Cast(var table, var column, var from, var to) -> cast(table, column, from, to, names);
        };
    }

    private String cast(String table, String column, String from, String to, OldNames names) {
        var value = names.column(table, column);
        var changed = count("select from %s where %s is not null and (%2$s::%s)::%s is distinct from %2$s limit %d"
                .formatted(names.table(table), value, to, from, ENOUGH + 1));
        return changed.map(it -> words(it, "value"))
                .map(it -> it.isEmpty() ? "" : it + " change: they do not fit " + to)
                .orElse("");
    }

    private String words(String rows, String unit, String unknown) {
        return count(rows + " limit " + (ENOUGH + 1)).map(it -> words(it, unit)).orElse(unknown);
    }

    private static String words(long count, String unit) {
        if (count > ENOUGH) {
            return "more than %,d %ss".formatted(ENOUGH, unit);
        }
        return count == 0 ? "" : "%,d %s%s".formatted(count, unit, count == 1 ? "" : "s");
    }

    /** The steps, and of those that lose something, what that is; a cast that changes values is written out. */
    List<Map.Entry<PlannedStep, String>> lost(List<PlannedStep> steps, OldNames names) {
        var all = new ArrayList<Map.Entry<PlannedStep, String>>();
        for (var step : steps) {
            all.add(Map.entry(step, step.loss() == null ? "" : lost(step.loss(), names)));
        }
        return all;
    }
}
