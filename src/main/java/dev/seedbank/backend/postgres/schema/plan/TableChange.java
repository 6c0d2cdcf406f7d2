package dev.seedbank.backend.postgres.schema.plan;

import dev.seedbank.backend.postgres.structure.definition.Check;
import dev.seedbank.backend.postgres.structure.definition.Column;
import dev.seedbank.backend.postgres.structure.definition.TableDefinition;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.schema.SchemaStep.Risk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * From one definition of a table to another. What is in the way goes {@link #before} other things are dropped; the rest comes when
 * what the new definition needs is there.
 */
final class TableChange {
    private final StructureId id;
    private final TableDefinition from;
    private final TableDefinition to;
    private final Situation situation;
    private final Ancestry ancestry;
    /** Those that it has when it has left the parents that it leaves: what was theirs stays with it. */
    private final List<Check> had;
    /** Those that it must have before it joins parents that have them. */
    private final List<Check> wanted;
    /** Last names of what is made anew, so that what mentions it must let go of it. */
    private final Set<String> loosened;

    /** Columns that go and come again, because the server cannot change them. */
    private final Set<String> remade = new HashSet<>();

    private final List<PlannedStep> before = new ArrayList<>();
    private final List<PlannedStep> first = new ArrayList<>();
    private final List<PlannedStep> types = new ArrayList<>();
    private final List<PlannedStep> main = new ArrayList<>();

    TableChange(
            StructureId id, TableDefinition from, TableDefinition to, Situation situation, Set<StructureId> loosened) {
        this.id = id;
        this.from = from;
        this.to = to;
        this.situation = situation;
        this.loosened = new HashSet<>();
        loosened.forEach(it -> this.loosened.add(Mention.lastName(it)));
        this.ancestry = new Ancestry(id, from, to, situation);
        this.had = ancestry.leavesAll() ? from.checks().stream().map(Check::own).toList() : from.checks();
        this.wanted =
                ancestry.joinsSome() ? to.checks().stream().map(Check::own).toList() : to.checks();
        findRemade();
        refuse();
        before.addAll(ancestry.left());
        dropChecks();
        columns();
        options();
        main.addAll(ancestry.checked());
        addChecks();
        main.addAll(ancestry.joined());
    }

    /** First of all: as long as it is a partition, its indexes cannot be dropped. */
    List<PlannedStep> detached() {
        return ancestry.detached();
    }

    /** When it has the indexes and keys that it is to have. */
    List<PlannedStep> attached() {
        return ancestry.attached();
    }

    /** In the transaction's beginning. */
    List<PlannedStep> before() {
        return before;
    }

    /** Columns that go or come, before others change their {@link #types}. */
    List<PlannedStep> first() {
        return first;
    }

    List<PlannedStep> types() {
        return types;
    }

    /** The rest, after {@link #types}. */
    List<PlannedStep> main() {
        return main;
    }

    boolean loosens(String sql) {
        return loosened.stream().anyMatch(name -> Mention.of(name, sql));
    }

    private String alter() {
        return alter(to);
    }

    /** With a blank at its end. */
    static String alter(TableDefinition table) {
        return (table.server() == null ? "ALTER TABLE " : "ALTER FOREIGN TABLE ") + table.name() + " ";
    }

    private PlannedStep step(String action) {
        return PlannedStep.of(id, alter() + action);
    }

    private void refuse() {
        if (!Objects.equals(from.partitionKey(), to.partitionKey())) {
            throw new Refused(
                    id,
                    "its partition key changes, which the server cannot do",
                    "Make a new table beside it, copy the rows, and swap the two in a migration.");
        }
    }

    /** A generated column that the server cannot change, or that uses one whose type changes. */
    private void findRemade() {
        var retyped = from.columns().stream()
                .filter(column -> to.column(column.name())
                        .filter(other -> ColumnChange.isRetyped(column, other))
                        .isPresent())
                .map(Column::name)
                .toList();
        for (var column : from.columns()) {
            var other = to.column(column.name());
            if (other.isPresent() && own(column) && ColumnChange.isRemade(column, other.get(), situation)) {
                remade.add(column.name());
            } else if (other.filter(Column::isGenerated).isPresent() && column.isGenerated() && own(column)) {
                var sql = String.valueOf(column.expression());
                if (loosens(sql) || retyped.stream().anyMatch(it -> Mention.of(it, sql))) {
                    remade.add(column.name());
                }
            }
        }
    }

    private static boolean own(Column column) {
        return column.origin() == Column.Origin.OWN;
    }

    private void dropChecks() {
        own(had).filter(check -> !isKept(check) && !isSwapped(check))
                .forEach(check -> before.add(step("DROP CONSTRAINT " + check.name())));
    }

    private static Stream<Check> own(List<Check> checks) {
        return checks.stream().filter(check -> check.declared() && !check.inherited());
    }

    private boolean isKept(Check check) {
        return !loosens(check.text())
                && own(wanted).anyMatch(it -> it.name().equals(check.name()) && canBecome(check, it));
    }

    /** Whether another takes its place, and nothing that it is about is in the way. */
    private boolean isSwapped(Check check) {
        return own(wanted).anyMatch(it -> it.name().equals(check.name()) && !it.apart()) && isUntouched(check);
    }

    private boolean isUntouched(Check check) {
        return !loosens(check.text())
                && from.columns().stream()
                        .allMatch(column -> to.column(column.name())
                                .filter(it -> !ColumnChange.isRetyped(column, it) && !remade.contains(it.name()))
                                .isPresent());
    }

    private static boolean canBecome(Check check, Check other) {
        return check.text().equals(other.text()) || isValidatedBy(check, other);
    }

    private static boolean isValidatedBy(Check check, Check other) {
        return check.text().equals(other.text() + " NOT VALID");
    }

    /** Those that need what itself needs the table come when that is there: {@code ChangePlanner} adds them. */
    private void addChecks() {
        for (var check : own(wanted).toList()) {
            var old = own(had).filter(it -> it.name().equals(check.name())).findFirst();
            if (old.isPresent() && isKept(old.get())) {
                if (isValidatedBy(old.get(), check)) {
                    main.add(step("VALIDATE CONSTRAINT " + check.name()).byItself());
                }
            } else if (old.filter(this::isSwapped).isPresent()) {
                main.addAll(
                        Constraints.changed(id, alter(), check, situation.busy().test(to.name())));
            } else if (!check.apart()) {
                main.addAll(
                        Constraints.check(id, alter(), check, situation.busy().test(to.name())));
            }
        }
    }

    /** The checks and defaults that are added apart, by the last part of their names: those that are not there as they are to be. */
    Set<String> apart() {
        var names = new LinkedHashSet<String>();
        own(wanted)
                .filter(Check::apart)
                .filter(check -> own(had).noneMatch(it -> it.name().equals(check.name()) && isKept(it)))
                .forEach(check -> names.add(check.name()));
        to.columns().stream()
                .filter(Column::isDefaultApart)
                .filter(column -> from.column(column.name())
                        .filter(it -> Objects.equals(it.expression(), column.expression())
                                && !loosens(String.valueOf(it.expression())))
                        .isEmpty())
                .forEach(column -> names.add(column.name()));
        return names;
    }

    private void columns() {
        var changes = new ArrayList<ColumnChange>();
        var added = new ArrayList<Column>();
        for (var column : to.columns()) {
            var old = from.column(column.name());
            if (old.isEmpty() || remade.contains(column.name())) {
                if (own(column)) {
                    added.add(column);
                }
            } else {
                changes.add(new ColumnChange(id, alter(), to.name(), old.get(), column, situation, this::loosens));
            }
        }
        dropColumns();
        changes.forEach(it -> before.addAll(it.before()));
        added.stream().filter(it -> !it.isGenerated()).forEach(it -> first.addAll(added(it)));
        changes.forEach(it -> types.addAll(it.types()));
        added.stream().filter(Column::isGenerated).forEach(it -> main.addAll(added(it)));
        changes.forEach(it -> main.addAll(it.rest()));
    }

    /** Generated columns first: others cannot go while these use them. Those that use what is made anew let go of it before. */
    private void dropColumns() {
        from.columns().stream()
                .filter(column -> own(column) && drops(column))
                .sorted(Comparator.comparing(column -> !column.isGenerated()))
                .forEach(
                        column -> first.add(step("DROP COLUMN " + column.name()).losing(loss(column))));
        from.columns().stream()
                .filter(column -> own(column) && remade.contains(column.name()))
                .forEach(column ->
                        before.add(step("DROP COLUMN " + column.name()).losing(loss(column))));
    }

    /** What is generated is no loss, unless it stays as it is from now on, and nothing says the values. */
    private PlannedStep.@Nullable Loss loss(Column column) {
        boolean derived = column.isGenerated()
                && (to.column(column.name()).filter(it -> !it.isGenerated()).isEmpty()
                        || situation.backfill().containsKey(to.name() + "." + column.name()));
        return derived ? null : new PlannedStep.Loss.Values(to.name(), column.name());
    }

    /** Whether it goes for good. */
    boolean drops(Column column) {
        return to.column(column.name()).isEmpty();
    }

    private List<PlannedStep> added(Column column) {
        return new AddedColumn(id, alter(), to.name(), column, situation).steps();
    }

    private void options() {
        if (from.unlogged() != to.unlogged()) {
            main.add(step(to.unlogged() ? "SET UNLOGGED" : "SET LOGGED").with(Risk.LONG_LOCK));
        }
        if (!Objects.equals(from.accessMethod(), to.accessMethod())) {
            main.add(step("SET ACCESS METHOD " + Objects.requireNonNullElse(to.accessMethod(), "heap"))
                    .with(Risk.LONG_LOCK));
        }
        Options.storage(from.options(), to.options()).forEach(it -> main.add(step(it)));
        var here = from.server();
        var there = to.server();
        if (here != null && there != null) {
            Options.foreign(here.options(), there.options()).ifPresent(it -> main.add(step(it)));
        }
    }
}
