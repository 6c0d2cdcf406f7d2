package dev.seedbank.backend.postgres.schema.plan;

import static java.util.Objects.requireNonNull;

import dev.seedbank.backend.postgres.structure.change.StructureDrop;
import dev.seedbank.backend.postgres.structure.definition.ConstraintDefinition;
import dev.seedbank.backend.postgres.structure.definition.IndexDefinition;
import dev.seedbank.backend.postgres.structure.definition.TableDefinition;
import dev.seedbank.backend.postgres.structure.definition.ViewDefinition;
import dev.seedbank.backend.postgres.structure.model.GrantedBy;
import dev.seedbank.backend.postgres.structure.model.ObjectDifference;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Works out the statements that lead from one structure to another. In their order: what is in the way within tables goes; what goes
 * or is made anew is dropped, dependants first; all else is created and altered, in the order in which the desired structure needs
 * it; at last goes what altered tables still held on to.
 */
final class ChangePlanner {
    private final StructureSet current;
    private final StructureSet desired;
    private final Situation situation;
    private final Map<StructureId, ObjectDifference> differences = new LinkedHashMap<>();
    private final Set<StructureId> gone = new LinkedHashSet<>();
    private final Set<StructureId> renewed = new LinkedHashSet<>();
    private final Map<StructureId, List<PlannedStep>> inPlace = new HashMap<>();
    /** Of a table: what is made anew and must be let go of by it. */
    private final Map<StructureId, Set<StructureId>> loosened = new HashMap<>();

    private final Map<StructureId, TableChange> tables = new LinkedHashMap<>();
    private final Map<StructureId, NewType> newTypes = new LinkedHashMap<>();

    ChangePlanner(StructureSet current, StructureSet desired, Situation situation) {
        this.current = current;
        this.desired = desired;
        this.situation = situation;
        SchemaProof.between(current, desired).forEach(it -> differences.put(it.id(), it));
        sortOut();
        renewDependents();
        changeTables();
    }

    private static boolean isTable(StructureId id) {
        return id.kind() == StructureKind.TABLE || id.kind() == StructureKind.FOREIGN_TABLE;
    }

    /** Parts of tables, which these change. */
    private static boolean isPiece(StructureKind kind) {
        return kind == StructureKind.DEFAULT || kind == StructureKind.CHECK || kind == StructureKind.UNVALIDATED;
    }

