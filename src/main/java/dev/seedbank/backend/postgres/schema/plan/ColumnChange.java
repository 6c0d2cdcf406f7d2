package dev.seedbank.backend.postgres.schema.plan;

import dev.seedbank.backend.postgres.structure.definition.Column;
import dev.seedbank.backend.postgres.structure.definition.ColumnValue;
import dev.seedbank.backend.postgres.structure.definition.ColumnValue.Generated;
import dev.seedbank.backend.postgres.structure.definition.ColumnValue.Identity;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** From one definition of a column to another. What its table's parents have is theirs to change. */
final class ColumnChange {
    private final StructureId table;
    private final String alter;
    private final String tableName;
    private final Column from;
    private final Column to;
    private final Situation situation;
    private final Predicate<String> loosens;
    private final List<PlannedStep> before = new ArrayList<>();
    private final List<PlannedStep> types = new ArrayList<>();
    private final List<PlannedStep> rest = new ArrayList<>();

    /**
     * @param alter {@code ALTER TABLE name} and a blank
     * @param loosens whether an expression has to let go of something that is made anew
     */
    ColumnChange(
            StructureId table,
            String alter,
            String tableName,
            Column from,
            Column to,
            Situation situation,
            Predicate<String> loosens) {
        this.table = table;
        this.alter = alter;
        this.tableName = tableName;
        this.from = from;
        this.to = to;
        this.situation = situation;
        this.loosens = loosens;
        if (to.origin() == Column.Origin.OWN && isChangedInType()) {
            type();
        }
        boolean becomesIdentity = to.value() instanceof Identity && !(from.value() instanceof Identity);
        if (becomesIdentity) {
            notNull(fill()); // the server wants it so
        }
        if (to.origin() != Column.Origin.INHERITED || from.origin() == Column.Origin.CHANGED) {
            value();
        }
        if (!becomesIdentity) {
            notNull(fill());
        }
        if (to.origin() == Column.Origin.OWN && !Objects.equals(from.compression(), to.compression())) {
            rest(column("SET COMPRESSION " + Objects.requireNonNullElse(to.compression(), "default")));
        }
        settings();
    }

    /** Whether no statement of the server's leads from one to the other but to drop it and add it again. */
    static boolean isRemade(Column from, Column to, Situation situation) {
        if (to.value() instanceof Generated(var expression, var how)) {
            return !(from.value() instanceof Generated(var old, var oldHow)
                    && how.equals(oldHow)
                    && (expression.equals(old) || situation.isAtLeast(17)));
        }
        return from.value() instanceof Generated(var _, var how) && how.equals("VIRTUAL");
    }

    static boolean isRetyped(Column from, Column to) {
        return !from.type().equals(to.type()) || !Objects.equals(from.collation(), to.collation());
    }

    List<PlannedStep> before() {
        return before;
    }

    List<PlannedStep> types() {
        return types;
    }

    List<PlannedStep> rest() {
        return rest;
    }

    private PlannedStep column(String action) {
        return PlannedStep.of(table, alter + "ALTER COLUMN " + to.name() + " " + action);
    }

    private void rest(PlannedStep step) {
        rest.add(step);
    }

    private boolean isChangedInType() {
        return isRetyped(from, to) || loosens.test(from.type());
    }

    private String key() {
        return tableName + "." + to.name();
    }

    private void type() {
        if (alter.startsWith("ALTER FOREIGN TABLE ")) { // whose values are elsewhere, and are not converted
            types.add(column("TYPE " + to.type() + (to.collation() == null ? "" : " COLLATE " + to.collation())));
            return;
        }
        var using = situation.using().get(key());
        var cast = using != null ? using : cast();
        var step = column("TYPE " + to.type()
                + (to.collation() == null ? "" : " COLLATE " + to.collation())
                + (cast == null ? "" : " USING " + cast));
        var base = situation.types().base(to.type());
        var oldBase = situation.types().oldBase(from.type());
        boolean sameValues = base.equals(oldBase)
                || (!loosens.test(from.type()) && from.type().equals(to.type()));
        var loss = new PlannedStep.Loss.Cast(tableName, to.name(), oldBase, base, to.type(), using);
        types.add((using == null && sameValues ? step : step.losing(loss)).changing(to.name()));
    }

    private @Nullable String cast() {
        if (!loosens.test(from.type())) {
            return situation.lessons().cast().contains(key()) ? to.name() + "::" + to.type() : null;
        }
        if (situation.types().isMade(from.type()) && situation.busy().test(tableName)) {
            throw new Refused(
                    table,
                    "the type %s has to be recreated, but nothing says how to convert the values of %s"
                            .formatted(from.type(), to.name()),
                    "Say it: -- seedbank:using %s: EXPRESSION".formatted(key()));
        }
        return NewType.cast(to.name(), situation.types().base(to.type()), to.type());
    }

    /** A default may not fit the new type, and what is made anew must not be in use meanwhile. */
    private boolean isDefaultInTheWay() {
        return from.value() instanceof ColumnValue.Default(var expression, var _)
                && (isChangedInType() || loosens.test(expression));
    }

