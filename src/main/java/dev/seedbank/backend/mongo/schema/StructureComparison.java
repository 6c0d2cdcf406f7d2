package dev.seedbank.backend.mongo.schema;

import dev.seedbank.backend.IndexDeclaration;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.index.MongoIndexCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How one database gets to be what files declare, in the order in which a server does it. */
final class StructureComparison {
    private final Namespaces begin;
    private final Declared goal;
    private final Documents documents;
    private final Draft draft;
    private final Map<String, Namespaces.Entry> existing = new TreeMap<>();

    StructureComparison(Namespaces begin, Declared goal, Documents documents, Draft draft) {
        this.begin = begin;
        this.goal = goal;
        this.documents = documents;
        this.draft = draft;
        begin.entries().forEach(it -> existing.put(it.collection().name(), it));
    }

    /**
     * @param withoutPlain whether collections without options are not missing, because they come into being when somebody writes to them
     * @param dropping whether what is not declared goes
     */
    void compare(boolean withoutPlain, boolean dropping) {
        var views = views();
        var declared = indexes();
        var catalog = new MongoIndexCatalog(begin);
        var kept = new KeptIndexes(catalog, declared, draft);
        var collections = new CollectionComparison(existing, kept, documents, draft);
        goal.collections().values().stream()
                .filter(it -> !it.isView())
                .filter(it -> !(withoutPlain && isPlain(it) && !existing.containsKey(it.name())))
                .forEach(collections::compare);
        views.stream().filter(this::isReplacing).forEach(collections::compare);
        new IndexComparison(catalog, documents, draft).compare(declared, collections.anew());
        views.stream().filter(it -> !isReplacing(it)).forEach(collections::compare);
        if (dropping) {
            collections.dropOthers(goal.collections().keySet());
        }
    }

    private List<Wanted> views() {
        var names = goal.collections().keySet().stream().filter(goal::isView).collect(Collectors.toSet());
        var order = new ViewOrder(goal.collections(), existing.values());
        order.cycles().forEach(this::refuse);
        return order.names(names).stream()
                .map(it -> Objects.requireNonNull(goal.collections().get(it)))
                .toList();
    }

    private void refuse(List<String> cycle) {
        var circle = new ArrayList<>(cycle);
        circle.add(cycle.getFirst());
        draft.refuse(
                "view " + cycle.getFirst(),
                "it reads itself: " + String.join(" reads ", circle),
                "Let one of them read a collection instead.");
    }

    /** Whether a collection gives way to it. */
    private boolean isReplacing(Wanted view) {
        var entry = existing.get(view.name());
        return entry != null && entry.type() != Namespaces.Entry.Type.VIEW;
    }

    /** It comes into being when somebody writes to it. */
    private static boolean isPlain(Wanted wanted) {
        return wanted.options().filter(it -> it.isEmpty()).isPresent();
    }

    /** Those of collections. */
    private List<IndexDeclaration> indexes() {
        for (var declaration : goal.indexes()) {
            if (goal.isView(declaration.collection())) {
                draft.refuse(
                        "view " + declaration.collection(),
                        "%s declares indexes, and it is a view".formatted(declaration.shown()),
                        "A view has the indexes of what it is on: declare them there.");
            }
        }
        return goal.indexes().stream()
                .filter(it -> !goal.isView(it.collection()))
                .toList();
    }
}
