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
 * @param bases of the domains that are desired: the types that they are based on
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
        Map<String, String> bases,
        Set<String> cast,
        Set<String> batched,
        Set<String> unfinished,
        Set<StructureId> recreated) {
    Situation withCast(String column) {
        return new Situation(
                number, busy, using, backfill, bases, plus(cast, List.of(column)), batched, unfinished, recreated);
    }

    Situation withBatched(String column) {
        return new Situation(
                number, busy, using, backfill, bases, cast, plus(batched, List.of(column)), unfinished, recreated);
    }

    Situation withRecreated(Collection<StructureId> objects) {
        return new Situation(number, busy, using, backfill, bases, cast, batched, unfinished, plus(recreated, objects));
    }

    private static <T> Set<T> plus(Set<T> set, Collection<T> more) {
        var all = new HashSet<>(set);
        all.addAll(more);
        return all;
    }

    /** What a type is in the end, if it is a domain or a list of one. */
    String base(String type) {
        boolean array = type.endsWith("[]");
        var base = bases.get(array ? type.substring(0, type.length() - 2) : type);
        return base == null ? type : base(array ? base + "[]" : base);
    }

    boolean isAtLeast(int major) {
        return number >= major * 10_000;
    }
}
