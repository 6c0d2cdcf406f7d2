package dev.seedbank.backend.mongo.script;

import dev.seedbank.backend.migration.Script;
import dev.seedbank.backend.mongo.script.Arguments.Source;
import dev.seedbank.backend.mongo.script.Step.Condition;
import dev.seedbank.backend.mongo.script.Step.Place;
import dev.seedbank.config.Nearest;
import dev.seedbank.yaml.YamlDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads steps: one command each, with its arguments; and {@code when} and {@code each}, with steps of their own under {@code do}. */
final class StepReader {
    private static final List<String> NAMES = List.of(
            "insertOne",
            "insertMany",
            "insert",
            "updateOne",
            "updateMany",
            "replaceOne",
            "deleteOne",
            "deleteMany",
            "createCollection",
            "drop",
            "dropCollection",
            "renameCollection",
            "createIndex",
            "createIndexes",
            "dropIndex",
            "dropIndexes",
            "aggregate",
            "runCommand",
            "when",
            "each",
            "exec");

    private static final List<String> UPDATE_OPTIONS = List.of("upsert", "arrayFilters", "collation", "hint");
    private static final List<String> DELETE_OPTIONS = List.of("collation", "hint");
    private static final List<String> AGGREGATE_OPTIONS = List.of("collation", "hint", "let", "allowDiskUse");
    private static final long LARGEST_BATCH = 100_000;

    private final Source source;
    private final Script.Files files;
    private final StructureSteps structure;

    StepReader(Source source, Script.Files files) {
        this.source = source;
        this.files = files;
        this.structure = new StructureSteps(source);
    }

