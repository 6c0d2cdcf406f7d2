package dev.seedbank.backend.mongo.structure;

import com.mongodb.client.MongoDatabase;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.mongo.catalog.Definition;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.catalog.Normal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonString;

/** The views that a restore puts in place; they have no rows, only a definition. */
public final class Views {
    private final Namespaces namespaces;
    private final LoadRequest request;
    private final Map<Collection, Definition> wanted = new LinkedHashMap<>();

    public Views(Namespaces namespaces, MongoStructure structure, LoadRequest request) {
        this.namespaces = namespaces;
        this.request = request;
        boolean listed = false;
        for (var item : request.items()) {
            if (item.target().kind() == Collection.Kind.VIEW) {
                structure.of(item.source()).ifPresent(definition -> wanted.put(item.target(), definition));
                listed = true;
            }
        }
        if (!listed && isWhole(structure)) {
            structure.definitions().stream()
                    .filter(definition -> definition.type() == Namespaces.Entry.Type.VIEW)
                    .forEach(definition -> wanted.put(target(namespaces, definition.collection()), definition));
        }
    }

    /** The views of a backup, under the names that they have in the store. */
    public static List<Collection> in(Namespaces namespaces, MongoStructure structure) {
        return structure.definitions().stream()
                .filter(definition -> definition.type() == Namespaces.Entry.Type.VIEW)
                .map(definition -> target(namespaces, definition.collection()))
                .toList();
    }

    /** Whether every collection of the backup is restored. */
    private boolean isWhole(MongoStructure structure) {
        var restored = request.items().stream()
                .map(item -> structure.of(item.source()))
                .flatMap(java.util.Optional::stream)
                .collect(java.util.stream.Collectors.toSet());
        return structure.definitions().stream()
                .allMatch(
                        definition -> definition.type() == Namespaces.Entry.Type.VIEW || restored.contains(definition));
    }

    /** A main view goes into the store's own database, whatever that of the backup was called. */
    private static Collection target(Namespaces namespaces, Collection source) {
        boolean main = source.main() && !namespaces.isFamily();
        return new Collection(main ? namespaces.name() : source.namespace(), source.name(), main, Collection.Kind.VIEW);
    }

    public Set<Collection> targets() {
        return wanted.keySet();
    }

    Map<Collection, Definition> wanted() {
        return wanted;
    }

    public void restore() {
        wanted.forEach(this::restore);
    }

    private void restore(Collection target, Definition definition) {
        var database = namespaces.database(target.namespace());
        var options = renamed(target, definition.options());
        var current = namespaces.entries(target.namespace()).stream()
                .filter(entry -> entry.collection().equals(target))
                .findFirst();
        if (current.isPresent()) {
            if (current.get().type() == Namespaces.Entry.Type.VIEW
                    && Normal.pipeline(current.get().options()).equals(Normal.pipeline(options))) {
                return;
            }
            if (isChangeable(current.get(), options)) {
                change(database, target.name(), options);
                return;
            }
            database.getCollection(target.name()).drop();
        }
        new CollectionMaker(database, target.name(), left -> {}).create(options);
    }

    /** A view's collation is for ever. */
    private static boolean isChangeable(Namespaces.Entry current, BsonDocument options) {
        return current.type() == Namespaces.Entry.Type.VIEW
                && java.util.Objects.equals(current.options().get("collation"), options.get("collation"));
    }

    private static void change(MongoDatabase database, String name, BsonDocument options) {
        database.runCommand(new BsonDocument("collMod", new BsonString(name))
                .append("viewOn", options.get("viewOn"))
                .append("pipeline", options.get("pipeline")));
    }

    /** With its source under the name that the source is restored as. */
    private BsonDocument renamed(Collection target, BsonDocument options) {
        var source = options.getString("viewOn").getValue();
        var copy = options.clone();
        namesOf(target).stream()
                .filter(item -> item.source().name().equals(source))
                .findFirst()
                .ifPresent(
                        item -> copy.put("viewOn", new BsonString(item.target().name())));
        return copy;
    }

    private List<LoadRequest.Item> namesOf(Collection view) {
        return request.items().stream()
                .filter(item -> item.target().namespace().equals(view.namespace()))
                .toList();
    }
}
