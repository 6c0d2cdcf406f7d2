package dev.seedbank.backend.postgres.schema.plan;

import dev.seedbank.backend.postgres.structure.model.StructureId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What trials of a plan have shown.
 *
 * @param cast columns, {@code schema.table.column}, whose type the server changes only with a cast that is written out
 * @param batched new columns whose default differs from row to row
 * @param recreated what the server changes in no other way than by making it anew
 * @param cleared of these: what is in the way of other changes, and so is dropped before them
 * @param around of these: the tables whose columns' types it is in the way of; itself if it cannot come back right after these change
 * @param displaced what goes, and has a name that something else is to get before
 * @param bounds by the full names of tables that become partitions: what holds for the rows of such a partition
 */
record Lessons(
        Set<String> cast,
        Set<String> batched,
        Set<StructureId> recreated,
        Set<StructureId> cleared,
        Map<StructureId, Set<StructureId>> around,
        Displaced displaced,
        Map<String, String> bounds) {
    static final Lessons NONE =
            new Lessons(Set.of(), Set.of(), Set.of(), Set.of(), Map.of(), new Displaced(Set.of()), Map.of());

    Lessons {
        cast = Set.copyOf(cast);
        batched = Set.copyOf(batched);
        recreated = Set.copyOf(recreated);
        cleared = Set.copyOf(cleared);
        around = Map.copyOf(around);
        bounds = Map.copyOf(bounds);
    }

    Lessons withCast(String column) {
        return new Lessons(plus(cast, List.of(column)), batched, recreated, cleared, around, displaced, bounds);
    }

    Lessons withBatched(String column) {
        return new Lessons(cast, plus(batched, List.of(column)), recreated, cleared, around, displaced, bounds);
    }

    Lessons withRecreated(Collection<StructureId> objects) {
        return new Lessons(cast, batched, plus(recreated, objects), cleared, around, displaced, bounds);
    }

    Lessons withCleared(Collection<StructureId> objects) {
        return new Lessons(cast, batched, plus(recreated, objects), plus(cleared, objects), around, displaced, bounds);
    }

    /** As {@link #withCleared}, because of one table's columns or, if the object's own id is given, because of more. */
    Lessons withAround(Collection<StructureId> objects, StructureId table) {
        var all = new HashMap<>(around);
        objects.forEach(it -> all.merge(it, Set.of(table), Lessons::plus));
        return new Lessons(cast, batched, plus(recreated, objects), plus(cleared, objects), all, displaced, bounds);
    }

    Lessons withDisplaced(StructureId object) {
        return new Lessons(cast, batched, recreated, cleared, around, displaced.with(object), bounds);
    }

    Lessons withBounds(String table, String condition) {
        var all = new HashMap<>(bounds);
        all.put(table, condition);
        return new Lessons(cast, batched, recreated, cleared, around, displaced, all);
    }

    /** When what had to be made anew is. */
    Lessons afterRound() {
        return new Lessons(cast, batched, Set.of(), Set.of(), Map.of(), new Displaced(Set.of()), Map.of());
    }

    private static <T> Set<T> plus(Set<T> set, Collection<T> more) {
        var all = new HashSet<>(set);
        all.addAll(more);
        return all;
    }
}