    /** @param where {@code up}, {@code down}, or the step that these are in */
    List<Step> list(Node node, String where) {
        if (YamlDocument.isEmpty(node)) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            throw source.failure(
                    node, where, "expected a list of steps", "Begin each step with a hyphen: - updateMany: {…}");
        }
        var steps = new ArrayList<Step>();
        for (var item : sequence.getValue()) {
            steps.add(step(item, "%s, step %d".formatted(where, steps.size() + 1)));
        }
        return steps;
    }

    private Step step(Node node, String at) {
        if (!(node instanceof MappingNode)) {
            throw source.failure(node, at, "expected a command with its arguments", "Write it as updateMany: {…}");
        }
        var entries = source.document().map(node);
        var names = entries.keySet().stream().filter(it -> !it.equals("do")).toList();
        if (names.size() != 1) {
            throw source.failure(
                    node,
                    at,
                    names.isEmpty() ? "there is no command" : "more than one command: " + String.join(", ", names),
                    "Write one command in each step.");
        }
        var name = names.getFirst();
        var entry = YamlDocument.require(entries, name);
        if (!NAMES.contains(name)) {
            throw source.failure(
                    entry.keyNode(),
                    at,
                    "unknown command '%s'".formatted(name),
                    Nearest.nearest(name, NAMES)
                            .map("Did you mean '%s'?"::formatted)
                            .orElse("Commands: " + String.join(", ", NAMES)));
        }
        var inner = Optional.ofNullable(entries.get("do")).map(YamlDocument.Entry::value);
        boolean takesSteps = name.equals("when") || name.equals("each");
        if (takesSteps != inner.isPresent()) {
            throw source.failure(
                    node,
                    at,
                    takesSteps ? "'%s' without 'do'".formatted(name) : "'do' belongs to when and each",
                    takesSteps ? "Add the steps beside it: do: [{…}]" : "Remove it.");
        }
        var place = new Place(YamlDocument.line(node), name, source.values().text(node));
        return command(place, entry.value(), "%s: %s".formatted(at, name), inner);
    }

    private Step command(Place place, Node node, String at, Optional<Node> inner) {
        return switch (place.name()) {
            case "insertOne", "insertMany", "insert" -> insert(place, node, at);
            case "updateOne", "updateMany" -> update(place, node, at);
            case "replaceOne" -> replace(place, node, at);
            case "deleteOne", "deleteMany" -> delete(place, node, at);
            case "aggregate" -> aggregate(place, node, at);
            case "when" -> new Step.When(place, condition(node, at), inside(inner.orElseThrow(), at));
            case "each" -> each(place, node, at, inside(inner.orElseThrow(), at));
            case "exec" -> exec(place, node, at);
            default -> structure.read(place, node, at);
        };
    }

    private List<Step> inside(Node node, String at) {
        var steps = list(node, at);
        if (steps.isEmpty()) {
            throw source.failure(node, at, "'do' has no steps", "Write at least one.");
        }
        return steps;
    }

    private Step insert(Place place, Node node, String at) {
        var known = switch (place.name()) {
            case "insertOne" -> List.of("collection", "document");
            case "insertMany" -> List.of("collection", "documents");
            default -> List.of("collection", "file", "document", "documents");
        };
        var arguments = new Arguments(source, at, node, known);
        var collection = arguments.collection();
        var what = known.stream().skip(1).filter(arguments::has).toList();
        if (what.size() != 1) {
            throw arguments.failure(
                    node,
                    what.isEmpty() ? "there is nothing to insert" : "more than one of " + String.join(", ", what),
                    "Give one: " + String.join(", ", known.subList(1, known.size())));
        }
        return switch (what.getFirst()) {
            case "file" -> new Step.Insert(place, collection, List.of(), Optional.of(file(arguments)));
            case "document" ->
                new Step.Insert(
                        place,
                        collection,
                        List.of(source.values().data(arguments.require("document"))),
                        Optional.empty());
            default -> new Step.Insert(place, collection, documents(arguments), Optional.empty());
        };
    }

    private List<BsonDocument> documents(Arguments arguments) {
        if (arguments.require("documents") instanceof SequenceNode sequence) {
            return sequence.getValue().stream().map(source.values()::data).toList();
        }
        throw arguments.failure(arguments.require("documents"), "'documents' is not a list", "Write [{…}, {…}].");
    }

    /** Opened once, so that a wrong name shows before anything is done. */
    private String file(Arguments arguments) {
        var name = arguments.text("file").orElseThrow();
        try (var in = files.open(name)) {
            in.read();
            return name;
        } catch (IOException e) {
            throw arguments.failure(
                    arguments.require("file"),
                    "the file '%s' beside it cannot be read".formatted(name),
                    "Put it into the migration's folder.");
        }
    }

    private Step update(Place place, Node node, String at) {
        boolean many = place.name().equals("updateMany");
        var known = new ArrayList<>(List.of("collection", "filter", "update"));
        known.addAll(UPDATE_OPTIONS);
        known.add("once");
        if (many) {
            known.add("batch");
        }
        var arguments = new Arguments(source, at, node, known);
        var change = arguments.require("update");
        var value = source.values().codeValue(change);
        boolean operators = value instanceof BsonDocument document
                && !document.isEmpty()
                && document.keySet().stream().allMatch(it -> it.startsWith("$"));
        boolean pipeline =
                value instanceof BsonArray stages && stages.stream().allMatch(BsonDocument.class::isInstance);
        if (!operators && !pipeline) {
            throw arguments.failure(
                    change,
                    "'update' is neither operators such as $set nor a pipeline",
                    "Write update: {$set: {…}}; to put another document in the place of one: replaceOne.");
        }
        int batch = batch(arguments);
        if (batch > 0 && arguments.flag("upsert")) {
            throw arguments.failure(node, "'upsert' has no meaning with 'batch'", "Remove one of them.");
        }
        return new Step.Update(
                place,
                arguments.collection(),
                many,
                arguments.code("filter"),
                value,
                arguments.options(UPDATE_OPTIONS),
                batch,
                arguments.flag("once"));
    }

    private Step replace(Place place, Node node, String at) {
        var options = List.of("upsert", "collation", "hint");
        var known = new ArrayList<>(List.of("collection", "filter", "replacement", "once"));
        known.addAll(options);
        var arguments = new Arguments(source, at, node, known);
        return new Step.Update(
                place,
                arguments.collection(),
                false,
                arguments.code("filter"),
                source.values().data(arguments.require("replacement")),
                arguments.options(options),
                0,
                arguments.flag("once"));
    }

    private Step delete(Place place, Node node, String at) {
        boolean many = place.name().equals("deleteMany");
        var known = new ArrayList<>(List.of("collection", "filter", "once"));
        known.addAll(DELETE_OPTIONS);
        if (many) {
            known.add("batch");
        }
        var arguments = new Arguments(source, at, node, known);
        return new Step.Delete(
                place,
                arguments.collection(),
                many,
                arguments.code("filter"),
                arguments.options(DELETE_OPTIONS),
                batch(arguments),
                arguments.flag("once"));
    }

    private static int batch(Arguments arguments) {
        return arguments
                .number("batch", 1)
                .map(it -> {
                    if (it > LARGEST_BATCH) {
                        throw arguments.failure(
                                arguments.require("batch"),
                                "'batch' is larger than %d".formatted(LARGEST_BATCH),
                                "Write a smaller number, such as 1000.");
                    }
                    return Math.toIntExact(it);
                })
                .orElse(0);
    }

    private Step aggregate(Place place, Node node, String at) {
        var known = new ArrayList<>(List.of("collection", "pipeline"));
        known.addAll(AGGREGATE_OPTIONS);
        var arguments = new Arguments(source, at, node, known);
        var pipeline = source.values().codeList(arguments.require("pipeline"));
        var target = Pipelines.target(pipeline)
                .orElseThrow(() -> arguments.failure(
                        node,
                        "its pipeline writes nothing",
                        "End it with $out or $merge: its result is not kept otherwise."));
        var _ = Arguments.collection(source, at, arguments.require("pipeline"), target);
        Pipelines.database(pipeline).filter(it -> !it.equals(source.database())).ifPresent(it -> {
            throw arguments.failure(
                    node,
                    "its result would go to the database '%s'".formatted(it),
                    "A migration changes the database that it is for, and no other.");
        });
        return new Step.Aggregate(place, arguments.collection(), pipeline, arguments.options(AGGREGATE_OPTIONS));
    }

    private Condition condition(Node node, String at) {
        var arguments = new Arguments(source, at, node, List.of("count", "exists"));
        if (arguments.has("count") == arguments.has("exists")) {
            throw arguments.failure(node, "expected one condition", "Write count: {…} or exists: {…}.");
        }
        return arguments
                .find("count")
                .map(it -> count(it, at + ": count"))
                .orElseGet(() -> exists(arguments.require("exists"), at + ": exists"));
    }

    private Condition count(Node node, String at) {
        var arguments = new Arguments(source, at, node, List.of("collection", "filter", "is", "atLeast", "atMost"));
        var filter = arguments.has("filter") ? arguments.code("filter") : new BsonDocument();
        var is = arguments.number("is", 0);
        var least = arguments.number("atLeast", 0);
        var most = arguments.number("atMost", 0);
        if (is.isPresent() == (least.isPresent() || most.isPresent())) {
            throw arguments.failure(node, "expected what the count has to be", "Write is: 0, or atLeast: 1.");
        }
        return new Condition.Count(
                arguments.collection(),
                filter,
                is.or(() -> least).orElse(0L),
                is.or(() -> most).orElse(Long.MAX_VALUE));
    }

    private Condition exists(Node node, String at) {
        if (!(node instanceof MappingNode)) {
            return new Condition.Exists(Arguments.collection(source, at, node), true);
        }
        var arguments = new Arguments(source, at, node, List.of("collection", "is"));
        return new Condition.Exists(arguments.collection(), !arguments.has("is") || arguments.flag("is"));
    }

    private Step each(Place place, Node node, String at, List<Step> steps) {
        var arguments = new Arguments(source, at, node, List.of("collection", "filter", "project", "once"));
        var each = new Step.Each(
                place,
                arguments.collection(),
                arguments.has("filter") ? arguments.code("filter") : new BsonDocument(),
                arguments.has("project") ? arguments.code("project") : new BsonDocument(),
                steps,
                arguments.flag("once"));
        EachRules.problem(each).ifPresent(it -> {
            throw source.document().failure(it.line(), "%s: %s".formatted(at, it.what()), it.advice());
        });
        return each;
    }

    private Step exec(Place place, Node node, String at) {
        if (node instanceof SequenceNode) {
            var words = source.document().list(node);
            if (!words.isEmpty()) {
                return new Step.Exec(place, words);
            }
        }
        throw source.failure(node, at, "expected a program and its arguments", "Write exec: [node, x.mjs]");
    }
}
