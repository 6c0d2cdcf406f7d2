package dev.seedbank.backend.postgres.effect;

import dev.seedbank.backend.migration.Hazard;
import dev.seedbank.backend.migration.StatementEffect.Danger;
import dev.seedbank.backend.migration.StatementEffect.Work;
import java.util.ArrayList;
import java.util.List;

/**
 * What a statement, or one part of it, would do.
 *
 * @param table that it locks, as the statement names it; empty if there is none
 */
record Effect(TableLock lock, String table, Work work, List<Danger> dangers) {
    static final Effect NONE = new Effect(TableLock.NONE, "", Work.NONE, List.of());

    Effect {
        dangers = List.copyOf(dangers);
    }

    static Effect of(TableLock lock, String table) {
        return new Effect(lock, table, Work.NONE, List.of());
    }

    Effect working(Work how) {
        return new Effect(lock, table, how, dangers);
    }

    Effect danger(Hazard hazard, String what, String instead) {
        return and(new Effect(lock, table, work, List.of(new Danger(hazard, what, instead))));
    }

    /** Both at once, on the same table. */
    Effect and(Effect other) {
        var all = new ArrayList<>(dangers);
        all.addAll(other.dangers);
        return new Effect(
                lock.compareTo(other.lock) >= 0 ? lock : other.lock,
                table,
                work.compareTo(other.work) >= 0 ? work : other.work,
                all);
    }
}
