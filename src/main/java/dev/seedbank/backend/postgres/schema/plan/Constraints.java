package dev.seedbank.backend.postgres.schema.plan;

import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.schema.plan.PlannedStep.Loss;
import dev.seedbank.backend.postgres.structure.definition.Check;
import dev.seedbank.backend.postgres.structure.definition.ConstraintDefinition;
import dev.seedbank.backend.postgres.structure.definition.IndexDefinition;
import dev.seedbank.backend.postgres.structure.definition.Setting;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.script.SqlTokens;
import dev.seedbank.backend.schema.SchemaStep.Risk;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Adds constraints and indexes to tables that are in use, so that nobody waits while rows are read (PostgreSQL manual, ALTER TABLE, Notes). */
final class Constraints {
    /** {@code UNIQUE NULLS NOT DISTINCT (a, b) INCLUDE (c) DEFERRABLE}. */
    private static final Pattern KEY = Pattern.compile(
            "(PRIMARY KEY|UNIQUE)( NULLS NOT DISTINCT)? (\\(.*?\\)(?: INCLUDE \\(.*?\\))?)( DEFERRABLE(?: INITIALLY DEFERRED)?)?",
            Pattern.DOTALL);

    private static final Pattern CHECK = Pattern.compile("CHECK (\\(.*?\\))( NO INHERIT)?", Pattern.DOTALL);

    /** The other table, and its columns. */
    private static final Pattern REFERENCES =
            Pattern.compile(" REFERENCES ((?:\"[^\"]*\"|[^\"(])+)\\(((?:\"[^\"]*\"|[^\")])+)\\)");

    private static final Pattern INDEX = Pattern.compile("\\ACREATE (UNIQUE )?INDEX (.*)", Pattern.DOTALL);

    /** {@code name ON table USING btree (a, b)}. */
    private static final Pattern COLUMNS = Pattern.compile(
            "NAME ON (NAME\\.NAME) USING btree \\((NAME(?:, NAME)*)\\)".replace("NAME", "(?:\"[^\"]+\"|[a-z0-9_$]+)"));

    private Constraints() {}

    /** @param alter {@code ALTER TABLE name} and a blank */
    static List<PlannedStep> check(StructureId table, String alter, Check check, boolean busy) {
        var add = PlannedStep.of(table, alter + "ADD " + check.sql());
        if (!busy || !canWait(check.text())) {
            return List.of(add);
        }
        var expression = CHECK.matcher(check.text());
        return validated(
                expression.matches()
                        ? add.losing(new Loss.Violations(
                                table.name(), check.name(), "NOT " + expression.group(1), expression.group(2) != null))
                        : add,
                alter,
                check.name());
    }

    private static boolean canWait(String text) {
        return !text.endsWith(" NOT VALID") && !text.endsWith(" NOT ENFORCED");
    }

    /** One by the same name is in force until the new one is. */
    static List<PlannedStep> changed(StructureId table, String alter, Check check, boolean busy) {
        var drop = PlannedStep.of(table, alter + "DROP CONSTRAINT " + check.name());
        var steps = new ArrayList<PlannedStep>();
        if (!busy || !canWait(check.text())) {
            steps.add(drop);
            steps.addAll(check(table, alter, check, busy));
            return steps;
        }
        var fresh = OwnName.fresh("x." + check.name());
        check(table, alter, check.named(fresh), true).forEach(it -> steps.add(told(it, check.name())));
        steps.add(drop);
        steps.add(PlannedStep.of(table, alter + "RENAME CONSTRAINT " + fresh + " TO " + check.name()));
        return steps;
    }

    /** A foreign key whose predecessor is in force until it is, itself. */
    static List<PlannedStep> changed(StructureId id, ConstraintDefinition key) {
        var fresh = OwnName.fresh("x." + key.name());
        var alter = "ALTER TABLE " + key.table() + " ";
        var steps = new ArrayList<PlannedStep>();
        foreignKey(id, key.named(fresh), true).forEach(it -> steps.add(told(it, key.name())));
        steps.add(PlannedStep.of(id, alter + "DROP CONSTRAINT " + key.name()));
        steps.add(PlannedStep.of(id, alter + "RENAME CONSTRAINT " + fresh + " TO " + key.name()));
        return steps;
    }

    /** Whoever reads of rows that are in the way is told the name that they know. */
    private static PlannedStep told(PlannedStep step, String name) {
        return step.loss() instanceof Loss.Violations(var table, var _, var condition, var only)
                ? step.losing(new Loss.Violations(table, name, condition, only))
                : step;
    }

    static boolean canBeValidated(ConstraintDefinition key) {
        return canWait(key.text()) && !key.withPartitions();
    }

