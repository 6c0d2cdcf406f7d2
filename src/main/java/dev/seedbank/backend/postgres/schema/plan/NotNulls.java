package dev.seedbank.backend.postgres.schema.plan;

import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.structure.definition.Column.NotNull;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Makes columns NOT NULL. Behind a check that was validated, the server need not read the rows again (PostgreSQL manual, ALTER TABLE). */
final class NotNulls {
    /** Bytes of a name. */
    private static final int LONGEST = 63;

    private NotNulls() {}

    /** @param unsure whether rows may have no value */
    static List<PlannedStep> set(
            StructureId table,
            String alter,
            String tableName,
            String column,
            NotNull wanted,
            Situation situation,
            boolean unsure) {
        var set = wanted.isConstraint() && (!wanted.name().isEmpty() || wanted.noInherit())
                ? alter + "ADD " + (wanted.name().isEmpty() ? "" : "CONSTRAINT " + wanted.name() + " ") + "NOT NULL "
                        + column + (wanted.noInherit() ? " NO INHERIT" : "")
                : alter + "ALTER COLUMN " + column + " SET NOT NULL";
        if (!situation.busy().test(tableName)) {
            return List.of(PlannedStep.of(table, set));
        }
        var check = checkName(tableName, column);
        var first = PlannedStep.of(
                table, alter + "ADD CONSTRAINT " + check + " CHECK (" + column + " IS NOT NULL) NOT VALID");
        return List.of(
                unsure ? first.losing(new PlannedStep.Loss.Nulls(tableName, column)) : first,
                PlannedStep.of(table, alter + "VALIDATE CONSTRAINT " + check).byItself(),
                PlannedStep.of(table, set),
                PlannedStep.of(table, alter + "DROP CONSTRAINT " + check));
    }

    /** Whether a step is about a constraint that has a name of Seedbank's own for the moment. */
    static boolean isOurs(PlannedStep step) {
        return step.sql().contains(" CONSTRAINT \"seedbank_") || step.sql().contains(" CONSTRAINT seedbank_");
    }

    private static String checkName(String tableName, String column) {
        var name = "seedbank_" + Identifiers.parts(tableName).getLast() + "_" + Identifiers.unquote(column);
        while (name.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            name = name.substring(0, name.offsetByCodePoints(name.length(), -1));
        }
        return Identifiers.quote(name);
    }

    /** Since PostgreSQL 18 it has a name. */
    static Optional<PlannedStep> rename(
            StructureId table, String alter, String tableName, String column, NotNull from, NotNull to) {
        var old = name(from, tableName, column);
        var wanted = name(to, tableName, column);
        return !to.isConstraint() || Identifiers.unquote(old).equals(Identifiers.unquote(wanted))
                ? Optional.empty()
                : Optional.of(PlannedStep.of(table, alter + "RENAME CONSTRAINT " + old + " TO " + wanted));
    }

    private static String name(NotNull notNull, String tableName, String column) {
        return notNull.name().isEmpty()
                ? Identifiers.quote(
                        Identifiers.parts(tableName).getLast() + "_" + Identifiers.unquote(column) + "_not_null")
                : notNull.name();
    }
}
