package dev.seedbank.backend.postgres.schema.plan;

import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.schema.SchemaStep;
import dev.seedbank.backend.schema.SchemaStep.Risk;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A statement of a plan that is still worked on.
 *
 * @param alone as in {@code SchemaStep}
 * @param loss what rows lose by it; null if nothing
 * @param column that may have all rows rewritten by it, as SQL; null if there is none
 */
public record PlannedStep(
        StructureId id,
        String sql,
        boolean alone,
        @Nullable Loss loss,
        Set<Risk> risks,
        @Nullable String column) {
    public PlannedStep {
        risks = Set.copyOf(risks);
    }

    /** What is lost, or must not be there. Names are SQL. */
    public sealed interface Loss {
        /** Nothing, but a column may have no nulls. */
        record Nulls(String table, String column) implements Loss {}

        /** Nothing, but a sequence that is never reset must be within its new limits. */
        record Position(String sequence, String minimum, String maximum) implements Loss {}

        /**
         * Nothing, but no two rows may have the same values.
         *
         * @param columns none of them null
         */
        record Duplicates(String table, List<String> columns) implements Loss {
            public Duplicates {
                columns = List.copyOf(columns);
            }
        }

        /**
         * Nothing, but no row may violate a constraint.
         *
         * @param condition that such a row of the table, called {@code t}, fulfils
         * @param only whether rows of children do not count
         */
        record Violations(String table, String constraint, String condition, boolean only) implements Loss {}

        /**
         * Nothing, but no row may be in a partition that it does not belong in.
         *
         * @param condition that such a row fulfils
         * @param words what would be wrong with it, after {@code 3 rows of public.t}
         */
        record Misplaced(String table, String condition, String words) implements Loss {}

        /** Options of a server, wrapper or user mapping that are not read, such as passwords. */
        record Secrets(StructureId of) implements Loss {}

        /** How far a sequence has counted. */
        record Count(String sequence) implements Loss {}

        /** All rows. */
        record Rows(String table) implements Loss {}

        /** All values that are not null. */
        record Values(String table, String column) implements Loss {}

        /** The values that an attribute of a composite type has, wherever that is stored. */
        record Attribute(String type, String name) implements Loss {}

        /**
         * The values that are not what they were when they have become ones of another type.
         *
         * @param from the type that decides; of a domain its base
         * @param to the type that decides
         * @param type what the column gets
         * @param using how a value becomes one of the new type, if somebody said so
         */
        record Cast(
                String table,
                String column,
                String from,
                String to,
                String type,
                @Nullable String using) implements Loss {}
    }

    public static PlannedStep of(StructureId id, String sql) {
        return new PlannedStep(id, sql, false, null, Set.of(), null);
    }

    PlannedStep byItself() {
        return new PlannedStep(id, sql, true, loss, risks, column);
    }

    public PlannedStep losing(@Nullable Loss lost) {
        return new PlannedStep(id, sql, alone, lost, risks, column);
    }

    PlannedStep with(Risk risk) {
        var all = new HashSet<>(risks);
        all.add(risk);
        return new PlannedStep(id, sql, alone, loss, all, column);
    }

    PlannedStep changing(String ofColumn) {
        return new PlannedStep(id, sql, alone, loss, risks, ofColumn);
    }

    /** With the cast written out. */
    public PlannedStep casting(Loss.Cast cast) {
        var written = sql.contains(" USING ") ? sql : sql + " USING " + cast.column + written(cast);
        return new PlannedStep(id, written, alone, loss, risks, column);
    }

    private static String written(Loss.Cast cast) {
        return "::" + cast.to + (cast.type.equals(cast.to) ? "" : "::" + cast.type);
    }

    /** @param lost in words */
    public SchemaStep finished(String lost) {
        return finished(lost, untold());
    }

    /** @param untold what else it could lose, if it loses nothing now */
    public SchemaStep finished(String lost, List<SchemaStep.Untold> untold) {
        return new SchemaStep(id.words(), sql, alone, lost, risks, lost.isEmpty() ? untold : List.of());
    }

    private List<SchemaStep.Untold> untold() {
        return switch (loss) {
            case Loss.Rows(var table) -> List.of(new SchemaStep.Untold(table, "true"));
            case Loss.Values(var table, var of) -> List.of(new SchemaStep.Untold(table, of + " IS DISTINCT FROM NULL"));
            case null, default -> List.of();
        };
    }

    /** Of a sequence that has counted nothing yet. */
    public PlannedStep restarting() {
        return new PlannedStep(id, sql + " RESTART", alone, loss, risks, column);
    }

    boolean attachesTable() {
        return sql.startsWith("ALTER TABLE ") && sql.contains(" ATTACH PARTITION ");
    }

    boolean changesType() {
        return sql.contains(" ALTER COLUMN ") && sql.contains(" TYPE ") && column != null;
    }

    /** In a transaction that is rolled back, where nobody else is. */
    String trial() {
        return sql.replaceFirst("^(CREATE (?:UNIQUE )?INDEX|DROP INDEX) CONCURRENTLY ", "$1 ")
                .replaceFirst("^(ALTER TABLE .* DETACH PARTITION .*) CONCURRENTLY$", "$1")
                .replaceFirst("^(ALTER SEQUENCE .* CYCLE)$", "$1 RESTART"); // it has counted nothing there
    }
}
