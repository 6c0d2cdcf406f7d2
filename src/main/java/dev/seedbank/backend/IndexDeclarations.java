package dev.seedbank.backend;

import dev.seedbank.config.Nearest;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.yaml.YamlDocument;
import java.util.HashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads files that declare indexes, each those of one collection. */
public final class IndexDeclarations {
    private static final List<String> KEYS = List.of("collection", "indexes", "search");

    private IndexDeclarations() {}

    /**
     * @param shown the file as the user knows it
     * @param name of the collection, unless the text says otherwise
     * @throws UsageFailure naming file and line
     */
    public static IndexDeclaration read(String shown, String name, String text) {
        var document = new YamlDocument(shown, UnaryOperator.identity());
        var root = document.parse(text)
                .orElseThrow(
                        () -> document.failure(1, "it is empty", "Write indexes: with a list; [] if there are none."));
        var entries = document.map(root);
        entries.values().stream()
                .filter(it -> !KEYS.contains(it.key()))
                .findFirst()
                .ifPresent(it -> {
                    throw document.failure(
                            it.line(),
                            "unknown '%s'".formatted(it.key()),
                            Nearest.advice(it.key(), KEYS, "A file has: " + String.join(", ", KEYS)));
                });
        var collection = entries.get("collection");
        return new IndexDeclaration(
                document,
                collection == null ? name : document.text(collection.value()),
                list(document, entries, "indexes"),
                list(document, entries, "search"));
    }

    private static List<Node> list(
            YamlDocument document, SequencedMap<String, YamlDocument.Entry> entries, String key) {
        var entry = entries.get(key);
        if (entry == null || YamlDocument.isEmpty(entry.value())) {
            return List.of();
        }
        if (entry.value() instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        throw document.failure(
                YamlDocument.line(entry.value()),
                "%s is no list".formatted(key),
                "Begin each index with a dash: - key: email");
    }

    /** @throws UsageFailure naming both files, if two speak of the same collection */
    public static void refuseDoubles(List<IndexDeclaration> declarations) {
        var seen = new HashMap<String, IndexDeclaration>();
        for (var one : declarations) {
            var other = seen.put(one.collection(), one);
            if (other != null) {
                throw new UsageFailure(
                        "%s and %s both declare indexes of '%s'"
                                .formatted(other.shown(), one.shown(), one.collection()),
                        "Put them into one file.");
            }
        }
    }
}
