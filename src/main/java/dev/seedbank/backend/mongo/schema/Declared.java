package dev.seedbank.backend.mongo.schema;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.IndexDeclaration;
import dev.seedbank.backend.IndexDeclarations;
import dev.seedbank.backend.mongo.catalog.NameRules;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.schema.SchemaFile;
import dev.seedbank.failure.UsageFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.BsonDocument;

/**
 * All that files declare of one database. What kind of file one is says the folder that its name begins with: {@code collections},
 * {@code indexes}, or {@code models}, whose files are translated already.
 *
 * @param collections by name
 */
record Declared(Map<String, Wanted> collections, List<IndexDeclaration> indexes) {
    static final String COLLECTIONS = "collections/";
    static final String INDEXES = "indexes/";
    static final String MODELS = "models/";

    /** @throws UsageFailure naming the file, and the line where there is one */
    static Declared read(String database, List<SchemaFile> files) {
        var collections = new TreeMap<String, Wanted>();
        var shown = new TreeMap<String, String>();
        var indexes = new ArrayList<IndexDeclaration>();
        for (var file : files) {
            if (file.name().startsWith(COLLECTIONS)) {
                var wanted = CollectionFile.read(file, name(file));
                require(database, file.name(), wanted.name());
                collections.put(wanted.name(), wanted);
                var other = shown.put(wanted.name(), file.name());
                if (other != null) {
                    throw new UsageFailure(
                            "%s and %s both declare '%s'".formatted(other, file.name(), wanted.name()),
                            "Remove one of the two.");
                }
            } else if (file.name().startsWith(INDEXES)) {
                indexes.add(IndexDeclarations.read(file.name(), name(file), file.text()));
            }
        }
        IndexDeclarations.refuseDoubles(indexes);
        indexes.forEach(it -> require(database, it.shown(), it.collection()));
        files.stream().filter(it -> it.name().startsWith(MODELS)).forEach(file -> {
            var model = CommandText.read(file.text());
            var name = model.getString("collection").getValue();
            require(database, file.name(), name);
            collections.merge(name, alone(name, file, model), (own, _) -> both(own, shown.get(name), file, model));
        });
        return new Declared(collections, List.copyOf(indexes));
    }

    /** Of the collections that files of models are for. */
    static List<String> modelled(List<SchemaFile> files) {
        return files.stream()
                .filter(it -> it.name().startsWith(MODELS))
                .map(it -> CommandText.read(it.text()).getString("collection").getValue())
                .toList();
    }

    private static Wanted alone(String name, SchemaFile file, BsonDocument model) {
        return new Wanted(name, Optional.empty(), Optional.of(rule(file, model)));
    }

    private static Wanted both(
            Wanted own, @org.jspecify.annotations.Nullable String shown, SchemaFile file, BsonDocument model) {
        if (own.declared().containsKey("validator")) {
            throw new UsageFailure(
                    "%s and %s both declare the validator of '%s'".formatted(shown, file.name(), own.name()),
                    "Remove 'validator', 'validationLevel' and 'validationAction' from %s, or the model."
                            .formatted(shown));
        }
        return own.with(rule(file, model));
    }

    private static Wanted.Rule rule(SchemaFile file, BsonDocument model) {
        return new Wanted.Rule(
                file.name(),
                model.getDocument("validator"),
                model.getString("validationLevel"),
                model.getString("validationAction"),
                model.getArray("notes").stream()
                        .map(it -> it.asString().getValue())
                        .toList());
    }

    /** The last part of the file's name, without what follows the last dot. */
    private static String name(SchemaFile file) {
        var last = file.name().substring(file.name().lastIndexOf('/') + 1);
        return last.substring(0, last.lastIndexOf('.'));
    }

    private static void require(String database, String shown, String name) {
        var collection = new Collection(database, name, true, Collection.Kind.DATA);
        if (Namespaces.isReserved(collection) || name.equals(Namespaces.FUNCTIONS)) {
            throw new UsageFailure(
                    "%s: '%s' is Seedbank's own or the server's".formatted(shown, name),
                    "Declare the project's collections only. Nothing was changed.");
        }
        NameRules.brokenByCollection(collection).ifPresent(why -> {
            throw new UsageFailure(
                    "%s: '%s' cannot be a collection's name: %s".formatted(shown, name, why),
                    "Give it another name, with collection: NAME in the file.");
        });
    }

    /** Without indexes, and collections of which only a model says what their validator is. */
    Declared onlyCollections() {
        var own = new TreeMap<>(collections);
        own.values().removeIf(it -> it.options().isEmpty());
        return new Declared(own, List.of());
    }

    boolean isView(String name) {
        var wanted = collections.get(name);
        return wanted != null && wanted.isView();
    }
}
