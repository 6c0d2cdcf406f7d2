package dev.seedbank.backend.mongo.script;

import dev.seedbank.backend.mongo.bson.BsonBuffer;
import dev.seedbank.backend.mongo.bson.Bytes;
import dev.seedbank.backend.mongo.bson.JsonToBson;
import dev.seedbank.json.JsonRejected;
import dev.seedbank.json.JsonText;
import dev.seedbank.yaml.YamlDocument;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Values of a YAML file as BSON: what they would be if the same stood there in JSON, Extended JSON included. What YAML reads as
 * something that JSON does not have, such as {@code yes} or {@code 2026-01-01}, is refused, because it could be meant either way.
 */
public final class Values {
    private static final String NUMBER = "-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?";
    private static final String LITERAL = "{\"$literal\":";
    private static final Set<Tag> NUMBERS = Set.of(Tag.INT, Tag.FLOAT);

    private final YamlDocument document;
    private final BsonBuffer buffer = new BsonBuffer();
    private final JsonToBson json = new JsonToBson(buffer);

    public Values(YamlDocument document) {
        this.document = document;
    }

    /** Documents that are data: as in a seed file, {@code $literal} marks one whose names mean nothing but themselves. */
    BsonDocument data(Node node) {
        return asDocument(node, value(node, json(node, false)));
    }

    /** A filter, an update, options: {@code $literal} is the server's. */
    public BsonDocument code(Node node) {
        return asDocument(node, codeValue(node));
    }

    public BsonValue codeValue(Node node) {
        return value(node, json(node, true));
    }

    BsonArray codeList(Node node) {
        if (codeValue(node) instanceof BsonArray list) {
            return list;
        }
        throw document.failure(
                YamlDocument.line(node),
                "expected a list, found " + YamlDocument.kind(node, "a document"),
                "Write a list.");
    }

    private BsonDocument asDocument(Node node, BsonValue value) {
        if (value instanceof BsonDocument found) {
            return found;
        }
        throw document.failure(
                YamlDocument.line(node),
                "expected a document, found " + YamlDocument.kind(node, "a single Extended JSON value"),
                "Write {name: value}.");
    }

    private BsonValue value(Node node, String text) {
        try {
            return bson(text);
        } catch (JsonRejected e) {
            var wrong = culprit(node);
            throw document.failure(YamlDocument.line(wrong), e.reason(), "Correct the value.");
        }
    }

    private BsonValue bson(String text) {
        buffer.clear();
        int start = buffer.begin();
        int type = buffer.size();
        buffer.int8(0);
        buffer.name("v");
        buffer.int8At(type, json.value(text));
        buffer.end(start);
        return Objects.requireNonNull(Bytes.tree(buffer).get("v"));
    }

    /** The innermost value that is refused by itself. */
    private Node culprit(Node node) {
        var parts = switch (node) {
            case MappingNode mapping ->
                mapping.getValue().stream().map(it -> it.getValueNode()).toList();
            case SequenceNode sequence -> sequence.getValue();
            default -> java.util.List.<Node>of();
        };
        for (var part : parts) {
            try {
                bson(json(part, true));
            } catch (JsonRejected e) {
                return culprit(part);
            }
        }
        return node;
    }

    /** The node as JSON, the same however it is laid out. */
    String text(Node node) {
        return json(node, false);
    }

    private String json(Node node, boolean code) {
        return switch (node) {
            case MappingNode mapping -> {
                var members = document.entries(mapping, document::text).values().stream()
                        .map(it -> quoted(it.key()) + ":" + json(it.value(), code))
                        .collect(Collectors.joining(",", "{", "}"));
                // Seedbank's own $literal around it makes the inner one the server's.
                yield code && members.startsWith(LITERAL) ? LITERAL + members + "}" : members;
            }
            case SequenceNode sequence ->
                sequence.getValue().stream().map(it -> json(it, code)).collect(Collectors.joining(",", "[", "]"));
            case ScalarNode scalar -> scalar(scalar);
            default -> throw new IllegalStateException("there are no other nodes");
        };
    }

    private static String quoted(String text) {
        return new String(JsonText.quoted(text), StandardCharsets.UTF_8);
    }

    private String scalar(ScalarNode scalar) {
        var text = scalar.getValue();
        var tag = scalar.getTag();
        if (Tag.STR.equals(tag)) {
            return quoted(text);
        }
        if (Tag.NULL.equals(tag)) {
            return "null";
        }
        if (Tag.BOOL.equals(tag) && (text.equals("true") || text.equals("false"))) {
            return text;
        }
        if (NUMBERS.contains(tag) && text.matches(NUMBER)) {
            return text;
        }
        throw document.failure(
                YamlDocument.line(scalar),
                "'%s' could be text or something else".formatted(text),
                "Put text in quotes. Otherwise write true, false, a decimal number, or {$date: \"2026-01-31T00:00:00Z\"}.");
    }
}
