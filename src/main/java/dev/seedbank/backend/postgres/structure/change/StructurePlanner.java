package dev.seedbank.backend.postgres.structure.change;

import dev.seedbank.backend.postgres.structure.change.StructurePlan.Line;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Works out what has to be dropped and created so that {@link StructureGoals} are met: what differs or is too much goes, and with
 * it all that could not stay without it; then what is wanted comes back from the backup, and what only had to make room comes back
 * from the backup or as it was. Knows no server.
 */
final class StructurePlanner {
    private final StructureSet backup;
    private final StructureSet live;
    private final StructureComparison comparison;
    private final StructureGoals goals;
    private final Set<StructureId> wanted;
    private final Set<StructureId> drops;
    private final Map<StructureId, Boolean> resolved = new HashMap<>();
    private final Map<StructureId, StructureObject> creates = new LinkedHashMap<>();
    private final List<Line> obstacles = new ArrayList<>();
    private final List<Line> notes = new ArrayList<>();

    private StructurePlanner(
            StructureSet backup, StructureSet live, StructureComparison comparison, StructureGoals goals) {
        this.backup = backup;
        this.live = live;
        this.comparison = comparison;
        this.goals = goals;
        this.wanted = new TreeSet<>(StructureId.ORDER); // whatever the order of the sets, the plan is the same
        this.wanted.addAll(goals.wanted());
        this.drops = findDrops();
    }

    static StructurePlan plan(
            StructureSet backup, StructureSet live, StructureComparison comparison, StructureGoals goals) {
        return new StructurePlanner(backup, live, comparison, goals).plan();
    }

    private StructurePlan plan() {
        refuseLosses();
        refuseToTakeFromOthers();
        for (var id : wanted) {
            if (!resolve(id)) {
                leaveOut(id);
            }
        }
        for (var id : drops) {
            if (!wanted.contains(id) && !goals.surplus().contains(id) && !resolve(id)) {
                refuseUnlessOwnerGoes(id);
            }
        }
        refuseTakenNames();
        var dropped = StructureSet.sorted(objects(live, drops)).reversed();
        return new StructurePlan(dropped, StructureSet.sorted(inTime()), obstacles, notes);
    }

    private Set<StructureId> findDrops() {
        var seeds = new LinkedHashSet<>(goals.surplus());
        wanted.stream().filter(this::differs).forEach(seeds::add);
        // A partition that is made below a table with indexes gets copies of them, which the backup's own would then
        // meet.
        for (var id : List.copyOf(wanted)) {
            if (!live.has(id) || seeds.contains(id)) {
                addRoot(id, seeds);
            }
        }
        for (var id : List.copyOf(seeds)) {
            addWholeIndexes(id, seeds);
        }
        return live.withDependents(seeds);
    }

    private void addWholeIndexes(StructureId id, Set<StructureId> seeds) {
        var object = live.get(id);
        if (object != null && object.owner() != null && !seeds.contains(object.owner())) {
            object.wholeIndexes().filter(seeds::add).forEach(whole -> addWholeIndexes(whole, seeds));
        }
    }

    private boolean differs(StructureId id) {
        var there = live.get(id);
        var here = backup.get(id);
        return there != null && here != null && !comparison.same(here, there);
    }

    private void addRoot(StructureId id, Set<StructureId> seeds) {
        var object = backup.get(id);
        var owner = object == null || id.kind() != StructureKind.TABLE ? null : object.owner();
        if (owner != null && live.has(owner) && seeds.add(owner)) {
            wanted.addAll(backup.withOwned(List.of(owner)));
            addRoot(owner, seeds);
        }
    }

    private void refuseLosses() {
        for (var id : drops) {
            if (id.kind() == StructureKind.TABLE
                    && !goals.surplus().contains(id)
                    && !goals.filled().contains(id)) {
                var why = differs(id)
                        ? "would be replaced by the backup's of the same name"
                        : "needs something that must be recreated";
                obstacles.add(new Line(id.name(), why + ", and its rows are not in this restore"));
            }
        }
    }

    /** A table's rows are also those of what it is a partition or a child of. */
    private void refuseToTakeFromOthers() {
        var taken = new TreeSet<>(StructureId.ORDER);
        taken.addAll(goals.targets());
        taken.addAll(drops);
        for (var id : taken) {
            for (var parent : parents(id)) {
                boolean stays = !drops.contains(parent) && !goals.filled().contains(parent);
                boolean touched =
                        drops.contains(id) || isPartition(id); // a target has rows of its own, a partition none
                if (stays && touched && !isGivenBack(id, parent)) {
                    obstacles.add(new Line(
                            id.name(),
                            "is a %s of %s, which is not part of this restore and would lose these rows. Detach it first, or use --rename"
                                    .formatted(isPartition(id) ? "partition" : "child", parent.name())));
                }
            }
        }
    }

