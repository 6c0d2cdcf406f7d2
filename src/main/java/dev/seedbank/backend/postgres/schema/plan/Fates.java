package dev.seedbank.backend.postgres.schema.plan;

import dev.seedbank.backend.postgres.structure.definition.TableDefinition;
import dev.seedbank.backend.postgres.structure.model.ObjectDifference;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What becomes of objects that differ, and of those that need them: they go, are made anew, or change where they are. */
final class Fates {
    private final StructureSet current;
    private final StructureSet desired;
    private final Map<StructureId, ObjectDifference> differences = new LinkedHashMap<>();
    private final Set<StructureId> gone = new LinkedHashSet<>();
    private final Set<StructureId> renewed = new LinkedHashSet<>();
    private final Map<StructureId, List<PlannedStep>> inPlace = new HashMap<>();
    private final Map<StructureId, Set<StructureId>> loosened = new HashMap<>();

    Fates(StructureSet current, StructureSet desired, Situation situation) {
        this.current = current;
        this.desired = desired;
        SchemaProof.between(current, desired).forEach(it -> differences.put(it.id(), it));
        sortOut(situation);
        renewDependents();
    }

    /** Dropped for good. */
    Set<StructureId> gone() {
        return gone;
    }

    /** Dropped and made again; of tables only those that no statement can change. */
    Set<StructureId> renewed() {
        return renewed;
    }

    /** The statements that change it where it is; none for tables, and for what does not change so. */
    List<PlannedStep> inPlace(StructureId id) {
        return inPlace.getOrDefault(id, List.of());
    }

    /** What goes or is made anew, and must be let go of by a table that stays. */
    Set<StructureId> loosened(StructureId table) {
        return loosened.getOrDefault(table, Set.of());
    }

    Collection<Set<StructureId>> loosened() {
        return loosened.values();
    }

    boolean differs(StructureId id) {
        return differences.containsKey(id);
    }

    /** Neither dropped nor made anew. */
    boolean stays(StructureId id) {
        return !gone.contains(id) && !renewed.contains(id);
    }

    static boolean isTable(StructureId id) {
        return id.kind() == StructureKind.TABLE || id.kind() == StructureKind.FOREIGN_TABLE;
    }

    /** Parts of tables, which these change. */
    static boolean isPiece(StructureKind kind) {
        return kind == StructureKind.DEFAULT || kind == StructureKind.CHECK || kind == StructureKind.UNVALIDATED;
    }

    private void sortOut(Situation situation) {
        for (var difference : differences.values()) {
            var id = difference.id();
            var from = difference.here();
            var to = difference.there();
            if (to == null) {
                gone.add(id);
            } else if (from != null && !isTable(id)) {
                new ObjectChange(from, to, difference, situation)
                        .inPlace()
                        .ifPresentOrElse(steps -> inPlace.put(id, steps), () -> renewed.add(id));
            } else if (from != null && id.kind() == StructureKind.FOREIGN_TABLE && isOnAnotherServer(from, to)) {
                renewed.add(id);
            }
        }
        situation.lessons().recreated().stream()
                .filter(it -> current.has(it) && desired.has(it))
                .forEach(renewed::add);
    }

    private static boolean isOnAnotherServer(StructureObject from, StructureObject to) {
        var here = ((TableDefinition) from.definition()).server();
        var there = ((TableDefinition) to.definition()).server();
        return here != null && there != null && !here.name().equals(there.name());
    }

    private void renewDependents() {
        var dependents = new HashMap<StructureId, Set<StructureObject>>();
        for (var object : current.all()) {
            object.needs()
                    .forEach(need -> dependents
                            .computeIfAbsent(need, _ -> new LinkedHashSet<>())
                            .add(object));
        }
        var open = new ArrayList<>(gone);
        open.addAll(renewed);
        while (!open.isEmpty()) {
            var id = open.removeLast();
            for (var dependent : dependents.getOrDefault(id, Set.of())) {
                renew(dependent, id).forEach(open::add);
            }
        }
    }

    private Stream<StructureId> renew(StructureObject dependent, StructureId because) {
        var id = dependent.id();
        if (isPiece(id.kind()) && dependent.owner() != null) {
            return hold(dependent.owner(), because);
        }
        if (isTable(id)) {
            return renewed.contains(id) ? Stream.empty() : hold(id, because);
        }
        if (gone.contains(id) || (letsGo(id, because) && inPlace.containsKey(id))) {
            return Stream.empty();
        }
        inPlace.remove(id);
        return desired.has(id) && renewed.add(id) ? Stream.of(id) : Stream.empty();
    }

    /** A table stays, and lets go of it; one that is a child or partition goes on with its parent. */
    private Stream<StructureId> hold(StructureId table, StructureId because) {
        if (!gone.contains(table) && !isTable(because)) {
            loosened.computeIfAbsent(table, _ -> new LinkedHashSet<>()).add(because);
        }
        return Stream.empty();
    }

    /** Whether what is desired no longer needs what goes. */
    private boolean letsGo(StructureId id, StructureId because) {
        var wanted = desired.get(id);
        return gone.contains(because) && wanted != null && !wanted.needs().contains(because) && !hasSuccessor(because);
    }

    /** Whether one comes that may not be beside the one that goes: a function's id has the names of its arguments, too. */
    private boolean hasSuccessor(StructureId id) {
        return id.kind() == StructureKind.FUNCTION
                && desired.ids().stream()
                        .anyMatch(it -> it.kind() == StructureKind.FUNCTION
                                && !current.has(it)
                                && Mention.lastName(it).equals(Mention.lastName(id)));
    }
}
