package dev.seedbank.backend.postgres.structure.read;

import dev.seedbank.backend.postgres.structure.model.DependencySort;
import dev.seedbank.backend.postgres.structure.model.IntList;
import dev.seedbank.backend.postgres.structure.model.IntMap;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;

/**
 * Puts objects into an order in which they can be created: what is needed first, and then by kind and name, so that two
 * equal databases give the same script. What the tables need comes before the rows; what needs something that comes after
 * the rows (a function that returns a view's rows) comes after them too.
 */
final class StructureOrder {
    private final StructureCatalog catalog;
    private final BitSet selected;
    private final BitSet forRows = new BitSet();
    /** Those of which it is known whether they come after the rows. */
    private final BitSet known = new BitSet();

    private final BitSet after = new BitSet();

    StructureOrder(StructureCatalog catalog, BitSet selected) {
        this.catalog = catalog;
        this.selected = selected;
        selected.stream()
                .filter(number -> switch (catalog.kind(number)) {
                    case TABLE, DEFAULT, CHECK, OWNED_BY -> true;
                    default -> false;
                })
                .forEach(number -> catalog.addWithNeeds(number, forRows));
    }

    boolean isAfterRows(int number) {
        if (!known.get(number)) {
            known.set(number); // ends cycles
            after.set(number, findIsAfterRows(number));
        }
        return after.get(number);
    }

    private boolean findIsAfterRows(int number) {
        if (!selected.get(number) || forRows.get(number)) {
            return false;
        }
        if (catalog.kind(number).isAfterData()) {
            return true;
        }
        for (int need : catalog.needs(number)) {
            if (isAfterRows(need)) {
                return true;
            }
        }
        return false;
    }

    int[] sorted() {
        var order = new ArrayList<Integer>(selected.cardinality());
        selected.stream().forEach(order::add);
        order.sort(Comparator.comparing((Integer number) -> isAfterRows(number)).thenComparing(catalog::compare));
        var ranks = new IntMap();
        for (int rank = 0; rank < order.size(); rank++) {
            ranks.put(order.get(rank), rank);
        }
        int[] sorted = DependencySort.sort(order.size(), rank -> {
            var needed = new IntList();
            for (int need : catalog.needs(order.get(rank))) {
                if (ranks.has(need)) {
                    needed.add(ranks.get(need));
                }
            }
            return needed.toArray();
        });
        for (int place = 0; place < sorted.length; place++) {
            sorted[place] = order.get(sorted[place]);
        }
        return sorted;
    }
}