    private boolean isPartition(StructureId id) {
        var object = live.get(id);
        return object != null && object.owner() != null;
    }

    private List<StructureId> parents(StructureId id) {
        var object = live.get(id);
        return object == null || !isTable(id)
                ? List.of()
                : object.needs().stream()
                        .filter(StructurePlanner::isTable)
                        .filter(need -> need.equals(object.owner()) || object.inherits())
                        .sorted(StructureId.ORDER)
                        .toList();
    }

    private static boolean isTable(StructureId id) {
        return id.kind() == StructureKind.TABLE || id.kind() == StructureKind.FOREIGN_TABLE;
    }

    /** Whether what is made in its place belongs to the same one. */
    private boolean isGivenBack(StructureId id, StructureId parent) {
        var object = wanted.contains(id) || goals.targets().contains(id)
                ? backup.get(id)
                : goals.surplus().contains(id) ? null : live.get(id);
        return object != null && object.needs().contains(parent);
    }

    /** Those of tables that get rows are told with the tables. */
    private void refuseTakenNames() {
        for (var id : creates.keySet()) {
            live.namesake(id)
                    .filter(other -> !drops.contains(other) && !goals.targets().contains(id))
                    .ifPresent(other -> obstacles.add(new Line(
                            id.words(),
                            "cannot be created: in the database this is the name of a "
                                    + other.kind().words())));
        }
    }

    /** Whether it is there in the end; if it must be created, from which source is decided here. */
    private boolean resolve(StructureId id) {
        var known = resolved.get(id);
        if (known != null) {
            return known;
        }
        resolved.put(id, true); // ends cycles
        boolean stays = live.has(id) && !drops.contains(id);
        var found = stays
                || sources(id).stream().anyMatch(source -> {
                    boolean possible = source.needs().stream().allMatch(this::resolve);
                    if (possible) {
                        creates.put(id, source);
                    }
                    return possible;
                });
        resolved.put(id, found);
        return found;
    }

    private List<StructureObject> sources(StructureId id) {
        if (goals.surplus().contains(id) && !wanted.contains(id)) {
            return List.of();
        }
        boolean isMissing = !live.has(id);
        if (isMissing && !wanted.contains(id) && id.kind() == StructureKind.TABLE) {
            return List.of(); // whose rows nobody would bring
        }
        var sources = new ArrayList<>(objects(backup, List.of(id)));
        if (!wanted.contains(id)) {
            var other = objects(live, List.of(id));
            sources.addAll(goals.backupFirst() ? sources.size() : 0, other);
        }
        return sources;
    }

    private void leaveOut(StructureId id) {
        var line = new Line(id.words(), "needs " + missing(id) + ", which is not in the database");
        if (id.kind() == StructureKind.TABLE) {
            obstacles.add(line);
        } else {
            notes.add(new Line(line.name(), "is left out: it " + line.text()));
        }
    }

    /** A foreign key may go with the table that it refers to; anything else has a meaning of its own. */
    private void refuseUnlessOwnerGoes(StructureId id) {
        var object = live.get(id);
        var owner = object == null ? null : object.owner();
        boolean goesWithOwner = owner != null && drops.contains(owner) && !creates.containsKey(owner);
        if (id.kind() == StructureKind.FOREIGN_KEY) {
            notes.add(new Line(id.words(), "will be removed with " + missing(id)));
        } else if (!goesWithOwner) {
            obstacles.add(new Line(id.words(), "needs " + missing(id) + ", which will not be there"));
        }
    }

    private String missing(StructureId id) {
        return objects(live.has(id) ? live : backup, List.of(id)).stream()
                .flatMap(object -> object.needs().stream())
                .filter(need -> !resolve(need))
                .map(StructureId::words)
                .sorted()
                .findFirst()
                .orElse("something");
    }

    /** What is made before the rows has all that it needs made before them, too. */
    private Collection<StructureObject> inTime() {
        var early = new HashSet<StructureId>();
        for (var object : creates.values()) {
            if (!object.afterRows()) {
                addEarly(object, early);
            }
        }
        return creates.values().stream()
                .map(object -> early.contains(object.id()) ? object.beforeRows() : object)
                .toList();
    }

    private void addEarly(StructureObject object, Set<StructureId> early) {
        if (early.add(object.id())) {
            for (var need : object.needs()) {
                var needed = creates.get(need);
                if (needed != null) {
                    addEarly(needed, early);
                }
            }
        }
    }

    private static List<StructureObject> objects(StructureSet set, Collection<StructureId> ids) {
        var found = new ArrayList<StructureObject>();
        for (var id : ids) {
            var object = set.get(id);
            if (object != null) {
                found.add(object);
            }
        }
        return found;
    }
}
