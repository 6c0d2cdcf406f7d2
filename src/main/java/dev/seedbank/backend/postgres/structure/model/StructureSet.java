package dev.seedbank.backend.postgres.structure.model;

import dev.seedbank.backend.postgres.connection.Identifiers;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Objects of one database or of one backup, with what belongs to them, what they need and what needs them. */
public final class StructureSet {
    static final Comparator<StructureObject> ORDER = Comparator.comparing(StructureObject::afterRows)
            .thenComparing(object -> object.id().kind())
            .thenComparing(StructureObject::schema)
            .thenComparing(object -> object.id().name());

    private final Map<StructureId, StructureObject> objects = new LinkedHashMap<>();
    private final Map<List<String>, StructureId> relations = new HashMap<>();
    private final Map<StructureId, Set<StructureId>> owned = new HashMap<>();
    private final Map<StructureId, Set<StructureId>> dependents = new HashMap<>();

    public StructureSet(Collection<StructureObject> all) {
        for (var object : all) {
            objects.put(object.id(), object);
            if (object.id().kind().isRelation()) {
                relations.put(Identifiers.parts(object.id().name()), object.id());
            }
            if (object.owner() != null) {
                owned.computeIfAbsent(object.owner(), id -> new LinkedHashSet<>())
                        .add(object.id());
            }
            for (var need : object.needs()) {
                dependents.computeIfAbsent(need, id -> new LinkedHashSet<>()).add(object.id());
            }
        }
    }

    boolean isEmpty() {
        return objects.isEmpty();
    }

    public boolean has(StructureId id) {
        return objects.containsKey(id);
    }

    @Nullable
    public StructureObject get(StructureId id) {
        return objects.get(id);
    }

    /** The table, view, sequence or index by this name; in a schema there can only be one of them. */
    public Optional<StructureId> relation(dev.seedbank.backend.Collection name) {
        return Optional.ofNullable(relations.get(List.of(name.namespace(), name.name())));
    }

    /** What has the name of an object that is not here itself, and so is of another kind. */
    public Optional<StructureId> namesake(StructureId id) {
        return relations.isEmpty() || !id.kind().isRelation() || has(id)
                ? Optional.empty()
                : Optional.ofNullable(relations.get(Identifiers.parts(id.name())));
    }

    public Set<StructureId> ids() {
        return objects.keySet();
    }

    public Collection<StructureObject> all() {
        return objects.values();
    }

    /** These that are here, and all that belongs to them, directly or not. */
    public Set<StructureId> withOwned(Collection<StructureId> ids) {
        return closure(ids, id -> owned.getOrDefault(id, Set.of()));
    }

    /** These that are here, and all that could not stay without them. */
    public Set<StructureId> withDependents(Collection<StructureId> ids) {
        return closure(ids, id -> dependents.getOrDefault(id, Set.of()));
    }

    /** These that are here, and all that they need. */
    public Set<StructureId> withNeeds(Collection<StructureId> ids) {
        return closure(ids, id -> {
            var object = objects.get(id);
            return object == null ? Set.of() : object.needs();
        });
    }

    private Set<StructureId> closure(Collection<StructureId> ids, Function<StructureId, Set<StructureId>> next) {
        var found = new LinkedHashSet<StructureId>();
        var open = new ArrayDeque<>(ids);
        while (!open.isEmpty()) {
            var id = open.remove();
            if (objects.containsKey(id) && found.add(id)) {
                open.addAll(next.apply(id));
            }
        }
        return found;
    }

    /** What is needed first. */
    public static List<StructureObject> sorted(Collection<StructureObject> objects) {
        var ordered = objects.stream().sorted(ORDER).toList();
        var places = new HashMap<StructureId, Integer>();
        ordered.forEach(object -> places.put(object.id(), places.size()));
        int[] sorted = DependencySort.sort(
                ordered.size(),
                place -> ordered.get(place).needs().stream()
                        .filter(places::containsKey)
                        .mapToInt(places::get)
                        .toArray());
        return IntStream.of(sorted).mapToObj(ordered::get).toList();
    }
}
