package dev.seedbank.backend.postgres.effect;

import static dev.seedbank.backend.postgres.effect.TableLock.ACCESS_EXCLUSIVE;
import static dev.seedbank.backend.postgres.effect.TableLock.SHARE_ROW_EXCLUSIVE;
import static dev.seedbank.backend.postgres.effect.TableLock.SHARE_UPDATE_EXCLUSIVE;

import dev.seedbank.backend.migration.Hazard;
import dev.seedbank.backend.migration.StatementEffect.Work;
import java.util.List;
import java.util.Locale;

/** The actions of {@code ALTER TABLE} (PostgreSQL manual, ALTER TABLE: which lock each takes, and when it reads or rewrites). */
record AlterTable(String table, LiveTables live) {
    static final String RELEASE_FIRST =
            "First release programs that do without it, then drop it with a later migration.";

    /** All actions together, which one statement has. */
    Effect of(Tokens actions) {
        return actions.split().stream().map(this::action).reduce(Effect.of(TableLock.NONE, table), Effect::and);
    }

    private Effect action(Tokens action) {
        var added = new AddedColumn(table, live);
        if (action.take("ADD")) {
            return TableConstraint.begins(action) ? new TableConstraint(table).of(action) : added.of(action);
        }
        if (action.take("DROP")) {
            return drop(action);
        }
        if (action.take("ALTER")) {
            return action.take("CONSTRAINT") ? locked() : column(action);
        }
        if (action.take("RENAME")) {
            return rename(action);
        }
        return other(action);
    }

    private Effect locked() {
        return Effect.of(ACCESS_EXCLUSIVE, table);
    }

    private Effect drop(Tokens action) {
        if (action.take("CONSTRAINT")) {
            return locked();
        }
        action.take("COLUMN");
        action.take("IF", "EXISTS");
        return locked().danger(
                        Hazard.DROP,
                        "drops column %s of %s, which running programs may read or write"
                                .formatted(action.name(), table),
                        RELEASE_FIRST);
    }

    private Effect rename(Tokens action) {
        if (action.take("CONSTRAINT")) {
            return locked();
        }
        boolean whole = action.take("TO");
        action.take("COLUMN");
        var what = whole ? "renames " + table : "renames column %s of %s".formatted(action.name(), table);
        return locked().danger(
                        Hazard.RENAME,
                        what + ", which running programs use under the old name",
                        whole
                                ? "Rename it and make a view with the old name, in one migration; drop the view when no program uses it."
                                : "Add the new column, write both, copy the values in batches, and drop the old one with a later migration.");
    }

    private Effect column(Tokens action) {
        action.take("COLUMN");
        var column = action.name();
        if (action.take("TYPE") || action.take("SET", "DATA", "TYPE")) {
            return changeType(column, action);
        }
        if (action.take("SET", "NOT", "NULL")) {
            return setNotNull(column);
        }
        if (action.take("SET", "EXPRESSION")) {
            return locked().working(Work.REWRITES).danger(Hazard.REWRITE, rewritten(), "Add a new column instead.");
        }
        boolean light = action.take("SET", "STATISTICS") || action.take("SET", "(") || action.take("RESET", "(");
        return light ? Effect.of(SHARE_UPDATE_EXCLUSIVE, table) : locked();
    }

    private String rewritten() {
        return "rewrites all of %s while nobody can read it".formatted(table);
    }

    private Effect setNotNull(String column) {
        if (live.isKnownNotNull(table, Tokens.unquoted(column))) {
            return locked();
        }
        return locked().working(Work.READS)
                .danger(
                        Hazard.SET_NOT_NULL,
                        "reads all of %s for nulls in %s while nobody can use it".formatted(table, column),
                        "First: ALTER TABLE %1$s ADD CONSTRAINT … CHECK (%2$s IS NOT NULL) NOT VALID; in the next migration VALIDATE CONSTRAINT, then SET NOT NULL, then drop the check."
                                .formatted(table, column));
    }

    private Effect changeType(String column, Tokens action) {
        var type = ColumnType.of(action);
        boolean computed = action.has("USING");
        var before = live.typeOf(table, Tokens.unquoted(column));
        boolean kept = !computed
                && before.isPresent()
                && live.nameOfType(type.base())
                        .filter(name -> TypeChange.of(before.get()).keepsValues(new TypeChange(name, type.modifiers())))
                        .isPresent();
        return kept
                ? locked()
                : locked().working(Work.REWRITES)
                        .danger(
                                Hazard.CHANGE_TYPE,
                                "changes the type of %s, and so %s".formatted(column, rewritten()),
                                "Add a column of the new type, write both, copy the values in batches, and let programs use the new one.");
    }

    private Effect other(Tokens action) {
        if (action.takeOneOf("VALIDATE")) {
            return Effect.of(SHARE_UPDATE_EXCLUSIVE, table).working(Work.READS);
        }
        if (action.take("ATTACH")) {
            return Effect.of(SHARE_UPDATE_EXCLUSIVE, table);
        }
        if (action.take("DETACH")) {
            boolean light = action.has("CONCURRENTLY") || action.has("FINALIZE");
            return light ? Effect.of(SHARE_UPDATE_EXCLUSIVE, table) : locked();
        }
        if (action.take("ENABLE") || action.take("DISABLE")) {
            return action.has("TRIGGER") ? Effect.of(SHARE_ROW_EXCLUSIVE, table) : locked();
        }
        if (isRewrite(action.copy())) {
            return locked().working(Work.REWRITES)
                    .danger(Hazard.REWRITE, rewritten(), "Run it when nobody uses the table.");
        }
        boolean light = action.take("CLUSTER")
                || action.take("SET", "WITHOUT", "CLUSTER")
                || action.take("SET", "(")
                || action.take("RESET", "(");
        return light ? Effect.of(SHARE_UPDATE_EXCLUSIVE, table) : locked();
    }

    private static boolean isRewrite(Tokens action) {
        return action.take("SET")
                && List.of("LOGGED", "UNLOGGED", "TABLESPACE", "ACCESS")
                        .contains(action.next().toUpperCase(Locale.ROOT));
    }
}
