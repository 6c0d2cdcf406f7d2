package dev.seedbank.backend.postgres.effect;

import dev.seedbank.backend.migration.Hazard;
import dev.seedbank.backend.migration.StatementEffect.Work;

/** {@code ADD COLUMN}. */
record AddedColumn(String table, LiveTables live) {
    Effect of(Tokens action) {
        action.take("COLUMN");
        action.take("IF", "NOT", "EXISTS");
        var column = action.name();
        var type = ColumnType.of(action);
        var effect = Effect.of(TableLock.ACCESS_EXCLUSIVE, table);
        effect = effect.and(values(column, type, action));
        return effect.and(inline(action));
    }

    private Effect none() {
        return Effect.of(TableLock.NONE, table);
    }

    private Effect values(String column, ColumnType type, Tokens rest) {
        if (rest.has("GENERATED", "ALWAYS", "AS", "IDENTITY")
                || rest.has("GENERATED", "BY", "DEFAULT")
                || type.isSerial()) {
            return rewritten(
                    "fills column %s from a sequence, and so rewrites all of %s".formatted(column, table), column);
        }
        if (rest.has("STORED")) {
            return rewritten(
                    "computes column %s for each row, and so rewrites all of %s".formatted(column, table), column);
        }
        var after = rest.copy();
        if (after.takeFrom("DEFAULT")) {
            return live.isVolatile(after.calls())
                    ? rewritten(
                            "gives each row another default of %s, and so rewrites all of %s".formatted(column, table),
                            column)
                    : none();
        }
        if (rest.has("NOT", "NULL") || rest.has("PRIMARY", "KEY")) {
            return none().danger(
                            Hazard.ADD_NOT_NULL,
                            "adds column %s to %s, which may not be null and has no default: it fails if there are rows"
                                    .formatted(column, table),
                            "Give it a constant default; or add it without NOT NULL, fill it in batches, and set NOT NULL with a later migration.");
        }
        return live.isCheckedDomain(type.base())
                ? rewritten("checks a domain's rule for each row, and so rewrites all of %s".formatted(table), column)
                : none();
    }

    private Effect rewritten(String what, String column) {
        return none().working(Work.REWRITES)
                .danger(
                        Hazard.VOLATILE_DEFAULT,
                        what + " while nobody can read it",
                        "Add %s without it, then set the default for new rows, and fill the old ones in batches."
                                .formatted(column));
    }

    /** Constraints that are written behind the column. */
    private Effect inline(Tokens rest) {
        var constraint = new TableConstraint(table);
        var effect = none();
        if (rest.has("UNIQUE") || rest.has("PRIMARY", "KEY")) {
            effect = effect.and(constraint.unique());
        }
        var reference = rest.copy();
        if (reference.takeFrom("REFERENCES")) {
            effect = effect.and(constraint.foreignKey(reference.name()));
        }
        return rest.has("CHECK") ? effect.and(constraint.check()) : effect;
    }
}
