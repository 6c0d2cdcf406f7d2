package dev.seedbank.backend.postgres.schema.plan;

import dev.seedbank.backend.postgres.structure.model.StructureId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
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
 * @param cast columns, {@code schema.table.column}, whose type the server changes only with a cast that is written out
 * @param batched new columns whose default differs from row to row
 * @param unfinished columns whose rows have not all got their values yet
 * @param recreated what the server changes in no other way than by making it anew
 */
record Situation(
        int number,
        Predicate<String> busy,
        Map<String, String> using,
        Map<String, String> backfill,
        TypeNames types,
        Set<String> cast,
        Set<String> batched,
        Set<String> unfinished,
        Set<StructureId> recreated) {
    Situation withCast(String column) {
        return new Situation(
                number, busy, using, backfill, types, plus(cast, List.of(column)), batched, unfinished, recreated);
    }

    Situation withBatched(String column) {
        return new Situation(
                number, busy, using, backfill, types, cast, plus(batched, List.of(column)), unfinished, recreated);
    }

    Situation withRecreated(Collection<StructureId> objects) {
        return new Situation(number, busy, using, backfill, types, cast, batched, unfinished, plus(recreated, objects));
    }

    private static <T> Set<T> plus(Set<T> set, Collection<T> more) {
        var all = new HashSet<>(set);
        all.addAll(more);
        return all;
    }

    /** When what had to be made anew is, and all rows have their values. */
    Situation afterRound() {
        return new Situation(number, busy, using, backfill, types, cast, batched, Set.of(), Set.of());
    }

    boolean isAtLeast(int major) {
        return number >= major * 10_000;
    }
}
