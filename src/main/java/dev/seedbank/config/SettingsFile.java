package dev.seedbank.config;

import dev.seedbank.failure.UsageFailure;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * {@code seedbank.yaml} as settings with the lines they stand on. Reads YAML's node graph, not objects: that keeps the line
 * numbers and needs no reflection.
 */
final class SettingsFile {
    private final String fileName;
    private final String profile;
    private final SequencedMap<List<String>, Setting> general = new LinkedHashMap<>();
    private final SequencedMap<List<String>, Setting> ofProfile = new LinkedHashMap<>();

    private SettingsFile(String fileName, String profile) {
        this.fileName = fileName;
        this.profile = profile;
    }

    /**
     * The settings for a profile: general ones, overridden by those of its {@code "%profile":} section. Keys of other
     * profiles are checked too, so that a slip in {@code %prod} shows in development.
     */
    static SettingsFile read(Path file, String profile) {
        var settings = new SettingsFile(file.getFileName().toString(), profile);
        try {
            var text = Files.readString(file, StandardCharsets.UTF_8);
            var root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (root != null) {
                settings.top(root);
            }
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            throw new UsageFailure(
                    "%s:%d: not valid YAML: %s"
                            .formatted(file.getFileName(), mark == null ? 1 : mark.getLine() + 1, e.getProblem()),
                    "Mend that line.");
        } catch (YAMLException e) {
            throw new UsageFailure(file.getFileName() + " is not valid YAML: " + e.getMessage(), "Mend it.");
        } catch (IOException e) {
            throw new UsageFailure(
                    "Cannot read " + file + ": " + e.getMessage(), "Check --config and the file's permissions.");
        }
        return settings;
    }

    /** By path; the profile's own win. */
    SequencedMap<List<String>, Setting> settings() {
        var merged = new LinkedHashMap<>(general);
        merged.putAll(ofProfile);
        return merged;
    }

    /** Whether the profile's own section sets this, not only the general part. */
    boolean setByProfile(List<String> path) {
        return ofProfile.containsKey(path);
    }

    private void top(Node root) {
        for (var entry : mapping(root, "the file").getValue()) {
            var key = scalar(entry.getKeyNode());
            if (key.equals("seedbank")) {
                collect(entry.getValueNode(), List.of(), general);
            } else if (key.startsWith("%")) {
                section(key.substring(1), entry.getValueNode());
            } else {
                throw new UsageFailure(
                        "%s: unknown key '%s'".formatted(at(entry.getKeyNode()), ConnectionUrl.cut(key)),
                        "At the top stand 'seedbank' and sections of profiles, such as \"%prod\".");
            }
        }
    }

    private void section(String name, Node node) {
        for (var entry : mapping(node, "\"%" + name + "\"").getValue()) {
            var key = scalar(entry.getKeyNode());
            if (!key.equals("seedbank")) {
                throw new UsageFailure(
                        "%s: unknown key '%s' in \"%%%s\""
                                .formatted(at(entry.getKeyNode()), ConnectionUrl.cut(key), name),
                        "A profile's section holds 'seedbank'.");
            }
            var target = name.equals(profile) ? ofProfile : new LinkedHashMap<List<String>, Setting>();
            collect(entry.getValueNode(), List.of(), target);
        }
    }

    private void collect(Node node, List<String> path, SequencedMap<List<String>, Setting> into) {
        if (node instanceof MappingNode mapping) {
            for (var entry : mapping.getValue()) {
                var below = new ArrayList<>(path);
                below.add(scalar(entry.getKeyNode()));
                collect(entry.getValueNode(), below, into);
            }
            return;
        }
        var values = node instanceof SequenceNode sequence
                ? sequence.getValue().stream().map(this::scalar).toList()
                : List.of(scalar(node));
        var setting = new Setting(path, values, at(node));
        KnownKeys.check(setting);
        if (into.put(setting.path(), setting) != null) {
            throw new UsageFailure("%s: '%s' stands twice".formatted(at(node), setting.key()), "Keep one of them.");
        }
    }

    private MappingNode mapping(Node node, String what) {
        if (node instanceof MappingNode mapping) {
            return mapping;
        }
        throw new UsageFailure(
                "%s: %s must hold keys and values".formatted(at(node), what), "See docs/configuration.md.");
    }

    private String scalar(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw new UsageFailure(at(node) + ": a plain value is expected here", "See docs/configuration.md.");
    }

    private String at(Node node) {
        return fileName + ":" + (node.getStartMark().getLine() + 1);
    }
}
