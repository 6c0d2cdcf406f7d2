package dev.seedbank.backend.migration;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a statement would do to a live database, as far as that can be told without running it.
 *
 * @param line of the file at which it begins, from 1
 * @param count how many statements after one another do the same
 * @param statement its first words
 * @param lock the strongest that it takes, in the server's words; empty if it keeps nobody waiting
 * @param table that it locks; empty if there is none, or it is not there yet
 * @param fresh what the scripts make themselves, if it is about nothing else, so that nobody waits for it: {@code table}, {@code
 *     collection}
 * @param dangers with the safe way to write it, unless the file allows them
 */
public record StatementEffect(
        int line,
        int count,
        String statement,
        String lock,
        Optional<Table> table,
        Optional<String> fresh,
        Work work,
        List<Danger> dangers) {
    public StatementEffect {
        dangers = List.copyOf(dangers);
    }

    /**
     * One that is there.
     *
     * @param documents about so many; empty for an engine that does not count them all the time
     * @param bytes of its rows, with what is stored beside them; without its indexes
     */
    public record Table(String name, OptionalLong documents, long bytes) {}

    /** What it does with all rows of the table, in rising order. */
    public enum Work {
        NONE,
        READS,
        REWRITES
    }

    /**
     * @param what in a few words: {@code adds a foreign key whose rows are checked while nobody can write}
     * @param instead how to write it so that it hurts nobody
     */
    public record Danger(Hazard hazard, String what, String instead) {}

    /** Whether the next one can be told together with this one. */
    public boolean isLike(StatementEffect next) {
        return statement.equals(next.statement)
                && lock.equals(next.lock)
                && table.equals(next.table)
                && fresh.equals(next.fresh)
                && work == next.work
                && dangers.isEmpty()
                && next.dangers.isEmpty();
    }

    /** The same, once more. */
    public StatementEffect andOneMore() {
        return new StatementEffect(line, count + 1, statement, lock, table, fresh, work, dangers);
    }
}
