package dev.seedbank.backend.postgres.effect;

import static dev.seedbank.backend.postgres.effect.TableLock.ACCESS_EXCLUSIVE;
import static dev.seedbank.backend.postgres.effect.TableLock.SHARE_ROW_EXCLUSIVE;

import dev.seedbank.backend.migration.Hazard;
import dev.seedbank.backend.migration.StatementEffect.Work;

/** {@code ADD CONSTRAINT}, and the same without a name. */
record TableConstraint(String table) {
    /** Whether a constraint follows {@code ADD}, and no column. */
    static boolean begins(Tokens action) {
        var ahead = action.copy();
        if (ahead.take("CONSTRAINT")) {
            return true;
        }
        return ahead.take("PRIMARY", "KEY")
                || ahead.take("UNIQUE")
                || ahead.take("CHECK", "(")
                || ahead.take("FOREIGN", "KEY")
                || ahead.take("EXCLUDE")
                || ahead.take("NOT", "NULL");
    }

    Effect of(Tokens action) {
        if (action.take("CONSTRAINT")) {
            action.name();
        }
        boolean deferred = action.has("NOT", "VALID");
        if (action.take("FOREIGN", "KEY")) {
            action.takeFrom("REFERENCES");
            return deferred ? Effect.of(SHARE_ROW_EXCLUSIVE, table) : foreignKey(action.name());
        }
        if (action.take("CHECK")) {
            return deferred ? locked() : check();
        }
        if (action.take("NOT", "NULL")) {
            return deferred ? locked() : checked("reads all of %s for nulls while nobody can use it".formatted(table));
        }
        return action.has("USING", "INDEX") ? locked() : unique();
    }

    private Effect locked() {
        return Effect.of(ACCESS_EXCLUSIVE, table);
    }

    Effect check() {
        return checked("checks all rows of %s while nobody can use it".formatted(table));
    }

    private Effect checked(String what) {
        return locked().working(Work.READS)
                .danger(
                        Hazard.CHECK,
                        what,
                        "Add the constraint with NOT VALID, and let the next migration run ALTER TABLE … VALIDATE CONSTRAINT.");
    }

    Effect foreignKey(String referenced) {
        return Effect.of(SHARE_ROW_EXCLUSIVE, table)
                .working(Work.READS)
                .danger(
                        Hazard.FOREIGN_KEY,
                        "checks all rows of %s against %s while nobody can write to either"
                                .formatted(table, referenced),
                        "Add the foreign key with NOT VALID, and let the next migration run ALTER TABLE … VALIDATE CONSTRAINT.");
    }

    Effect unique() {
        return locked().working(Work.READS)
                .danger(
                        Hazard.UNIQUE,
                        "builds an index of all rows of %s while nobody can use it".formatted(table),
                        "First CREATE UNIQUE INDEX CONCURRENTLY in a file of its own, then ADD CONSTRAINT … USING INDEX. (An exclusion constraint has no such way.)");
    }
}
