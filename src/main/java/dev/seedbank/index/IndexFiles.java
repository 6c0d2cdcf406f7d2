package dev.seedbank.index;

import dev.seedbank.backend.IndexDeclaration;
import dev.seedbank.config.DeclaredFiles;
import dev.seedbank.config.Nearest;
import dev.seedbank.config.Project;
import dev.seedbank.config.TextFile;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.yaml.YamlDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The project's {@code indexes/*.yaml}, one file for each collection. */
final class IndexFiles {
    static final String FOLDER = "indexes";
    static final String SUFFIX = ".yaml";

    private static final List<String> KEYS = List.of("collection", "indexes", "search");

    private IndexFiles() {}

    static DeclaredFiles files(Project project) {
        return new DeclaredFiles(project, FOLDER, SUFFIX);
    }

    /** @throws UsageFailure naming file and line, if one is not as it should be, or two speak of the same collection */
    static List<IndexDeclaration> of(Project project, String store) {
        var declarations = new ArrayList<IndexDeclaration>();
        for (var file : files(project).of(store)) {
            var one = read(file);
            declarations.stream()
                    .filter(it -> it.collection().equals(one.collection()))
                    .findFirst()
                    .ifPresent(it -> refuseTwo(it, one));
            declarations.add(one);
        }
        return declarations;
    }

    private static void refuseTwo(IndexDeclaration one, IndexDeclaration other) {
        throw new UsageFailure(
                "%s and %s both declare indexes of '%s'".formatted(one.shown(), other.shown(), one.collection()),
                "Put them into one file.");
    }

    private static IndexDeclaration read(DeclaredFiles.File file) {
        var document = new YamlDocument(file.shown(), UnaryOperator.identity());
        var root = document.parse(text(file))
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
                collection == null ? file.name() : document.text(collection.value()),
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

    private static String text(DeclaredFiles.File file) {
        try {
            return TextFile.read(file.path(), file.shown());
        } catch (IOException e) {
            throw new OperationFailed(
                    "%s cannot be read: %s".formatted(file.shown(), e.getMessage()), "Check its permissions.", e);
        }
    }
}
