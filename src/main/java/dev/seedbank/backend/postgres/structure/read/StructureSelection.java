package dev.seedbank.backend.postgres.structure.read;

import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which objects go into the script. Tables bring their partitions and all that they need. What goes with a table (keys,
 * triggers, policies) or lives in the same schema comes too, together with the types and functions that it needs; unless
 * it needs a table or view that is not there: then it is left out, and the script says so.
 */
final class StructureSelection {
    private static final int NO_OBSTACLE = -1;

    private final StructureCatalog catalog;
    private final BitSet selected = new BitSet();
    private final BitSet candidates = new BitSet();
    /** Those of which it is known whether they have an obstacle. */
    private final BitSet known = new BitSet();

    private final Map<Integer, Integer> obstacles = new HashMap<>();

    private final Set<String> leftOut = new TreeSet<>();

    /**
     * @param relations tables and views that were asked for
     * @param schemas from which everything goes in, with all that is in no schema; absent if the relations alone are wanted
     */
    StructureSelection(StructureCatalog catalog, BitSet relations, Optional<Schemas> schemas) {
        this.catalog = catalog;
        selectTables(relations, schemas);
        findCandidates(relations, schemas);
        candidates.stream().forEach(number -> {
            int obstacle = obstacle(number);
            if (obstacle == NO_OBSTACLE) {
                catalog.addWithNeeds(number, selected);
            } else {
                leaveOut(number, obstacle);
            }
        });
    }

    /** Their numbers. */
    BitSet objects() {
        return selected;
    }

    /** One line each, sorted. */
    Collection<String> leftOut() {
        return leftOut;
    }

    private void selectTables(BitSet relations, Optional<Schemas> schemas) {
        var tables = new BitSet();
        catalog.objects()
                .filter(number -> catalog.kind(number) == StructureKind.TABLE && !Schemas.isOwn(catalog.schema(number)))
                .forEach(tables::set);
        tables.stream()
                .filter(table -> relations.get(table) || isIn(schemas, table))
                .forEach(table -> catalog.addWithNeeds(table, selected));
        for (int before = -1; before < selected.cardinality(); ) {
            before = selected.cardinality();
            tables.stream()
                    .filter(table -> catalog.hasOwner(table) && selected.get(catalog.owner(table)))
                    .forEach(table -> catalog.addWithNeeds(table, selected));
        }
    }

    private boolean isIn(Optional<Schemas> schemas, int number) {
        var schema = catalog.schema(number);
        return schemas.isPresent()
                && (schema.isEmpty() ? !catalog.hasOwner(number) : schemas.get().has(schema));
    }

    private void findCandidates(BitSet relations, Optional<Schemas> schemas) {
        for (int before = -1; before < candidates.cardinality(); ) {
            before = candidates.cardinality();
            catalog.objects()
                    .filter(number -> relations.get(number)
                            || isIn(schemas, number)
                            || (catalog.hasOwner(number)
                                    && (selected.get(catalog.owner(number)) || candidates.get(catalog.owner(number)))))
                    .forEach(candidates::set);
        }
        candidates.andNot(selected);
    }

    /** The table or view that is not in the script and without which this object cannot be made. */
    private int obstacle(int number) {
        if (!known.get(number)) {
            known.set(number); // ends cycles
            int found = isObstacle(number) ? number : obstacleAmongNeeds(number);
            if (found != NO_OBSTACLE) {
                obstacles.put(number, found);
            }
        }
        return obstacles.getOrDefault(number, NO_OBSTACLE);
    }

    private boolean isObstacle(int number) {
        if (selected.get(number)) {
            return false;
        }
        boolean own = Schemas.isOwn(catalog.schema(number));
        return switch (catalog.kind(number)) {
            case TABLE -> true;
            case VIEW, FOREIGN_TABLE -> !candidates.get(number) || own;
            default -> own;
        };
    }

    private int obstacleAmongNeeds(int number) {
        int first = NO_OBSTACLE;
        if (!selected.get(number)) {
            for (int need : catalog.needs(number)) {
                int obstacle = obstacle(need);
                if (obstacle != NO_OBSTACLE && (first == NO_OBSTACLE || catalog.compare(obstacle, first) < 0)) {
                    first = obstacle;
                }
            }
        }
        return first;
    }

    private void leaveOut(int number, int obstacle) {
        switch (catalog.kind(number)) {
            case COMMENT, INDEX_PARTITION, MARK, TRIGGER_STATE, REFRESH, SECURITY_LABEL, OWNER, PRIVILEGES -> {
                // it goes with something that is left out itself
            }
            default -> {
                var why = number == obstacle ? "" : ", which needs " + words(obstacle);
                leftOut.add(words(number) + why);
            }
        }
    }

    private String words(int number) {
        return catalog.id(number).words();
    }
}
