package dev.seedbank.backend.mongo.schema;

import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.script.Pipelines;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bson.BsonArray;
import org.bson.BsonDocument;

/** Views, each after those that it reads. */
final class ViewOrder {
    private final Map<String, Set<String>> reads = new TreeMap<>();
    private final Set<String> ordered = new LinkedHashSet<>();
    private final Set<String> begun = new LinkedHashSet<>();
    private final List<List<String>> cycles = new ArrayList<>();

    /**
     * @param declared all that files declare, by name
     * @param existing what is there: views that no file declares stay as they are, and may be read or read others
     */
    ViewOrder(Map<String, Wanted> declared, Collection<Namespaces.Entry> existing) {
        for (var entry : existing) {
            if (entry.type() == Namespaces.Entry.Type.VIEW) {
                reads.put(entry.collection().name(), reads(entry.options()));
            }
        }
        declared.values().stream().filter(it -> it.options().isPresent()).forEach(it -> {
            reads.remove(it.name());
            if (it.isView()) {
                reads.put(it.name(), reads(it.declared()));
            }
        });
        List.copyOf(reads.keySet()).forEach(this::add);
    }

    private static Set<String> reads(BsonDocument view) {
        var reads = new TreeSet<>(Pipelines.sources(view.getArray("pipeline", new BsonArray())));
        reads.add(view.getString("viewOn").getValue());
        return reads;
    }

    private void add(String name) {
        var read = reads.get(name);
        if (read == null || ordered.contains(name)) {
            return;
        }
        if (!begun.add(name)) {
            var cycle = new ArrayList<>(begun);
            cycles.add(List.copyOf(cycle.subList(cycle.indexOf(name), cycle.size())));
            return;
        }
        read.forEach(this::add);
        begun.remove(name);
        ordered.add(name);
    }

    /** Those of these names, in their order. */
    List<String> names(Set<String> which) {
        return ordered.stream().filter(which::contains).toList();
    }

    /** Views that read each other, or themselves, which no server takes. */
    List<List<String>> cycles() {
        return List.copyOf(cycles);
    }
}
