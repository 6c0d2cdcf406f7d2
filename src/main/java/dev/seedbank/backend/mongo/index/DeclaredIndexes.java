package dev.seedbank.backend.mongo.index;

import dev.seedbank.backend.IndexDeclaration;
import dev.seedbank.backend.mongo.script.Values;
import dev.seedbank.config.Nearest;
import dev.seedbank.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** What a declaration says, as {@code createIndexes} and {@code createSearchIndexes} take it (MongoDB manual, createIndexes). */
final class DeclaredIndexes {
    static final List<String> OPTIONS = List.of(
            "unique",
            "sparse",
            "hidden",
            "partialFilterExpression",
            "expireAfterSeconds",
            "collation",
            "weights",
            "default_language",
            "language_override",
            "bits",
            "min",
            "max",
            "wildcardProjection");

    static final Set<String> FLAGS = Set.of("unique", "sparse", "hidden");

    private static final List<String> SEARCH_TYPES = List.of("search", "vectorSearch");

    private final YamlDocument document;
    private final Values values;

    private DeclaredIndexes(YamlDocument document) {
        this.document = document;
        this.values = new Values(document);
    }

    /** {@code key}, options, and {@code name} if the file gives one. */
    record Declared(BsonDocument specification, int line) {}

    /** @throws dev.seedbank.failure.UsageFailure naming the line */
    static List<Declared> of(IndexDeclaration declaration) {
        var reader = new DeclaredIndexes(declaration.document());
        return declaration.indexes().stream().map(reader::index).toList();
    }

    /** Each with {@code name}, {@code type} and {@code definition}. */
    static List<BsonDocument> searches(IndexDeclaration declaration) {
        var reader = new DeclaredIndexes(declaration.document());
        return declaration.searches().stream().map(reader::search).toList();
    }

    private Declared index(Node node) {
        int line = YamlDocument.line(node);
        var specification = new BsonDocument();
        if (!(node instanceof MappingNode)) {
            return new Declared(specification.append("key", key(node)), line);
        }
        var entries = document.map(node);
        var key = entries.get("key");
        if (key == null) {
            throw document.failure(line, "an index without key", "Write key: with its fields.");
        }
        known(entries, with(OPTIONS, "key", "name"));
        specification.append("key", key(key.value()));
        var name = entries.get("name");
        if (name != null) {
            specification.append("name", new BsonString(document.text(name.value())));
        }
        for (var option : OPTIONS) {
            var entry = entries.get(option);
            if (entry != null) {
                specification.append(option, option(entry));
            }
        }
        return new Declared(specification, line);
    }

    private BsonValue option(YamlDocument.Entry entry) {
        if (FLAGS.contains(entry.key())) {
            document.flag(entry.value());
        }
        return values.codeValue(entry.value());
    }

    /** One field, a list of fields that ascend, or what each is: {@code {owner: 1, createdAt: -1}}. */
    private BsonDocument key(Node node) {
        var key = node instanceof MappingNode ? values.code(node) : ascending(node);
        if (key.isEmpty()) {
            throw document.failure(YamlDocument.line(node), "an index without fields", "Add its fields.");
        }
        key.forEach((field, kind) -> check(node, field, kind));
        return key;
    }

    private BsonDocument ascending(Node node) {
        var key = new BsonDocument();
        for (var field : document.list(node)) {
            if (key.put(field, new BsonInt32(1)) != null) {
                throw document.failure(YamlDocument.line(node), "'%s' is there twice".formatted(field), "Remove one.");
            }
        }
        return key;
    }

    private void check(Node node, String field, BsonValue kind) {
        boolean direction = kind.isNumber() && kind.asNumber().doubleValue() != 0;
        if (!direction && !kind.isString()) {
            throw document.failure(
                    YamlDocument.line(node),
                    "'%s' has neither a direction nor an index type".formatted(field),
                    "Write 1, -1, text, hashed, 2dsphere or 2d after the field.");
        }
    }

    private BsonDocument search(Node node) {
        var entries = document.map(node);
        known(entries, List.of("name", "type", "definition"));
        var definition = entries.get("definition");
        if (definition == null) {
            throw document.failure(
                    YamlDocument.line(node), "a search index without definition", "Write definition: as Atlas has it.");
        }
        var search = new BsonDocument("name", new BsonString(textOf(entries, "name", "default")));
        var type = textOf(entries, "type", "search");
        if (!SEARCH_TYPES.contains(type)) {
            throw document.failure(
                    YamlDocument.line(node),
                    "'%s' is not a type of search index".formatted(type),
                    Nearest.advice(type, SEARCH_TYPES, ""));
        }
        return search.append("type", new BsonString(type)).append("definition", values.code(definition.value()));
    }

    private String textOf(SequencedMap<String, YamlDocument.Entry> entries, String key, String otherwise) {
        var entry = entries.get(key);
        return entry == null ? otherwise : document.text(entry.value());
    }

    private void known(SequencedMap<String, YamlDocument.Entry> entries, List<String> keys) {
        entries.values().stream()
                .filter(it -> !keys.contains(it.key()))
                .findFirst()
                .ifPresent(it -> {
                    throw document.failure(
                            it.line(),
                            "unknown '%s'".formatted(it.key()),
                            Nearest.advice(it.key(), keys, "An index has: " + String.join(", ", keys)));
                });
    }

    private static List<String> with(List<String> options, String... others) {
        var all = new ArrayList<>(List.of(others));
        all.addAll(options);
        return all;
    }

    /** All of one kind as the server's command takes them. */
    static BsonArray array(List<BsonDocument> documents) {
        return new BsonArray(documents);
    }
}
