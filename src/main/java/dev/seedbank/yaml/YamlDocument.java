package dev.seedbank.yaml;

import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.failure.Where;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A YAML file that people wrote, as nodes, not as objects: no reflection, and every error can name its line. */
public final class YamlDocument {
    private final String shown;
    private final UnaryOperator<String> cut;

    /**
     * @param shown the file as the user knows it
     * @param cut makes a key fit to be shown: it may be a secret in the wrong place
     */
    public YamlDocument(String shown, UnaryOperator<String> cut) {
        this.shown = shown;
        this.cut = cut;
    }

    /** The file as the user knows it. */
    public String shown() {
        return shown;
    }

    /** A key and its value. */
    public record Entry(String key, Node keyNode, Node value) {
        /** Where the key stands, from 1. */
        public int line() {
            return YamlDocument.line(keyNode);
        }
    }

    /**
     * The document's root; empty for a file without content.
     *
     * @throws UsageFailure naming the line, if the text is not YAML
     */
    public Optional<Node> parse(String text) {
        return new YamlText(this).compose(text);
    }

    public SequencedMap<String, Entry> map(Node node) {
        if (!(node instanceof MappingNode mapping)) {
            throw failure(
                    line(node),
                    "expected a mapping (name: value), found %s".formatted(kind(node, "a mapping")),
                    "Write it as name: value.");
        }
        return entries(mapping, this::text);
    }

    /**
     * Each key once.
     *
     * @param text reads a key
     */
    public SequencedMap<String, Entry> entries(MappingNode mapping, Function<Node, String> text) {
        var entries = new LinkedHashMap<String, Entry>();
        for (var tuple : mapping.getValue()) {
            var entry = new Entry(text.apply(tuple.getKeyNode()), tuple.getKeyNode(), tuple.getValueNode());
            if (entries.put(entry.key(), entry) != null) {
                throw failure(
                        entry.line(), "duplicate key '%s'".formatted(cut.apply(entry.key())), "Remove one of the two.");
            }
        }
        return entries;
    }

    /** A scalar's text as it is written, quotes undone. */
    public String text(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw failure(
                line(node), "expected one value, found %s".formatted(kind(node, "a mapping")), "Write it on one line.");
    }

    /** A scalar's text; nothing for {@code null}. */
    public Optional<String> optional(Node node) {
        return isEmpty(node) ? Optional.empty() : Optional.of(text(node));
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
        return Where.at(Where.Key.FILE, shown)
                .and(Where.Key.LINE, line)
                .of(new UsageFailure(ErrorCode.SETTINGS, where(line) + ": " + what, advice, null));
    }

    public static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /** Whether there is no value. */
    public static boolean isEmpty(Node node) {
        return Tag.NULL.equals(node.getTag());
    }

    /** @param mapping what a mapping is called */
    public static String kind(Node node, String mapping) {
        return switch (node) {
            case MappingNode _ -> mapping;
            case SequenceNode _ -> "a list";
            default -> "a single value";
        };
    }
}
