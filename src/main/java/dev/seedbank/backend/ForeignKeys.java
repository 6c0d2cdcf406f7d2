package dev.seedbank.backend;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
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
    private final Deque<Collection> open = new ArrayDeque<>();
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

    /** Groups of two or more collections that refer to each other, so that no order can have parents first. */
    public static List<List<Collection>> cycles(List<Collection> collections, List<ForeignKey> keys) {
        return new ForeignKeys(collections, keys)
                .components().stream().filter(group -> group.size() > 1).toList();
    }

    private List<List<Collection>> components() {
        for (var collection : collections) {
            if (!index.containsKey(collection)) {
                visit(collection);
            }
        }
        return components;
    }

    private void visit(Collection collection) {
        int number = index.size();
        index.put(collection, number);
        low.put(collection, number);
        open.push(collection);
        for (var parent : parents.getOrDefault(collection, List.of())) {
            if (!index.containsKey(parent)) {
                visit(parent);
                low.merge(collection, low.getOrDefault(parent, number), Math::min);
            } else if (open.contains(parent)) {
                low.merge(collection, index.getOrDefault(parent, number), Math::min);
            }
        }
        if (low.getOrDefault(collection, number) == number) {
            components.add(component(collection));
        }
    }

    private List<Collection> component(Collection root) {
        var component = new ArrayList<Collection>();
        Collection member;
        do {
            member = open.pop();
            component.add(member);
        } while (!member.equals(root));
        component.sort(Comparator.comparing(given::get));
        return List.copyOf(component);
    }
}
