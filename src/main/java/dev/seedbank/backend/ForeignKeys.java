package dev.seedbank.backend;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * The graph of who refers to whom. Parents come before children; collections that refer to each other in a cycle come
 * together, and as a group in their place. Otherwise the given order is kept where it can be.
 *
 * <p>Tarjan's strongly connected components: walking from child to parent, a component is complete only after all that it
 * refers to are, which is the order wanted.
 */
public final class ForeignKeys {
    private final List<Collection> collections;
    private final Map<Collection, Integer> given = new HashMap<>();
    private final Map<Collection, List<Collection>> parents = new HashMap<>();
    private final Map<Collection, Integer> index = new HashMap<>();
    private final Map<Collection, Integer> low = new HashMap<>();
    private final LinkedHashSet<Collection> open = new LinkedHashSet<>();
    private final List<List<Collection>> components = new ArrayList<>();

    private ForeignKeys(List<Collection> collections, List<ForeignKey> keys) {
        this.collections = collections;
        collections.forEach(collection -> given.put(collection, given.size()));
        for (var key : keys) {
            if (given.containsKey(key.child()) && given.containsKey(key.parent())) {
                parents.computeIfAbsent(key.child(), child -> new ArrayList<>()).add(key.parent());
            }
        }
        parents.values().forEach(list -> list.sort(Comparator.comparing(given::get)));
    }

    /** The collections, parents first. Keys of or to others do not matter. */
    public static List<Collection> order(List<Collection> collections, List<ForeignKey> keys) {
        return new ForeignKeys(collections, keys)
                .components().stream().flatMap(List::stream).toList();
    }

    private List<List<Collection>> components() {
        for (var collection : collections) {
            if (!index.containsKey(collection)) {
                visit(collection);
            }
        }
        return components;
    }

    /** A collection that is being visited, with those of its parents that are still to be looked at. */
    private record Visit(Collection collection, Iterator<Collection> parents) {}

    /** Without recursion: a chain of references may be as long as there are tables. */
    private void visit(Collection first) {
        var path = new ArrayDeque<Visit>();
        path.push(enter(first));
        while (!path.isEmpty()) {
            var visit = path.element();
            if (!visit.parents.hasNext()) {
                path.pop();
                leave(visit.collection);
                if (!path.isEmpty()) {
                    lower(path.element().collection, low(visit.collection));
                }
                continue;
            }
            var parent = visit.parents.next();
            if (!index.containsKey(parent)) {
                path.push(enter(parent));
            } else if (open.contains(parent)) {
                lower(visit.collection, index.getOrDefault(parent, 0));
            }
        }
    }

    private Visit enter(Collection collection) {
        int number = index.size();
        index.put(collection, number);
        low.put(collection, number);
        open.add(collection);
        return new Visit(collection, parents.getOrDefault(collection, List.of()).iterator());
    }

    private void leave(Collection collection) {
        if (index.getOrDefault(collection, 0) == low(collection)) {
            components.add(component(collection));
        }
    }

    private int low(Collection collection) {
        return low.getOrDefault(collection, 0);
    }

    private void lower(Collection collection, int number) {
        low.merge(collection, number, Math::min);
    }

    private List<Collection> component(Collection root) {
        var component = new ArrayList<Collection>();
        Collection member;
        do {
            member = open.removeLast();
            component.add(member);
        } while (!member.equals(root));
        component.sort(Comparator.comparing(given::get));
        return List.copyOf(component);
    }
}
