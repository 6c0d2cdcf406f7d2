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
 * @param filled materialized views, by their full names as SQL, that are to have rows
 * @param withDefault partitioned tables that have a default partition, by their full names as SQL
 * @param recreated what the server changes in no other way than by making it anew
 * @param cleared of these: what is in the way of other changes, and so is dropped before them
 * @param displaced what goes, and has a name that something else is to get before
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
        Set<String> filled,
        Set<String> withDefault,
        Set<StructureId> recreated,
        Set<StructureId> cleared,
        Displaced displaced) {
    Situation withCast(String column) {
        return new Situation(
                number,
                busy,
                using,
                backfill,
                types,
                plus(cast, List.of(column)),
                batched,
                unfinished,
                filled,
                withDefault,
                recreated,
                cleared,
                displaced);
    }

    Situation withBatched(String column) {
        return new Situation(
                number,
                busy,
                using,
                backfill,
                types,
                cast,
                plus(batched, List.of(column)),
                unfinished,
                filled,
                withDefault,
                recreated,
                cleared,
                displaced);
    }

    Situation withRecreated(Collection<StructureId> objects) {
        return with(plus(recreated, objects), cleared);
    }

    Situation withCleared(Collection<StructureId> objects) {
        return with(plus(recreated, objects), plus(cleared, objects));
    }

    Situation withDisplaced(StructureId object) {
        return new Situation(
                number,
                busy,
                using,
                backfill,
                types,
                cast,
                batched,
                unfinished,
                filled,
                withDefault,
                recreated,
                cleared,
                displaced.with(object));
    }

    private Situation with(Set<StructureId> anew, Set<StructureId> before) {
        return new Situation(
                number,
                busy,
                using,
                backfill,
                types,
                cast,
                batched,
                unfinished,
                filled,
                withDefault,
                anew,
                before,
                displaced);
    }

    private static <T> Set<T> plus(Set<T> set, Collection<T> more) {
        var all = new HashSet<>(set);
        all.addAll(more);
        return all;
    }

    /** When what had to be made anew is, and all rows have their values. */
    Situation afterRound() {
        return new Situation(
                number,
                busy,
                using,
                backfill,
                types,
                cast,
                batched,
                Set.of(),
                filled,
                withDefault,
                Set.of(),
                Set.of(),
                new Displaced(Set.of()));
    }

    boolean isAtLeast(int major) {
        return number >= major * 10_000;
    }
}
