package dev.seedbank.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.ModelCatalog;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds fields that hold ids of another collection, by looking up the few that were kept of each. */
final class InferredReferences {
    /** Of ten that are looked up nine are there. */
    private static final double ENOUGH = 0.9;

    private static final int MOST_COLLECTIONS = 100;

    private final ModelCatalog catalog;
    private final List<Collection> candidates;

    /** @param candidates in the same database */
    InferredReferences(ModelCatalog catalog, List<Collection> candidates) {
        this.catalog = catalog;
        this.candidates = candidates.stream().limit(MOST_COLLECTIONS).toList();
    }

    /** Writes into the schema what its fields refer to; tells the fields of the document itself, with their targets. */
    Map<String, String> write(Shape shape, ObjectNode schema) {
        var found = new HashMap<String, String>();
        shape.fields.forEach((name, field) -> {
            if (!name.equals("_id") && schema.path("properties").path(name) instanceof ObjectNode part) {
                target(field).ifPresent(target -> {
                    part.put("x-references", target + "._id");
                    found.put(name, target);
                });
                inner(field, part);
            }
        });
        return found;
    }

    private void inner(Shape shape, ObjectNode schema) {
        if (!shape.fields.isEmpty()) {
            write(shape, schema);
        }
        if (shape.items != null && schema.path("items") instanceof ObjectNode items) {
            target(shape.items).ifPresent(target -> items.put("x-references", target + "._id"));
            inner(shape.items, items);
        }
    }

    private Optional<String> target(Shape shape) {
        if (shape.samples.isEmpty()) {
            return Optional.empty();
        }
        return candidates.stream()
                .filter(it -> share(shape.samples, it) >= ENOUGH)
                .map(Collection::name)
                .findFirst();
    }

    private double share(Set<JsonNode> samples, Collection collection) {
        var wanted = new HashSet<>(samples);
        samples.forEach(it -> Values.counterpart(it).ifPresent(wanted::add));
        var there = new HashSet<JsonNode>();
        catalog.find(collection, "_id", wanted, List.of(), document -> there.add(document.path("_id")));
        long known = samples.stream()
                .filter(it -> there.contains(it)
                        || Values.counterpart(it).filter(there::contains).isPresent())
                .count();
        return (double) known / samples.size();
    }
}
