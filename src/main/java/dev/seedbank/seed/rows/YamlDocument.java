package dev.seedbank.seed.rows;

import dev.seedbank.config.Nearest;
import dev.seedbank.config.YamlFile;
import dev.seedbank.failure.UsageFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A YAML file as nodes, not as objects: no reflection, and every complaint can name its line. */
public final class YamlDocument {
    private final String shown;

    public YamlDocument(String shown) {
        this.shown = shown;
    }

    /** A key and its value, with the line that the key stands on. */
    public record Entry(String key, int line, Node value) {}

    /** The document's entries; none for a file without content. */
    public SequencedMap<String, Entry> read(Path path) {
        try {
            var root = YamlFile.read(path, shown);
            return root.isEmpty() ? new LinkedHashMap<>() : map(root.get());
        } catch (IOException e) {
            throw SeedInput.unreadable(shown, e);
        }
    }

    public SequencedMap<String, Entry> map(Node node) {
        if (!(node instanceof MappingNode mapping)) {
            throw failure(
                    line(node),
                    "expected names with values, found %s".formatted(kind(node)),
                    "Write it as name: value.");
        }
        var entries = new LinkedHashMap<String, Entry>();
        for (var tuple : mapping.getValue()) {
            var key = text(tuple.getKeyNode());
            var entry = new Entry(key, line(tuple.getKeyNode()), tuple.getValueNode());
            if (entries.put(key, entry) != null) {
                throw failure(entry.line(), "duplicate key '%s'".formatted(key), "Remove one of the two.");
            }
        }
        return entries;
    }

    /** @throws UsageFailure for the first key that is not known, with the nearest that is */
    public SequencedMap<String, Entry> map(Node node, Set<String> known) {
        var entries = map(node);
        check(entries, known);
        return entries;
    }

    public void check(SequencedMap<String, Entry> entries, Set<String> known) {
        for (var entry : entries.values()) {
            if (!known.contains(entry.key())) {
                throw unknown(entry.line(), "unknown key", entry.key(), known);
            }
        }
    }

    UsageFailure unknown(int line, String what, String name, Set<String> known) {
        return failure(
                line,
                "%s '%s'".formatted(what, name),
                Nearest.advice(name, known.stream().sorted().toList(), ""));
    }

    /** A scalar's text as it is written, quotes undone. */
    public String text(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw failure(line(node), "expected one value, found %s".formatted(kind(node)), "Write it on one line.");
    }

    /** A scalar's text; nothing for {@code null}. */
    public Optional<String> optional(Node node) {
        return Tag.NULL.equals(node.getTag()) ? Optional.empty() : Optional.of(text(node));
    }

    public boolean flag(Node node) {
        var text = text(node);
        if (!Tag.BOOL.equals(node.getTag())) {
            throw failure(line(node), "'%s' is neither true nor false".formatted(text), "Write true or false.");
        }
        return !text.equalsIgnoreCase("false") && !text.equalsIgnoreCase("no") && !text.equalsIgnoreCase("off");
    }

    /** A sequence, or one value as a list of one. */
    public List<String> list(Node node) {
        if (!(node instanceof SequenceNode sequence)) {
            return optional(node).stream().toList();
        }
        var texts = new ArrayList<String>();
        sequence.getValue().forEach(item -> texts.add(text(item)));
        return texts;
    }

    /** An entry that is known to be there. */
    public static Entry require(SequencedMap<String, Entry> entries, String key) {
        return Objects.requireNonNull(entries.get(key), key);
    }

    public String where(int line) {
        return shown + ":" + line;
    }

    public UsageFailure failure(int line, String what, String advice) {
        return new UsageFailure(where(line) + ": " + what, advice);
    }

    public static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    private static String kind(Node node) {
        return switch (node) {
            case MappingNode _ -> "names with values";
            case SequenceNode _ -> "a list";
            default -> "a single value";
        };
    }
}
