package dev.seedbank.backend.mongo.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/** Views, each after those that it reads. */
final class ViewOrder {
    private static final Set<String> READING = Set.of("from", "coll", "$unionWith");

    private final Map<String, Wanted> views;
    private final Set<Wanted> ordered = new LinkedHashSet<>();
    private final Set<String> begun = new HashSet<>();

    private ViewOrder(Map<String, Wanted> views) {
        this.views = views;
    }

    static List<Wanted> of(Map<String, Wanted> views) {
        var order = new ViewOrder(views);
        views.keySet().forEach(order::add);
        return new ArrayList<>(order.ordered);
    }

    private void add(String name) {
        var view = views.get(name);
        if (view == null || !begun.add(name)) {
            return;
        }
        add(view.declared().getString("viewOn").getValue());
        read(view.pipeline());
        ordered.add(view);
    }

    private void read(BsonValue value) {
        switch (value) {
            case BsonArray array -> array.forEach(this::read);
            case BsonDocument document ->
                document.forEach((name, part) -> {
                    if (READING.contains(name) && part instanceof BsonString from) {
                        add(from.getValue());
                    }
                    read(part);
                });
            default -> {}
        }
    }
}