    private void value() {
        var old = from.value();
        var wanted = to.value();
        if (Objects.equals(plain(old), plain(wanted)) && !isDefaultInTheWay()) {
            return;
        }
        leave(old, wanted);
        switch (wanted) {
            case null -> {
                // left
            }
            case ColumnValue.Default(var expression, var apart) -> {
                if (!apart) {
                    rest(column("SET DEFAULT " + expression));
                }
                if (old instanceof Identity) {
                    Sequences.behind(expression).ifPresent(it -> rest(Sequences.recall(table, it, key())));
                }
            }
            case Generated(var expression, var _) ->
                rest(column("SET EXPRESSION AS (" + expression + ")").changing(to.name()));
            case Identity identity -> identity(old, identity);
        }
    }

    /** A default's place in a script is no part of it. */
    private static @Nullable Object plain(@Nullable ColumnValue value) {
        return value instanceof ColumnValue.Default(var expression, var _) ? expression : value;
    }

    private void leave(@Nullable ColumnValue old, @Nullable ColumnValue wanted) {
        switch (old) {
            case null -> {
                // nothing to leave
            }
            case ColumnValue.Default(var expression, var _) -> {
                if (wanted instanceof Identity) {
                    Sequences.behind(expression).ifPresent(it -> before.add(Sequences.remember(table, it, key())));
                }
                if (!(wanted instanceof ColumnValue.Default) || isDefaultInTheWay()) {
                    before.add(column("DROP DEFAULT"));
                }
            }
            case Generated _ -> {
                if (!(wanted
                        instanceof Generated)) { // its values stay, whatever becomes of those that they were made of
                    before.add(column("DROP EXPRESSION"));
                }
            }
            case Identity identity -> {
                if (isCounted(wanted)) {
                    before.add(Sequences.remember(table, identity.sequence(), key()));
                }
                if (!(wanted instanceof Identity)) {
                    before.add(column("DROP IDENTITY"));
                }
            }
        }
    }

    private static boolean isCounted(@Nullable ColumnValue value) {
        return value instanceof ColumnValue.Default(var expression, var _)
                && Sequences.behind(expression).isPresent();
    }

    private void identity(@Nullable ColumnValue old, Identity wanted) {
        if (!(old instanceof Identity there)) {
            rest(column("ADD GENERATED " + wanted.how() + " AS IDENTITY (SEQUENCE NAME " + wanted.sequence() + " "
                    + wanted.options().sql() + ")"));
            rest(
                    isCounted(old)
                            ? Sequences.recall(table, wanted.sequence(), key())
                            : Sequences.goOn(table, wanted, tableName, to.name()));
            return;
        }
        if (!there.how().equals(wanted.how())) {
            rest(column("SET GENERATED " + wanted.how()));
        }
        if (!there.sequence().equals(wanted.sequence())) {
            rest(PlannedStep.of(
                    table,
                    "ALTER SEQUENCE " + there.sequence() + " RENAME TO " + Sequences.lastName(wanted.sequence())));
        }
        if (!there.options().equals(wanted.options())) {
            rest(Sequences.alter(table, wanted));
        }
    }

    /** What a plan that was broken off left to do, or a hint asks for; whether all rows have a value then. */
    private boolean fill() {
        var backfill = new Backfill(table, tableName, to.name());
        var hint = situation.backfill().get(key());
        boolean unfinished = situation.unfinished().contains(key());
        boolean comesNotNull = to.notNull() != null && from.notNull() == null;
        if (!unfinished && (hint == null || !comesNotNull || !situation.busy().test(tableName))) {
            return false;
        }
        var value =
                hint != null || !(to.value() instanceof ColumnValue.Default(var expression, var _)) ? hint : expression;
        if (value == null) {
            rest(PlannedStep.of(table, "COMMENT ON COLUMN " + key() + " IS NULL"));
            return false;
        }
        if (!unfinished) {
            rest(backfill.begin());
        }
        rest.addAll(backfill.rest(value));
        return true;
    }

    private void notNull(boolean filled) {
        var old = from.notNull();
        var wanted = to.notNull() == null || to.notNull().inherited() ? null : to.notNull();
        if (wanted != null && old == null) {
            rest.addAll(NotNulls.set(table, alter, tableName, to.name(), wanted, situation, !filled));
        } else if (wanted != null && old != null && !old.equals(wanted)) {
            NotNulls.rename(table, alter, tableName, to.name(), old, wanted).ifPresent(this::rest);
        } else if (to.notNull() == null && old != null && !old.inherited()) {
            rest(column("DROP NOT NULL"));
        }
    }

    private void settings() {
        if (!Objects.equals(from.storage(), to.storage())) {
            var none = situation.isAtLeast(16) ? "DEFAULT" : "EXTENDED";
            rest(column("SET STORAGE " + Objects.requireNonNullElse(to.storage(), none)));
        }
        if (!Objects.equals(from.statistics(), to.statistics())) {
            rest(column("SET STATISTICS " + Objects.requireNonNullElse(to.statistics(), "-1")));
        }
        Options.storage(from.options(), to.options()).forEach(it -> rest(column(it)));
        Options.foreign(from.foreignOptions(), to.foreignOptions()).ifPresent(it -> rest(column(it)));
    }
}
