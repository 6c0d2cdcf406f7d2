package dev.seedbank.backend.mongo.restore;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Difference;
import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.mongo.catalog.Definition;
import dev.seedbank.backend.mongo.catalog.NameRules;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.structure.MongoStructure;
import dev.seedbank.backend.mongo.structure.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bson.BsonDocument;

/** What a restore would change besides documents: collections, options and indexes. */
final class Differences {
    private final Namespaces namespaces;
    private final MongoStructure structure;
    private final LoadRequest request;
    private final List<Difference> found = new ArrayList<>();
    private final LoadTargets targets;

    Differences(Namespaces namespaces, MongoStructure structure, LoadRequest request) {
        this.namespaces = namespaces;
        this.structure = structure;
        this.request = request;
        this.targets = new LoadTargets(namespaces, structure, request);
    }

    List<Difference> list() {
        for (var item : request.items()) {
            if (!namespaces.has(item.target().namespace())) {
                add(item.target(), "its database is none of the store's '%s'".formatted(namespaces.name()), true);
            } else if (unusableName(item.target()).isPresent()) {
                var why = unusableName(item.target()).orElseThrow();
                add(item.target(), "MongoDB does not accept the name: " + why, true);
            } else if (item.target().kind() == Collection.Kind.DATA) {
                compare(item.target(), targets.definition(item));
            }
        }
        var views = new Views(namespaces, structure, request);
        views.targets().forEach(this::compareView);
        return found;
    }

    /** What the server has under the name, it takes, whatever the rules say. */
    private Optional<String> unusableName(Collection target) {
        return NameRules.brokenByDatabase(target.namespace())
                .or(() -> NameRules.brokenByCollection(target)
                        .filter(_ -> targets.current(target).isEmpty()));
    }

    private void compare(Collection target, Definition wanted) {
        var entry = targets.current(target).orElse(null);
        if (entry == null) {
            add(target, "not in the database; will be created", false);
            return;
        }
        if (entry.type() != wanted.type()) {
            add(target, "is a %s in the database, a %s in the backup".formatted(word(entry), word(wanted)), false);
            return;
        }
        if (targets.isSharded(target)) {
            add(target, "is sharded: its documents are replaced in place, its options and indexes stay", false);
            return;
        }
        var present = Definition.of(namespaces, entry);
        for (var option : changed(present.options(), wanted.options())) {
            add(target, "the option '%s' will be as in the backup".formatted(option), false);
        }
        compareIndexes(target, byName(present), byName(wanted));
    }

    private void compareIndexes(
            Collection target, Map<String, BsonDocument> present, Map<String, BsonDocument> wanted) {
        var names = new TreeSet<>(present.keySet());
        names.addAll(wanted.keySet());
        for (var name : names) {
            if (!wanted.containsKey(name)) {
                add(target, "the index '%s' is not in the backup; will be removed".formatted(name), false);
            } else if (!present.containsKey(name)) {
                add(target, "the index '%s' will be created".formatted(name), false);
            } else if (!present.get(name).equals(wanted.get(name))) {
                add(target, "the index '%s' will be as in the backup".formatted(name), false);
            }
        }
    }

    private void compareView(Collection target) {
        var entry = targets.current(target).orElse(null);
        if (Namespaces.isReserved(target)) {
            add(target, "is a view in the backup, and its name is reserved", true);
        } else if (entry != null && entry.type() != Namespaces.Entry.Type.VIEW) {
            // To make room for a view, documents would go that the backup knows nothing of.
            add(
                    target,
                    "is a %s in the database, a view in the backup".formatted(word(entry)),
                    !request.removals().contains(target));
        }
    }

    private static Set<String> changed(BsonDocument present, BsonDocument wanted) {
        var names = new TreeSet<>(present.keySet());
        names.addAll(wanted.keySet());
        names.removeIf(name -> Objects.equals(present.get(name), wanted.get(name)));
        return names;
    }

    private static Map<String, BsonDocument> byName(Definition definition) {
        var indexes = new TreeMap<String, BsonDocument>();
        definition
                .indexes()
                .forEach(index -> indexes.put(index.getString("name").getValue(), index));
        return indexes;
    }

    private void add(Collection collection, String text, boolean fatal) {
        var name = collection.label("/");
        found.add(fatal ? Difference.refused(name, text) : Difference.note(name, text));
    }

    private static String word(Namespaces.Entry entry) {
        return word(entry.type());
    }

    private static String word(Definition definition) {
        return word(definition.type());
    }

    private static String word(Namespaces.Entry.Type type) {
        return switch (type) {
            case COLLECTION -> "collection";
            case VIEW -> "view";
            case TIME_SERIES -> "time series";
        };
    }
}
