package dev.seedbank.backend.postgres.schema.plan;

import dev.seedbank.backend.postgres.structure.definition.Check;
import dev.seedbank.backend.postgres.structure.definition.ConstraintDefinition;
import dev.seedbank.backend.postgres.structure.definition.IndexDefinition;
import dev.seedbank.backend.postgres.structure.definition.Setting;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.schema.SchemaStep.Risk;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Adds constraints and indexes to tables that are in use, so that nobody waits while rows are read (PostgreSQL manual, ALTER TABLE, Notes). */
final class Constraints {
    /** {@code UNIQUE NULLS NOT DISTINCT (a, b) INCLUDE (c) DEFERRABLE}. */
    private static final Pattern KEY = Pattern.compile(
            "(PRIMARY KEY|UNIQUE)( NULLS NOT DISTINCT)? (\\(.*?\\)(?: INCLUDE \\(.*?\\))?)( DEFERRABLE(?: INITIALLY DEFERRED)?)?",
            Pattern.DOTALL);

    private static final Pattern INDEX = Pattern.compile("\\ACREATE (UNIQUE )?INDEX (.*)", Pattern.DOTALL);

    private Constraints() {}

    /** @param alter {@code ALTER TABLE name} and a blank */
    static List<PlannedStep> check(StructureId table, String alter, Check check, boolean busy) {
        var add = PlannedStep.of(table, alter + "ADD " + check.sql());
        return busy && canWait(check.text()) ? validated(add, alter, check.name()) : List.of(add);
    }

    private static boolean canWait(String text) {
        return !text.endsWith(" NOT VALID") && !text.endsWith(" NOT ENFORCED");
    }

    private static List<PlannedStep> validated(PlannedStep add, String alter, String name) {
        return List.of(
                PlannedStep.of(add.id(), add.sql() + " NOT VALID"),
                PlannedStep.of(add.id(), alter + "VALIDATE CONSTRAINT " + name).byItself());
    }

    static List<PlannedStep> foreignKey(StructureId id, ConstraintDefinition key, boolean busy) {
        var add = PlannedStep.of(id, key.statements().getFirst());
        return busy && canWait(key.text()) && !key.withPartitions()
                ? validated(add, "ALTER TABLE " + key.table() + " ", key.name())
                : List.of(add);
    }

    /** A primary or unique key through an index that is made while others write. */
    static List<PlannedStep> key(StructureId id, ConstraintDefinition key, boolean busy) {
        var statements = new ArrayList<PlannedStep>();
        var parts = KEY.matcher(key.text());
        if (!busy || key.withPartitions() || !parts.matches() || key.text().contains(" WITHOUT OVERLAPS")) {
            key.statements().forEach(it -> statements.add(PlannedStep.of(id, it)));
            return busy ? List.of(statements.getFirst().with(Risk.LONG_LOCK)) : statements;
        }
        var index = "CREATE UNIQUE INDEX CONCURRENTLY %s ON %s %s%s%s"
                .formatted(
                        key.name(),
                        key.table(),
                        parts.group(3),
                        parts.group(2) == null ? "" : parts.group(2),
                        key.options().isEmpty() ? "" : " WITH (" + list(key.options()) + ")");
        statements.add(PlannedStep.of(id, index)
                .byItself()
                .losing(new PlannedStep.Loss.Duplicates(key.table(), key.columns())));
        statements.add(PlannedStep.of(
                id,
                "ALTER TABLE %s ADD CONSTRAINT %s %s USING INDEX %s%s"
                        .formatted(
                                key.table(),
                                key.name(),
                                parts.group(1),
                                key.name(),
                                parts.group(4) == null ? "" : parts.group(4))));
        return statements;
    }

    private static String list(List<Setting> options) {
        return String.join(
                ", ", options.stream().map(it -> it.name() + "=" + it.value()).toList());
    }

    /** @param busy whether its table has rows and users, and is no partitioned table */
    static List<PlannedStep> index(StructureId id, IndexDefinition index, boolean busy) {
        var statements = new ArrayList<PlannedStep>();
        for (var statement : index.statements()) {
            var create = INDEX.matcher(statement);
            boolean concurrently = busy && create.matches() && !statement.contains(" ON ONLY ");
            statements.add(
                    concurrently
                            ? PlannedStep.of(
                                            id,
                                            "CREATE %sINDEX CONCURRENTLY %s"
                                                    .formatted(
                                                            create.group(1) == null ? "" : create.group(1),
                                                            create.group(2)))
                                    .byItself()
                            : PlannedStep.of(id, statement));
        }
        return statements;
    }
}
