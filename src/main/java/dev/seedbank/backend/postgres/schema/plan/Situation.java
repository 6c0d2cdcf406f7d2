package dev.seedbank.backend.postgres.schema.plan;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a plan has to know besides the two structures.
 *
 * @param number of the server's version, such as 150004
 * @param busy whether a table that is there, by its full name as SQL, may have rows and people who use it
 * @param using by {@code schema.table.column}: the expression that makes a value of the new type
 * @param backfill by {@code schema.table.column}: the value that a new column gets in rows that are there
 * @param types what the names of types mean
 * @param unfinished columns whose rows have not all got their values yet
 * @param filled materialized views, by their full names as SQL, that are to have rows
 * @param withDefault partitioned tables that have a default partition, by their full names as SQL
 */
record Situation(
        int number,
        Predicate<String> busy,
        Map<String, String> using,
        Map<String, String> backfill,
        TypeNames types,
        Set<String> unfinished,
        Set<String> filled,
        Set<String> withDefault,
        Lessons lessons) {
    Situation with(Lessons learned) {
        return new Situation(number, busy, using, backfill, types, unfinished, filled, withDefault, learned);
    }

    /** When what had to be made anew is, and all rows have their values. */
    Situation afterRound() {
        return new Situation(number, busy, using, backfill, types, Set.of(), filled, withDefault, lessons.afterRound());
    }

    boolean isAtLeast(int major) {
        return number >= major * 10_000;
    }
}