    private void sortOut() {
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
        situation.recreated().stream()
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

    private void changeTables() {
        for (var id : desired.ids()) {
            var from = current.get(id);
            boolean changes = differences.containsKey(id) || loosened.containsKey(id) || isUnfinished(id);
            if (isTable(id) && from != null && changes && !renewed.contains(id)) {
                tables.put(
                        id,
                        new TableChange(
                                id,
                                (TableDefinition) from.definition(),
                                (TableDefinition)
                                        requireNonNull(desired.get(id)).definition(),
                                situation,
                                loosened.getOrDefault(id, Set.of())));
            }
        }
        replaceTypes();
    }

    /** Those that tables have, and those that these are made of. */
    private void replaceTypes() {
        var types =
                renewed.stream().filter(id -> id.kind() == StructureKind.TYPE).toList();
        boolean more = true;
        while (more) {
            more = false;
            for (var id : types) {
                boolean held = loosened.values().stream().anyMatch(it -> it.contains(id))
                        || newTypes.keySet().stream()
                                .anyMatch(it ->
                                        requireNonNull(current.get(it)).needs().contains(id));
                if (held && !newTypes.containsKey(id)) {
                    newTypes.put(id, new NewType(requireNonNull(current.get(id)), requireNonNull(desired.get(id))));
                    more = true;
                }
            }
        }
    }

    private boolean isUnfinished(StructureId table) {
        return situation.unfinished().stream().anyMatch(it -> it.startsWith(table.name() + "."));
    }

    List<PlannedStep> plan() {
        var early = early();
        var held = held(early);
        var first = new LinkedHashSet<>(early);
        first.removeAll(held);
        var steps = new ArrayList<PlannedStep>();
        tables.values().forEach(it -> steps.addAll(it.detached()));
        steps.addAll(drops(first));
        tables.values().forEach(it -> steps.addAll(it.before()));
        steps.addAll(drops(held));
        steps.addAll(creations());
        StructureSet.sorted(objects(newTypes.keySet()))
                .reversed()
                .forEach(it -> steps.add(requireNonNull(newTypes.get(it.id())).end()));
        var late = new LinkedHashSet<>(gone);
        late.addAll(renewed);
        late.removeAll(early);
        late.removeAll(newTypes.keySet());
        late.removeIf(this::isReplacedAtOnce);
        late.stream().filter(renewed::contains).findFirst().ifPresent(this::refuse);
        steps.addAll(drops(late));
        return longOnesLast(steps);
    }

    /** What takes long, and nothing waits for, comes when all that is made anew is there again. */
    private List<PlannedStep> longOnesLast(List<PlannedStep> steps) {
        var needed = new HashSet<StructureId>();
        desired.all().forEach(it -> needed.addAll(it.needs()));
        Predicate<PlannedStep> isLast = step -> step.alone()
                && ((step.sql().startsWith("CREATE INDEX CONCURRENTLY ") && !needed.contains(step.id()))
                        || (step.sql().contains(" VALIDATE CONSTRAINT ") && !NotNulls.isOurs(step)));
        var ordered = new ArrayList<>(steps.stream().filter(isLast.negate()).toList());
        steps.stream().filter(isLast).forEach(ordered::add);
        return ordered;
    }

    private void refuse(StructureId id) {
        var holder = current.all().stream()
                .filter(it -> it.needs().contains(id) && !gone.contains(it.id()) && !renewed.contains(it.id()))
                .findFirst()
                .or(() -> current.all().stream()
                        .filter(it -> it.needs().contains(id))
                        .findFirst());
        throw new Refused(
                id,
                "it has to be dropped and recreated, but %s depends on it"
                        .formatted(holder.map(it -> it.id().words()).orElse("something that stays")),
                "Do this change in a migration, by hand.");
    }

    /** Of what is dropped early: what tables have to let go of before, with what that needs. */
    private Set<StructureId> held(Set<StructureId> early) {
        var all = new HashSet<StructureId>();
        tables.keySet()
                .forEach(table -> requireNonNull(current.get(table)).needs().stream()
                        .filter(early::contains)
                        .forEach(all::add));
        var held = current.withNeeds(all);
        held.retainAll(early);
        return held;
    }

    /** What can be dropped before anything is altered: all that needs it goes as well, or has let go of it. */
    private Set<StructureId> early() {
        var early = new LinkedHashSet<>(gone);
        early.addAll(renewed);
        early.removeAll(newTypes.keySet());
        early.removeIf(this::isReplacedAtOnce);
        boolean changed = true;
        while (changed) {
            var blocked = new HashSet<StructureId>();
            for (var object : current.all()) {
                if (!early.contains(object.id()) && !isPiece(object.id().kind())) {
                    object.needs().stream()
                            .filter(need -> early.contains(need) && !isFreed(object.id(), need))
                            .forEach(blocked::add);
                }
            }
            changed = early.removeAll(blocked);
        }
        return early;
    }

    /** What guards rows is made anew without a moment between, if nothing that it needs goes or is in its way. */
    private boolean isReplacedAtOnce(StructureId id) {
        return (id.kind() == StructureKind.POLICY || id.kind() == StructureKind.TRIGGER)
                && renewed.contains(id)
                && !situation.recreated().contains(id)
                && requireNonNull(current.get(id)).needs().stream()
                        .noneMatch(it -> gone.contains(it) || renewed.contains(it));
    }

    /** What is made anew, or has other parameters, is let go of before; a column that goes, only later. */
    private boolean isFreed(StructureId table, StructureId need) {
        return isTable(table)
                && switch (need.kind()) {
                    case FUNCTION, SEQUENCE, OPERATOR, CAST -> !isInGoneColumn(table, need);
                    default -> false;
                };
    }

    private boolean isInGoneColumn(StructureId table, StructureId need) {
        var change = tables.get(table);
        var definition = (TableDefinition) requireNonNull(current.get(table)).definition();
        var name = Mention.lastName(need);
        return change == null
                || definition.columns().stream()
                        .anyMatch(column ->
                                change.drops(column) && Mention.of(name, String.valueOf(column.expression())));
    }

    private List<StructureObject> objects(Set<StructureId> ids) {
        return current.all().stream().filter(it -> ids.contains(it.id())).toList();
    }

    private List<PlannedStep> drops(Set<StructureId> ids) {
        var steps = new ArrayList<PlannedStep>();
        for (var drop : StructureDrop.steps(StructureSet.sorted(objects(ids)).reversed())) {
            for (var statement : drop.statements()) {
                var step = ObjectChange.marked(
                        PlannedStep.of(drop.id(), statement), drop.id().kind());
                steps.add(gone.contains(drop.id()) ? step.losing(loss(drop.id())) : step);
            }
        }
        return steps;
    }

    private PlannedStep.@Nullable Loss loss(StructureId id) {
        var object = requireNonNull(current.get(id));
        boolean filled = object.definition() instanceof ViewDefinition view && view.materialized();
        if (id.kind() == StructureKind.TABLE || filled) {
            return new PlannedStep.Loss.Rows(id.name());
        }
        boolean alone = id.kind() == StructureKind.SEQUENCE
                && !current.has(new StructureId(StructureKind.OWNED_BY, id.name()))
                && current.all().stream().noneMatch(it -> it.needs().contains(id));
        return alone ? new PlannedStep.Loss.Count(id.name()) : null;
    }

    private List<PlannedStep> creations() {
        var steps = new ArrayList<PlannedStep>();
        var apart = new HashMap<StructureId, Set<String>>();
        tables.forEach((id, change) -> apart.put(id, change.apart()));
        var attached = new ArrayList<PlannedStep>();
        for (var object : StructureSet.sorted(desired.all())) {
            var id = object.id();
            var owner = object.owner();
            if (id.kind().compareTo(StructureKind.INDEX_PARTITION) >= 0) {
                steps.addAll(attached);
                attached.clear();
            }
            if (isPiece(id.kind())) {
                boolean wanted = owner == null
                        || !current.has(owner)
                        || apart.getOrDefault(owner, Set.of()).contains(Mention.lastName(id));
                if (wanted) {
                    steps.addAll(created(object));
                }
            } else if (newTypes.containsKey(id)) {
                steps.addAll(newTypes.get(id).begin());
            } else if (renewed.contains(id) || !current.has(id)) {
                if (isReplacedAtOnce(id)) {
                    steps.addAll(drops(Set.of(id)));
                }
                boolean later = isTable(id) && owner != null && current.has(owner);
                created(object).forEach(it -> (later && isAttachment(it) ? attached : steps).add(it));
            } else if (tables.containsKey(id)) {
                steps.addAll(tables.get(id).main());
                attached.addAll(tables.get(id).attached());
            } else {
                steps.addAll(inPlace.getOrDefault(id, List.of()));
            }
        }
        steps.addAll(attached);
        return steps;
    }

    /** A partition that comes to a table which is there brings its indexes and keys, or the server would make others for it. */
    private static boolean isAttachment(PlannedStep step) {
        return step.sql().startsWith("ALTER TABLE ") && step.sql().contains(" ATTACH PARTITION ");
    }

    private List<PlannedStep> created(StructureObject object) {
        boolean busy = object.owner() != null
                && current.has(object.owner())
                && !renewed.contains(object.owner())
                && situation.busy().test(object.owner().name());
        var steps = switch (object.definition()) {
            case ConstraintDefinition key
            when object.id().kind() == StructureKind.FOREIGN_KEY ->
                Constraints.foreignKey(object.id(), key, busy && !isPartitioned(object));
            case ConstraintDefinition key -> Constraints.key(object.id(), key, busy && !isPartitioned(object));
            case IndexDefinition index -> Constraints.index(object.id(), index, busy && !isPartitioned(object));
            default -> plain(object);
        };
        return steps.stream()
                .map(step -> ObjectChange.marked(step, object.id().kind()))
                .toList();
    }

    private boolean isPartitioned(StructureObject part) {
        var owner = part.owner() == null ? null : desired.get(part.owner());
        return owner != null && owner.definition() instanceof TableDefinition table && table.partitionKey() != null;
    }

    private static List<PlannedStep> plain(StructureObject object) {
        return object.statements().stream()
                .flatMap(it -> object.id().kind() == StructureKind.PRIVILEGES
                        ? GrantedBy.statements(it).stream()
                        : Stream.of(it))
                .map(it -> PlannedStep.of(object.id(), it))
                .toList();
    }

    /** The foreign keys that a refusal of the server's names. */
    Set<StructureId> foreignKeys(String refusal) {
        var found = new TreeSet<StructureId>(Comparator.comparing(StructureId::toString));
        current.ids().stream()
                .filter(it -> it.kind() == StructureKind.FOREIGN_KEY && refusal.contains(Mention.lastName(it)))
                .forEach(found::add);
        return found;
    }

    /** Those of the current structure that need an object, directly, and are no tables: by name. */
    Set<StructureId> dependents(StructureId id) {
        var found = new TreeSet<StructureId>(Comparator.comparing(StructureId::toString));
        current.all().stream()
                .filter(it -> it.needs().contains(id)
                        && !isTable(it.id())
                        && !isPiece(it.id().kind()))
                .forEach(it -> found.add(it.id()));
        return found;
    }
}
