package dev.seedbank.backend.postgres.schema.plan;

import dev.seedbank.backend.postgres.structure.definition.Column;
import dev.seedbank.backend.postgres.structure.definition.ColumnValue;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.schema.SchemaStep.Risk;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A column that comes to a table that is there; its rows get a value, if they need one. */
record AddedColumn(StructureId table, String alter, String tableName, Column column, Situation situation) {
    List<PlannedStep> steps() {
        var steps = new ArrayList<PlannedStep>();
        var value = value();
        if (value == null) {
            steps.add(plain());
        } else {
            steps.addAll(filled(value));
        }
        column.settings()
                .forEach(it -> steps.add(PlannedStep.of(table, alter + "ALTER COLUMN " + column.name() + " " + it)));
        return steps;
    }

    /** For rows that are there, in batches; null if the server gives them theirs, or they need none. */
    private @Nullable String value() {
        if (!situation.busy().test(tableName)) {
            return null;
        }
        var hint = situation.backfill().get(key());
        if (hint != null) {
            return hint;
        }
        if (column.value() instanceof ColumnValue.Default(var expression, var _)
                && situation.lessons().batched().contains(key())) {
            return expression;
        }
        if (column.notNull() != null && column.value() == null) {
            throw new Refused(
                    table,
                    "the new column %s is NOT NULL, but existing rows have no value for it"
                            .formatted(column.name().startsWith("\"") ? column.name() : '"' + column.name() + '"'),
                    "Give it a default, or say what they get: -- seedbank:backfill %s.%s: EXPRESSION"
                            .formatted(tableName, column.name()));
        }
        return null;
    }

    private String key() {
        return tableName + "." + column.name();
    }

    private PlannedStep plain() {
        var add = PlannedStep.of(table, alter + "ADD COLUMN " + column.clause()).changing(column.name());
        boolean rewrites = column.isGenerated() || column.value() instanceof ColumnValue.Identity;
        return rewrites && situation.busy().test(tableName) ? add.with(Risk.LONG_LOCK) : add;
    }

    private List<PlannedStep> filled(String value) {
        var steps = new ArrayList<PlannedStep>();
        steps.add(PlannedStep.of(
                table,
                alter + "ADD COLUMN " + column.name() + " " + column.type()
                        + (column.collation() == null ? "" : " COLLATE " + column.collation())));
        if (column.value() instanceof ColumnValue.Default(var expression, var apart) && !apart) {
            steps.add(PlannedStep.of(table, alter + "ALTER COLUMN " + column.name() + " SET DEFAULT " + expression));
        }
        var backfill = new Backfill(table, tableName, column.name());
        steps.add(backfill.begin());
        steps.addAll(backfill.rest(value));
        if (column.notNull() != null) {
            steps.addAll(NotNulls.set(table, alter, tableName, column.name(), column.notNull(), situation, false));
        }
        return steps;
    }
}
