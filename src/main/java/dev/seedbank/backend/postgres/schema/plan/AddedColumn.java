package dev.seedbank.backend.postgres.schema.plan;

import dev.seedbank.backend.postgres.structure.definition.Column;
import dev.seedbank.backend.postgres.structure.definition.ColumnValue;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.schema.SchemaStep.Risk;
import java.util.ArrayList;
import java.util.List;

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
    private @org.jspecify.annotations.Nullable String value() {
        if (!situation.busy().test(tableName)) {
            return null;
        }
        var hint = situation.backfill().get(key());
        if (hint != null) {
            return hint;
        }
        if (column.value() instanceof ColumnValue.Default(var expression, var _)
                && situation.batched().contains(key())) {
            return expression;
        }
        if (column.notNull() != null && column.value() == null) {
            throw new Refused(
                    table,
                    "the new column " + column.name()
                            + " is NOT NULL, and the rows that are there have no value for it",
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
        var bare = column.clause();
        var steps = new ArrayList<PlannedStep>();
        steps.add(PlannedStep.of(
                table,
                alter + "ADD COLUMN " + column.name() + " " + column.type()
                        + (column.collation() == null ? "" : " COLLATE " + column.collation())));
        if (column.value() instanceof ColumnValue.Default(var expression, var apart) && !apart) {
            steps.add(PlannedStep.of(table, alter + "ALTER COLUMN " + column.name() + " SET DEFAULT " + expression));
        }
        steps.add(PlannedStep.of(table, backfill(value)).byItself());
        if (column.notNull() != null) {
            steps.addAll(NotNulls.set(table, alter, tableName, column.name(), column.notNull(), situation));
        }
        return bare.isEmpty() ? List.of() : steps;
    }

    /** An expression may be null for some rows, which would never end; a sequence's next value is none of these. */
    private static String ends(String value) {
        return value.startsWith("nextval(") ? "" : " AND (" + value + ") IS NOT NULL";
    }

    /** Ten thousand rows in a transaction, so that nobody waits for long. */
    private String backfill(String value) {
        var body = """

                BEGIN
                  LOOP
                    UPDATE %1$s SET %2$s = %3$s WHERE ctid = ANY (ARRAY(
                      SELECT ctid FROM %1$s WHERE %2$s IS NULL%4$s LIMIT 10000));
                    EXIT WHEN NOT FOUND;
                    COMMIT;
                  END LOOP;
                END
                """.formatted(tableName, column.name(), value, ends(value));
        var quote = body.contains("$backfill$") ? "$backfill_of_rows$" : "$backfill$";
        return "DO " + quote + body + quote;
    }
}
