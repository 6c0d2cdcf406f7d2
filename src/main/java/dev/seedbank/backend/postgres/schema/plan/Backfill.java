package dev.seedbank.backend.postgres.schema.plan;

import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Gives a column's rows their values in batches. Until that has come to its end the column has a comment that says so: a plan that was
 * broken off leaves it, and the next one goes on.
 *
 * @param table its full name as SQL
 */
record Backfill(StructureId id, String table, String column) {
    private static final String MARK = "'seedbank:backfill'";
    private static final String COLUMN = "COLUMN ";

    PlannedStep begin() {
        return PlannedStep.of(id, comment(MARK));
    }

    /** @param value as SQL; rows for which it is null stay as they are */
    List<PlannedStep> rest(String value) {
        return List.of(PlannedStep.of(id, fill(value)).byItself(), PlannedStep.of(id, comment("NULL")));
    }

    private String comment(String text) {
        return "COMMENT ON COLUMN %s.%s IS %s".formatted(table, column, text);
    }

    /** Ten thousand rows in a transaction, so that nobody waits for long. */
    private String fill(String value) {
        var body = """

                #variable_conflict use_column
                DECLARE
                  seedbank_rows bigint;
                  seedbank_filled bigint;
                BEGIN
                  LOOP
                    PERFORM set_config('row_security', 'off', true);
                    WITH seedbank_batch AS (UPDATE %1$s SET %2$s = %3$s WHERE %2$s IS NULL%4$s AND ctid = ANY (ARRAY(
                        SELECT ctid FROM %1$s WHERE %2$s IS NULL%4$s LIMIT 10000)) RETURNING %2$s)
                      SELECT count(*), count(%2$s) INTO seedbank_rows, seedbank_filled FROM seedbank_batch;
                    EXIT WHEN seedbank_rows = 0 OR seedbank_filled = 0;
                    COMMIT;
                  END LOOP;
                  IF EXISTS (SELECT FROM %1$s WHERE %2$s IS NULL%4$s) THEN
                    RAISE EXCEPTION 'rows of %% get no value for %%: a trigger or a rule keeps them as they are',
                      %5$s, %6$s USING ERRCODE = 'object_not_in_prerequisite_state';
                  END IF;
                END
                """.formatted(
                        table, column, value, ends(value), Identifiers.literal(table), Identifiers.literal(column));
        var quote = body.contains("$backfill$") ? "$backfill_of_rows$" : "$backfill$";
        return "DO " + quote + body + quote;
    }

    /** An expression may be null for some rows, which would never end; a sequence's next value is none of these. */
    private static String ends(String value) {
        return value.startsWith("nextval(") ? "" : " AND (" + value + ") IS NOT NULL";
    }

    /** Whether a step is one that fills. */
    static boolean isFilling(PlannedStep step) {
        return step.sql().startsWith("DO $backfill");
    }

    static boolean isMark(StructureObject object) {
        return object.id().kind() == StructureKind.COMMENT
                && object.id().name().startsWith(COLUMN)
                && object.statements().getFirst().endsWith(" IS " + MARK);
    }

    /** The columns, as {@code schema.table.column}, that wait for the rest of their values. */
    static Set<String> unfinished(StructureSet all) {
        var columns = new HashSet<String>();
        all.all().stream()
                .filter(Backfill::isMark)
                .forEach(it -> columns.add(it.id().name().substring(COLUMN.length())));
        return columns;
    }
}
