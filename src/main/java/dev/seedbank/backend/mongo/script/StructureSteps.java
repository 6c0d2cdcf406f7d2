package dev.seedbank.backend.mongo.script;

import dev.seedbank.backend.mongo.script.Arguments.Source;
import dev.seedbank.backend.mongo.script.Step.Place;
import dev.seedbank.config.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the commands that change structure, under the shell's names and, as {@code runCommand}, under the server's. */
final class StructureSteps {
    private static final int NAMESPACE_NOT_FOUND = 26;
    private static final int INDEX_NOT_FOUND = 27;
    private static final int NAMESPACE_EXISTS = 48;

    private static final List<String> COLLECTION_OPTIONS = List.of(
            "capped",
            "size",
            "max",
            "validator",
            "validationLevel",
            "validationAction",
            "collation",
            "timeseries",
            "expireAfterSeconds",
            "clusteredIndex",
            "viewOn",
            "pipeline",
            "changeStreamPreAndPostImages",
            "storageEngine",
            "indexOptionDefaults",
            "encryptedFields");

    private static final List<String> INDEX_OPTIONS = List.of(
            "name",
            "unique",
            "sparse",
            "hidden",
            "partialFilterExpression",
            "expireAfterSeconds",
            "collation",
            "weights",
            "default_language",
            "language_override",
            "textIndexVersion",
            "2dsphereIndexVersion",
            "bits",
            "min",
            "max",
            "wildcardProjection",
            "storageEngine",
            "prepareUnique",
            "background");

    /** The server's commands that change structure, and nothing beyond the database. */
    private static final List<String> SERVERS = List.of(
            "collMod",
            "create",
            "createIndexes",
            "drop",
            "dropIndexes",
            "convertToCapped",
            "createSearchIndexes",
            "updateSearchIndex",
            "dropSearchIndex",
            "createRole",
            "updateRole",
            "dropRole",
            "createUser",
            "updateUser",
            "dropUser");

    private final Source source;

    StructureSteps(Source source) {
        this.source = source;
    }

    Step read(Place place, Node node, String at) {
        return switch (place.name()) {
            case "createCollection" -> createCollection(place, node, at);
            case "drop", "dropCollection" -> drop(place, node, at);
            case "renameCollection" -> rename(place, node, at);
            case "createIndex" -> createIndex(place, node, at);
            case "createIndexes" -> createIndexes(place, node, at);
            case "dropIndex", "dropIndexes" -> dropIndexes(place, node, at);
            case "runCommand" -> runCommand(place, node, at);
            default -> throw new IllegalStateException(place.name());
        };
    }

    private Step createCollection(Place place, Node node, String at) {
        var command = new BsonDocument();
        if (node instanceof MappingNode) {
            var arguments = new Arguments(source, at, node, with("collection", COLLECTION_OPTIONS));
            command.append("create", new BsonString(arguments.collection()));
            command.putAll(arguments.options(COLLECTION_OPTIONS));
        } else {
            command.append("create", new BsonString(Arguments.collection(source, at, node)));
        }
        return command(place, command);
    }

    private Step drop(Place place, Node node, String at) {
        var name = node instanceof MappingNode
                ? new Arguments(source, at, node, List.of("collection")).collection()
                : Arguments.collection(source, at, node);
        return command(place, new BsonDocument("drop", new BsonString(name)));
    }

    private Step rename(Place place, Node node, String at) {
        var arguments = new Arguments(source, at, node, List.of("collection", "from", "to", "dropTarget"));
        var from = arguments.has("from") ? arguments.collection("from") : arguments.collection();
        var command = new BsonDocument("renameCollection", new BsonString(source.database() + "." + from))
                .append("to", new BsonString(source.database() + "." + arguments.collection("to")));
        if (arguments.has("dropTarget")) {
            command.append("dropTarget", BsonBoolean.valueOf(arguments.flag("dropTarget")));
        }
        return new Step.Command(place, command, true, false, Set.of(), Set.of(NAMESPACE_NOT_FOUND));
    }

