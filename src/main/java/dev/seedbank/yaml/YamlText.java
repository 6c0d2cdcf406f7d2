package dev.seedbank.yaml;

import java.io.StringReader;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * YAML text as its graph of nodes. Walking the graph always ends: no node contains itself, and its size is limited, with aliases
 * counted as what they refer to.
 */
final class YamlText {
    private static final int MOST_NODES = 100_000;

    private final YamlDocument document;
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private int nodes;

    YamlText(YamlDocument document) {
        this.document = document;
    }

    Optional<Node> compose(String text) {
        try {
            var root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (root == null || Tag.NULL.equals(root.getTag())) {
                return Optional.empty();
            }
            refuseEndless(root);
            return Optional.of(root);
        } catch (MarkedYAMLException e) {
            int line = line(e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark());
            throw document.failure(line, "not valid YAML: " + e.getProblem(), advice(text, line));
        } catch (YAMLException e) {
            throw document.failure(
                    1,
                    "not valid YAML: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    "Fix it.");
        }
    }

    private void refuseEndless(Node node) {
        if (!open.add(node)) {
            throw document.failure(
                    line(node.getStartMark()),
                    "an alias is inside the value that it refers to",
                    "Write the values out.");
        }
        if (++nodes > MOST_NODES) {
            throw document.failure(
                    line(node.getStartMark()),
                    "more than %d values, aliases included".formatted(MOST_NODES),
                    "Write fewer values, or no aliases.");
        }
        switch (node) {
            case MappingNode mapping ->
                mapping.getValue().forEach(entry -> {
                    refuseEndless(entry.getKeyNode());
                    refuseEndless(entry.getValueNode());
                });
            case SequenceNode sequence -> sequence.getValue().forEach(this::refuseEndless);
            default -> {}
        }
        open.remove(node);
    }

    private static String advice(String text, int line) {
        var wrong = text.lines().skip(line - 1L).findFirst().orElse("");
        if (wrong.startsWith("%")) {
            return "Put the profile's name in quotes: \"%prod\":";
        }
        if (wrong.matches(".*[{,\\[].*\\$\\{.*")) {
            return "Put a value with ${…} in quotes there: {url: \"${DATABASE_URL}\"}";
        }
        return wrong.contains("\t") ? "Indent with spaces, not tabs." : "Fix that line.";
    }

    private static int line(Mark mark) {
        return mark == null ? 1 : mark.getLine() + 1;
    }
}
