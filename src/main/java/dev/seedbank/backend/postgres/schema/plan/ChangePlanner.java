package dev.seedbank.backend.postgres.schema.plan;

import static java.util.Objects.requireNonNull;

import dev.seedbank.backend.postgres.structure.definition.ConstraintDefinition;
import dev.seedbank.backend.postgres.structure.definition.IndexDefinition;
import dev.seedbank.backend.postgres.structure.definition.TableDefinition;
import dev.seedbank.backend.postgres.structure.model.GrantedBy;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Works out the statements that lead from one structure to another. In their order: what is in the way within tables goes; what goes
 * or is made anew is dropped, dependants first; all else is created and altered, in the order in which the desired structure needs
 * it; at last goes what altered tables still held on to.
 */
final class ChangePlanner {
    private final StructureSet current;
    private final StructureSet desired;
    private final Situation situation;
    private final Fates fates;
    private final AtOnce atOnce;
    private final Beside beside;
    private final Drops drops;
    private final Around around;
    private final Map<StructureId, TableChange> tables = new LinkedHashMap<>();
    private final Map<StructureId, NewType> newTypes = new LinkedHashMap<>();

    ChangePlanner(StructureSet current, StructureSet desired, Situation situation) {
        this.current = current;
        this.desired = desired;
        this.situation = situation;
        this.fates = new Fates(current, desired, situation);
        this.atOnce = new AtOnce(current, fates, situation);
        this.drops = new Drops(current, fates.gone(), situation.lessons().displaced());
        this.beside = new Beside(current, desired, fates, atOnce, drops, situation);
        changeTables();
        this.around = new Around(current, fates, tables.keySet(), situation.lessons());
        replaceTypes();
    }

    private void changeTables() {
        for (var id : desired.ids()) {
            var from = current.get(id);
            boolean changes = fates.differs(id) || !fates.loosened(id).isEmpty() || isUnfinished(id);
            if (Fates.isTable(id) && from != null && changes && !fates.renewed().contains(id)) {
                tables.put(
                        id,
                        new TableChange(
                                id,
                                (TableDefinition) from.definition(),
                                (TableDefinition)
                                        requireNonNull(desired.get(id)).definition(),
                                situation,
                                fates.loosened(id)));
            }
        }
    }