    private Step createIndex(Place place, Node node, String at) {
        var known = with("collection", INDEX_OPTIONS);
        known.addAll(List.of("key", "keys"));
        var arguments = new Arguments(source, at, node, known);
        return createIndexes(place, arguments.collection(), List.of(index(arguments)));
    }

    private Step createIndexes(Place place, Node node, String at) {
        var arguments = new Arguments(source, at, node, List.of("collection", "indexes"));
        var indexes = arguments.require("indexes");
        if (!(indexes instanceof SequenceNode list)) {
            throw arguments.failure(indexes, "'indexes' is not a list", "Write [{key: {…}}].");
        }
        var known = new ArrayList<>(INDEX_OPTIONS);
        known.addAll(List.of("key", "keys"));
        return createIndexes(
                place,
                arguments.collection(),
                list.getValue().stream()
                        .map(it -> index(new Arguments(source, at, it, known)))
                        .toList());
    }

    private Step createIndexes(Place place, String collection, List<BsonDocument> indexes) {
        return command(
                place,
                new BsonDocument("createIndexes", new BsonString(collection))
                        .append("indexes", new BsonArray(indexes)));
    }

    private BsonDocument index(Arguments arguments) {
        var keys = arguments.code(arguments.has("keys") ? "keys" : "key");
        var index = new BsonDocument("key", keys);
        index.putAll(arguments.options(INDEX_OPTIONS));
        if (!index.containsKey("name")) {
            index.append("name", new BsonString(nameOf(keys)));
        }
        return index;
    }

    /** As every driver names it: {@code email_1_at_-1}. */
    private static String nameOf(BsonDocument keys) {
        return keys.entrySet().stream()
                .map(it -> it.getKey() + "_" + direction(it.getValue()))
                .collect(Collectors.joining("_"));
    }

    private static String direction(BsonValue value) {
        return switch (value) {
            case BsonNumber number -> String.valueOf(number.longValue());
            case BsonString text -> text.getValue();
            default -> "";
        };
    }

    private Step dropIndexes(Place place, Node node, String at) {
        var arguments = new Arguments(source, at, node, List.of("collection", "index"));
        var index = source.values().codeValue(arguments.require("index"));
        return command(
                place, new BsonDocument("dropIndexes", new BsonString(arguments.collection())).append("index", index));
    }

    private Step runCommand(Place place, Node node, String at) {
        if (!(node instanceof MappingNode mapping) || mapping.getValue().isEmpty()) {
            throw source.failure(node, at, "expected a command of the server", "Write runCommand: {collMod: …}");
        }
        var name = source.document().text(mapping.getValue().getFirst().getKeyNode());
        if (!SERVERS.contains(name)) {
            throw source.failure(
                    node,
                    at,
                    "'%s' is not one of the server's commands that a migration runs".formatted(name),
                    Nearest.nearest(name, SERVERS)
                            .map("Did you mean '%s'?"::formatted)
                            .orElse("These are: %s. Write what changes data as a step of its own, such as updateMany."
                                    .formatted(String.join(", ", SERVERS))));
        }
        var command = source.values().code(node);
        if (!name.endsWith("Role") && !name.endsWith("User")) {
            var target = mapping.getValue().getFirst().getValueNode();
            if (!(target instanceof ScalarNode)) {
                throw source.failure(target, at, "expected a collection's name", "Write %s: NAME".formatted(name));
            }
            Arguments.collection(source, at, target);
        }
        return command(place, command);
    }

    private static Step command(Place place, BsonDocument command) {
        return switch (command.getFirstKey()) {
            case "create" -> new Step.Command(place, command, false, true, Set.of(), Set.of(NAMESPACE_EXISTS));
            case "createIndexes" -> new Step.Command(place, command, false, true, Set.of(), Set.of());
            case "drop" -> new Step.Command(place, command, false, false, Set.of(NAMESPACE_NOT_FOUND), Set.of());
            case "dropIndexes" -> new Step.Command(place, command, false, false, Set.of(), Set.of(INDEX_NOT_FOUND));
            default -> new Step.Command(place, command, false, false, Set.of(), Set.of());
        };
    }

    private static List<String> with(String first, List<String> others) {
        var all = new ArrayList<String>();
        all.add(first);
        all.addAll(others);
        return all;
    }
}
