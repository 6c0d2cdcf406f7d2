package dev.seedbank.backend.mongo.script;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.mongo.catalog.NameRules;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.config.Nearest;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.yaml.YamlDocument;
import dev.seedbank.yaml.YamlDocument.Entry;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNumber;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** What a command of a migration is given: names and values, of which none is unknown. */
final class Arguments {
    private final Source source;
    private final String at;
    private final Node node;
    private final SequencedMap<String, Entry> entries;

    /**
     * The file that is read.
     *
     * @param database that the migration is for
     */
    record Source(YamlDocument document, Values values, String database) {
        /** @param at which step it is: {@code up, step 2} */
        UsageFailure failure(Node node, String at, String what, String advice) {
            return document.failure(YamlDocument.line(node), at + ": " + what, advice);
        }
    }

    /**
     * @param at the step and its command: {@code up, step 2: updateMany}
     * @param known all names that there may be
     */
    Arguments(Source source, String at, Node node, List<String> known) {
        this.source = source;
        this.at = at;
        this.node = node;
        if (!(node instanceof MappingNode)) {
            throw source.failure(
                    node,
                    at,
                    "expected its arguments, found " + YamlDocument.kind(node, ""),
                    "Write {%s}.".formatted(String.join(": …, ", known.subList(0, Math.min(2, known.size()))) + ": …"));
        }
        this.entries = source.document().map(node);
        for (var entry : entries.values()) {
            if (!known.contains(entry.key())) {
                throw source.failure(
                        entry.keyNode(),
                        at,
                        "unknown '%s'".formatted(entry.key()),
                        Nearest.advice(entry.key(), known, "Known: " + String.join(", ", known)));
            }
        }
    }

    boolean has(String name) {
        return entries.containsKey(name);
    }

    Optional<Node> find(String name) {
        return Optional.ofNullable(entries.get(name)).map(Entry::value);
    }

    Node require(String name) {
        return find(name)
                .orElseThrow(() -> failure(node, "'%s' is missing".formatted(name), "Add %s: …".formatted(name)));
    }

    UsageFailure failure(Node where, String what, String advice) {
        return source.failure(where, at, what, advice);
    }

    String collection() {
        return collection("collection");
    }

    String collection(String name) {
        return collection(source, at, require(name));
    }

    /** A collection's name, which must be one that a migration may write to. */
    static String collection(Source source, String at, Node node) {
        return collection(source, at, node, source.document().text(node));
    }

    /** @param node that names it, for messages */
    static String collection(Source source, String at, Node node, String name) {
        var collection = new Collection(source.database(), name, true, Collection.Kind.DATA);
        NameRules.brokenByCollection(collection).ifPresent(why -> {
            throw source.failure(node, at, "'%s' cannot be a collection: %s".formatted(name, why), "Write its name.");
        });
        if (Namespaces.isReserved(collection)) {
            throw source.failure(
                    node,
                    at,
                    "'%s' is not a collection of the application".formatted(name),
                    "Names that begin with %s are Seedbank's, and with system. the server's."
                            .formatted(Namespaces.OWN));
        }
        return name;
    }

    Optional<String> text(String name) {
        return find(name).map(source.document()::text);
    }

    boolean flag(String name) {
        return find(name).map(source.document()::flag).orElse(false);
    }

    /** A whole number from {@code least}; empty if it is not given. */
    Optional<Long> number(String name, long least) {
        return find(name).map(it -> {
            if (source.values().codeValue(it) instanceof BsonNumber number
                    && (number instanceof BsonInt32 || number instanceof BsonInt64)
                    && number.longValue() >= least) {
                return number.longValue();
            }
            throw failure(it, "'%s' is not a whole number from %d".formatted(name, least), "Write such a number.");
        });
    }

    BsonDocument code(String name) {
        return source.values().code(require(name));
    }

    /** Those of these that are given, as the server takes them. */
    BsonDocument options(List<String> names) {
        var options = new BsonDocument();
        for (var name : names) {
            find(name).ifPresent(it -> options.append(name, source.values().codeValue(it)));
        }
        return options;
    }
}