    private static List<PlannedStep> validated(PlannedStep add, String alter, String name) {
        return List.of(
                PlannedStep.of(add.id(), add.sql() + " NOT VALID").losing(add.loss()),
                PlannedStep.of(add.id(), alter + "VALIDATE CONSTRAINT " + name).byItself());
    }

    static List<PlannedStep> foreignKey(StructureId id, ConstraintDefinition key, boolean busy) {
        var add = PlannedStep.of(id, key.statements().getFirst());
        return busy && canBeValidated(key)
                ? validated(add.losing(orphans(key)), "ALTER TABLE " + key.table() + " ", key.name())
                : List.of(add);
    }

    private static @Nullable Loss orphans(ConstraintDefinition key) {
        var target = REFERENCES.matcher(key.text());
        if (!target.find() || key.text().contains(" MATCH FULL") || key.text().contains("PERIOD ")) {
            return null;
        }
        var there = SqlTokens.of(target.group(2)).stream()
                .filter(it -> !it.isBlank() && !it.equals(","))
                .toList();
        if (there.size() != key.columns().size()) {
            return null;
        }
        var same = IntStream.range(0, there.size())
                .mapToObj(it -> "r." + there.get(it) + " = t." + key.columns().get(it))
                .collect(Collectors.joining(" AND "));
        var filled =
                key.columns().stream().map(it -> "t." + it + " IS NOT NULL").collect(Collectors.joining(" AND "));
        return new Loss.Violations(
                key.table(),
                key.name(),
                "%s AND NOT EXISTS (SELECT FROM %s r WHERE %s) AND NOT EXISTS (%s)"
                        .formatted(filled, target.group(1), same, foreignTypes(key)),
                true);
    }

    /** Whose operators are found by a search path. */
    private static String foreignTypes(ConstraintDefinition key) {
        return "SELECT FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type y ON y.oid = a.atttypid"
                + " WHERE a.attrelid = %s::regclass AND y.typnamespace <> 'pg_catalog'::regnamespace AND pg_catalog.quote_ident(a.attname) IN (%s)"
                        .formatted(
                                Identifiers.literal(key.table()),
                                key.columns().stream().map(Identifiers::literal).collect(Collectors.joining(", ")));
    }

    /** A primary or unique key through an index that is made while others write. */
    static List<PlannedStep> key(StructureId id, ConstraintDefinition key, boolean busy) {
        if (busy && canBeBuilt(key)) {
            return built(id, key, key.name());
        }
        var statements =
                key.statements().stream().map(it -> PlannedStep.of(id, it)).toList();
        return busy ? List.of(statements.getFirst().with(Risk.LONG_LOCK)) : statements;
    }

    /** Whether the server can make it of an index that is there. */
    static boolean canBeBuilt(ConstraintDefinition key) {
        return !key.withPartitions()
                && KEY.matcher(key.text()).matches()
                && !key.text().contains(" WITHOUT OVERLAPS");
    }

    /**
     * An index, and the key that is made of it.
     *
     * @param index the name that it has until the key gives it its own, as SQL
     */
    static List<PlannedStep> built(StructureId id, ConstraintDefinition key, String index) {
        var parts = KEY.matcher(key.text());
        if (!parts.matches()) {
            throw new IllegalStateException(key.text());
        }
        var create = "CREATE UNIQUE INDEX CONCURRENTLY %s ON %s %s%s%s"
                .formatted(
                        index,
                        key.table(),
                        parts.group(3),
                        parts.group(2) == null ? "" : parts.group(2),
                        key.options().isEmpty() ? "" : " WITH (" + list(key.options()) + ")");
        var add = "ALTER TABLE %s ADD CONSTRAINT %s %s USING INDEX %s%s"
                .formatted(
                        key.table(), key.name(), parts.group(1), index, parts.group(4) == null ? "" : parts.group(4));
        return List.of(
                PlannedStep.of(id, create).byItself().losing(new Loss.Duplicates(key.table(), key.columns())),
                PlannedStep.of(id, add));
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
            if (!concurrently) {
                statements.add(PlannedStep.of(id, statement));
                continue;
            }
            boolean unique = create.group(1) != null;
            var sql = "CREATE %sINDEX CONCURRENTLY %s".formatted(unique ? "UNIQUE " : "", create.group(2));
            statements.add(PlannedStep.of(id, sql).byItself().losing(unique ? duplicates(create.group(2)) : null));
        }
        return statements;
    }

    /** Null if more than names of columns says what is unique. */
    private static Loss.@Nullable Duplicates duplicates(String index) {
        var columns = COLUMNS.matcher(index);
        return columns.matches()
                ? new Loss.Duplicates(
                        columns.group(1),
                        SqlTokens.of(columns.group(2)).stream()
                                .filter(it -> !it.isBlank() && !it.equals(","))
                                .toList())
                : null;
    }
}
