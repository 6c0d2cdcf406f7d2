package dev.seedbank.backend.postgres.maintenance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * An index that another one makes superfluous.
 *
 * @param same whether their definitions are equal; otherwise it is the beginning of the other
 */
record Redundancy(Index index, Index other, boolean same) {
    /** Of two that are the same stays the one that something needs, or that says more, or that is used, or that is older. */
    private static final Comparator<Index> STAYS = Comparator.comparing(Index::protectedBy)
            .thenComparing(Index::unique)
            .thenComparing(it -> it.scans() > 0)
            .reversed()
            .thenComparingLong(Index::number);

    /** Neither a constraint nor uniqueness is ever lost without the index. One that is found to go is not the reason for another to go. */
    static List<Redundancy> in(List<Index> indexes) {
        var found = new ArrayList<Redundancy>();
        var gone = new HashSet<Index>();
        var candidates = indexes.stream()
                .filter(it -> it.valid() && !it.exclusion())
                .sorted(STAYS)
                .toList();
        for (int i = candidates.size() - 1; i > 0; i--) { // the last to stay first
            var index = candidates.get(i);
            if (!index.protectedBy()) {
                same(index, candidates.subList(0, i)).ifPresent(other -> {
                    found.add(new Redundancy(index, other, true));
                    gone.add(index);
                });
            }
        }
        for (var index : candidates) {
            if (!index.protectedBy() && !index.unique() && !gone.contains(index)) {
                candidates.stream()
                        .filter(other -> !gone.contains(other) && isBeginning(index, other))
                        .min(Comparator.comparingInt((Index it) -> it.keys().size())
                                .thenComparingLong(Index::number))
                        .ifPresent(other -> found.add(new Redundancy(index, other, false)));
            }
        }
        return found;
    }

    /** A valid one that does all that an invalid one would. */
    static Optional<Index> valid(Index index, List<Index> indexes) {
        return same(index, indexes.stream().filter(Index::valid).toList());
    }

    private static Optional<Index> same(Index index, List<Index> staying) {
        return staying.stream()
                .filter(other -> other.isOfTable(index)
                        && other.keys().equals(index.keys())
                        && other.rest().equals(index.rest())
                        && (other.unique() || !index.unique()))
                .findFirst();
    }

    /** Only a B-tree's beginning does what an index on it alone does. */
    private static boolean isBeginning(Index index, Index other) {
        int length = index.keys().size();
        return index.method().equals("btree")
                && other.isOfTable(index)
                && other.rest().equals(index.rest())
                && other.keys().size() > length
                && other.keys().subList(0, length).equals(index.keys());
    }
}