    /** Those that tables have, and those that these are made of. */
    private void replaceTypes() {
        var types = fates.renewed().stream()
                .filter(id -> id.kind() == StructureKind.TYPE)
                .toList();
        boolean more = true;
        while (more) {
            more = false;
            for (var id : types) {
                boolean held = fates.loosened().stream().anyMatch(it -> it.contains(id))
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
        var earlyDrops = new EarlyDrops(current, tables);
        var early = earlyDrops.of(dropped());
        var held = earlyDrops.held(early);
        var first = new LinkedHashSet<>(early);
        first.removeAll(held);
        var steps = new ArrayList<>(situation.lessons().displaced().renames());
        tables.values().forEach(it -> steps.addAll(it.detached()));
        steps.addAll(freed());
        steps.addAll(drops.of(first));
        tables.values().forEach(it -> steps.addAll(it.before()));
        steps.addAll(drops.of(held));
        steps.addAll(creations());
        StructureSet.sorted(drops.objects(newTypes.keySet()))
                .reversed()
                .forEach(it -> steps.add(requireNonNull(newTypes.get(it.id())).end()));
        var late = dropped();
        late.removeAll(early);
        late.stream().filter(fates.renewed()::contains).findFirst().ifPresent(this::refuse);
        steps.addAll(drops.of(late));
        var ordered = StepOrder.longOnesLast(steps, desired);
        ordered.addAll(beside.end());
        return new Gaps(current, situation.busy()).marked(ordered);
    }

    /** Sequences that go over to another column: they must not go with the one that they belong to. */
    private List<PlannedStep> freed() {
        return current.all().stream()
                .filter(it -> it.id().kind() == StructureKind.OWNED_BY
                        && fates.differs(it.id())
                        && fates.stays(it.id())
                        && it.owner() != null
                        && tables.containsKey(it.owner()))
                .map(it -> PlannedStep.of(it.id(), "ALTER SEQUENCE " + it.id().name() + " OWNED BY NONE"))
                .toList();
    }

    /** What is dropped at a time of its own, and not when its successor comes. */
    private Set<StructureId> dropped() {
        var ids = new LinkedHashSet<>(fates.gone());
        ids.addAll(fates.renewed());
        ids.removeAll(newTypes.keySet());
        ids.removeIf(
                id -> atOnce.has(id) || beside.has(id) || beside.goesLast(id) || beside.isMarked(id) || around.has(id));
        return ids;
    }

    private void refuse(StructureId id) {
        var holder = current.all().stream()
                .filter(it -> it.needs().contains(id) && fates.stays(it.id()))
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

    private List<PlannedStep> creations() {
        var steps = new ArrayList<PlannedStep>();
        var apart = new HashMap<StructureId, Set<String>>();
        tables.forEach((id, change) -> apart.put(id, change.apart()));
        var attached = new ArrayList<PlannedStep>();
        for (var object : StructureSet.sorted(desired.all())) {
            var id = object.id();
            var owner = object.owner();
            if (id.kind().compareTo(StructureKind.INDEX_PARTITION) >= 0) {
                steps.addAll(StepOrder.leavingFirst(attached));
                attached.clear();
            }
            if (around.has(id) || isMarkOfReplaced(object)) {
                continue;
            }
            if (Fates.isPiece(id.kind())) {
                boolean wanted = owner == null
                        || !current.has(owner)
                        || apart.getOrDefault(owner, Set.of()).contains(Mention.lastName(id));
                if (wanted) {
                    steps.addAll(created(object));
                }
            } else if (newTypes.containsKey(id)) {
                steps.addAll(newTypes.get(id).begin());
            } else if (beside.has(id)) {
                steps.addAll(beside.replaced(object, drops.of(atOnce.dropsBefore(id))));
                marks(id).forEach(it -> steps.addAll(created(it)));
            } else if (!beside.isBuilt(id) && (fates.renewed().contains(id) || !current.has(id))) {
                steps.addAll(drops.of(atOnce.dropsBefore(id)));
                boolean later = Fates.isTable(id) && owner != null && current.has(owner);
                // it brings its indexes and keys, or the server would make others for it
                created(object).forEach(it -> (later && it.attachesTable() ? attached : steps).add(it));
            } else if (tables.containsKey(id)) {
                steps.addAll(changes(id));
                attached.addAll(tables.get(id).attached());
            } else {
                steps.addAll(fates.inPlace(id));
            }
        }
        steps.addAll(StepOrder.leavingFirst(attached));
        return steps;
    }

    /** Those of an index or key: without the mark a published table could not be written to. */
    private List<StructureObject> marks(StructureId index) {
        return desired.all().stream()
                .filter(it -> it.needs().contains(index) && isMarkOfReplaced(it))
                .toList();
    }

    private boolean isMarkOfReplaced(StructureObject object) {
        return beside.isMarked(object.id()) && object.needs().stream().anyMatch(beside::has);
    }

    private List<PlannedStep> changes(StructureId table) {
        var change = requireNonNull(tables.get(table));
        var steps = new ArrayList<>(change.first());
        var group = around.of(table);
        steps.addAll(drops.of(group));
        steps.addAll(change.types());
        StructureSet.sorted(desired.all().stream()
                        .filter(it -> group.contains(it.id()))
                        .toList())
                .forEach(it -> steps.addAll(created(it)));
        steps.addAll(change.main());
        return steps;
    }

    private List<PlannedStep> created(StructureObject object) {
        boolean busy = object.owner() != null
                && current.has(object.owner())
                && !fates.renewed().contains(object.owner())
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

    /** What goes and comes with an object around a change of types. */
    Set<StructureId> around(StructureId id) {
        return around.with(id);
    }

    /** What a step makes anew in a way that something else may be in the way of; empty if it is another's. */
    Optional<StructureId> gentle(StructureId id) {
        var original = beside.original(id);
        return atOnce.has(original) || beside.has(original) || isDroppedLast(original)
                ? Optional.of(original)
                : Optional.empty();
    }

    private boolean isDroppedLast(StructureId id) {
        return fates.gone().contains(id) && beside.goesLast(id);
    }

    /** What goes, and has the name that something else is to get. */
    Optional<StructureId> inTheWay(StructureId comes, String refusal) {
        return situation.lessons().displaced().inTheWay(current, desired, fates, beside.original(comes), refusal);
    }

    /** The foreign keys that a refusal of the server's names. */
    Set<StructureId> foreignKeys(String refusal) {
        var found = new TreeSet<StructureId>(Comparator.comparing(StructureId::toString));
        current.ids().stream()
                .filter(it -> it.kind() == StructureKind.FOREIGN_KEY && Mention.isWord(Mention.lastName(it), refusal))
                .forEach(found::add);
        return found;
    }

    /** What says something of an object never is: who may do what, for one. */
    private static boolean canBeInTheWay(StructureKind kind) {
        return !Fates.isPiece(kind)
                && switch (kind) {
                    case PRIVILEGES, ROW_SECURITY, OWNER, SECURITY_LABEL, COMMENT, TRIGGER_STATE, MARK, REFRESH ->
                        false;
                    default -> true;
                };
    }

    /** Those of the current structure that need an object, directly, and are no tables: by name. */
    Set<StructureId> dependents(StructureId id) {
        var found = new TreeSet<StructureId>(Comparator.comparing(StructureId::toString));
        current.all().stream()
                .filter(it -> it.needs().contains(id)
                        && !Fates.isTable(it.id())
                        && canBeInTheWay(it.id().kind()))
                .forEach(it -> found.add(it.id()));
        return found;
    }
}
