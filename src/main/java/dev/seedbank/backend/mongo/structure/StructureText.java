package dev.seedbank.backend.mongo.structure;

import static java.util.stream.Collectors.joining;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.mongo.catalog.Definition;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

/** The structure of one database as text, one collection a line: the same structure has the same text, however it came about. */
public final class StructureText {
    private static final String VALIDATOR = "validator";
    private static final String LEVEL = "validationLevel";
    private static final String ACTION = "validationAction";

    /** What an index has for nothing. */
    private static final Set<String> FLAGS = Set.of("unique", "sparse", "hidden", "prepareUnique");

    private StructureText() {}

    /** A collection that has neither documents nor options nor indexes is as good as none: it comes into being when it is written to. */
    public static String of(Namespaces namespaces) {
        return namespaces.entries().stream()
                .map(entry -> canonical(Definition.of(namespaces, entry)))
                .filter(it -> !isPlain(it) || hasDocuments(namespaces, it.collection()))
                .map(StructureText::line)
                .collect(joining("\n"));
    }

    /** Of those alone that are more than plain: others come into being when they are written to. */
    public static String ofOptions(Namespaces namespaces) {
        return namespaces.entries().stream()
                .map(entry -> canonical(Definition.of(namespaces, entry)))
                .filter(it -> !isPlain(it))
                .map(StructureText::line)
                .collect(joining("\n"));
    }

    private static boolean isPlain(Definition definition) {
        return definition.type() == Namespaces.Entry.Type.COLLECTION
                && definition.options().isEmpty()
                && definition.indexes().isEmpty();
    }

    private static boolean hasDocuments(Namespaces namespaces, Collection collection) {
        return namespaces
                        .database(collection.namespace())
                        .getCollection(collection.name(), BsonDocument.class)
                        .find()
                        .projection(new BsonDocument("_id", new BsonInt32(1)))
                        .first()
                != null;
    }

    private static String line(Definition definition) {
        var nameless = new Collection(
                "",
                definition.collection().name(),
                true,
                definition.collection().kind());
        return MongoStructure.write(List.of(
                        new Definition(nameless, definition.type(), definition.options(), definition.indexes())))
                .text()
                .lines()
                .skip(1) // a bracket
                .findFirst()
                .orElseThrow();
    }

    static Definition canonical(Definition definition) {
        return new Definition(
                definition.collection(),
                definition.type(),
                options(definition.options()),
                definition.indexes().stream().map(StructureText::index).toList());
    }

    /** A validator that takes everything is none; and what is so if nothing is said needs no word. */
    private static BsonDocument options(BsonDocument options) {
        var sorted = sorted(options);
        boolean validates = sorted.get(VALIDATOR) instanceof BsonDocument validator && !validator.isEmpty();
        if (!validates) {
            sorted.remove(VALIDATOR);
        }
        if (!validates || new BsonString("strict").equals(sorted.get(LEVEL))) {
            sorted.remove(LEVEL);
        }
        if (!validates || new BsonString("error").equals(sorted.get(ACTION))) {
            sorted.remove(ACTION);
        }
        return sorted;
    }

    private static BsonDocument index(BsonDocument index) {
        var sorted = sorted(index);
        sorted.remove("background");
        sorted.entrySet()
                .removeIf(it -> FLAGS.contains(it.getKey()) && it.getValue().equals(BsonBoolean.FALSE));
        return sorted;
    }

    private static BsonDocument sorted(BsonDocument document) {
        var sorted = new BsonDocument();
        sorted.putAll(new TreeMap<>(document));
        return sorted;
    }
}
