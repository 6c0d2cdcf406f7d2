package dev.seedbank.config;

import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.yaml.YamlDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** {@code seedbank.yaml} as settings with the lines they stand on. */
final class SettingsFile {
    private static final String ROOT = "seedbank";

    private final YamlDocument yaml;
    private final SettingsHints notation;
    private final String profile;
    private final SequencedMap<List<String>, Setting> general = new LinkedHashMap<>();
    private final SequencedMap<List<String>, Setting> ofProfile = new LinkedHashMap<>();
    private final Set<String> profiles = new LinkedHashSet<>();
    private final List<String> allValues = new ArrayList<>();

    private SettingsFile(String shown, String profile) {
        this.yaml = new YamlDocument(shown, ConnectionUrl::cut);
        this.notation = new SettingsHints(shown);
        this.profile = profile;
    }

    /**
     * The settings for a profile. Keys of other profiles are checked too, so that a slip in {@code %prod} shows in development.
     *
     * @param shown the file as the user knows it
     */
    static SettingsFile read(Path file, String shown, String profile) {
        var settings = new SettingsFile(shown, profile);
        try {
            settings.yaml.parse(TextFile.read(file, shown)).ifPresent(settings::top);
            return settings;
        } catch (IOException e) {
            throw new UsageFailure(
                    ErrorCode.SETTINGS,
                    "Cannot read %s: %s".formatted(shown, e.getMessage()),
                    "Check --config and the file's permissions.",
                    e);
        }
    }

    /** By path: general ones, overridden by those of the profile's section. */
    SequencedMap<List<String>, Setting> settings() {
        var merged = new LinkedHashMap<>(general);
        merged.putAll(ofProfile);
        return merged;
    }

    /** What is set for all profiles. */
    Optional<Setting> general(List<String> path) {
        return Optional.ofNullable(general.get(path));
    }

    /** What the profile's own section sets. */
    Optional<Setting> ofProfile(List<String> path) {
        return Optional.ofNullable(ofProfile.get(path));
    }

    /** The names of the sections. */
    Set<String> profiles() {
        return profiles;
    }

    /** Whether any profile fills in this variable. */
    boolean mentions(String variable) {
        return allValues.stream().anyMatch(value -> value.contains("${" + variable));
    }

    private void top(Node root) {
        for (var entry : entries(root, "the file")) {
            var key = entry.key();
            if (key.equals(ROOT)) {
                below(entry.value(), List.of(), general);
            } else if (key.startsWith("%")) {
                section(key.substring(1), entry.value());
            } else {
                throw notation.unknownTop(entry.keyNode(), key, ROOT);
            }
        }
    }

    private void section(String name, Node node) {
        profiles.add(name);
        if (YamlDocument.isEmpty(node)) {
            return;
        }
        for (var entry : entries(node, "\"%" + name + "\"")) {
            var key = entry.key();
            if (!key.equals(ROOT)) {
                throw notation.unknownTop(entry.keyNode(), key, "\"%" + name + "\":\n  " + ROOT);
            }
            var target = name.equals(profile) ? ofProfile : new LinkedHashMap<List<String>, Setting>();
            below(entry.value(), List.of(), target);
        }
    }

    private void below(Node node, List<String> path, SequencedMap<List<String>, Setting> into) {
        if (YamlDocument.isEmpty(node)) {
            return;
        }
        if (!(node instanceof MappingNode)) {
            throw notation.notKeys(node, path);
        }
        var allowed = KnownKeys.below(path);
        for (var entry : entries(node, Setting.key(path))) {
            var key = entry.key();
            var its = new ArrayList<>(path);
            its.add(key);
            if (!allowed.contains(key) && !allowed.contains("*")) {
                throw notation.unknown(entry.keyNode(), its, allowed);
            }
            if (KnownKeys.isValue(its)) {
                into.put(List.copyOf(its), value(entry.value(), its));
            } else {
                below(entry.value(), its, into);
            }
        }
    }

    private Setting value(Node node, List<String> path) {
        var values = new ArrayList<String>();
        switch (node) {
            case ScalarNode scalar -> values.add(YamlDocument.isEmpty(node) ? "" : scalar.getValue());
            case SequenceNode sequence -> {
                for (var one : sequence.getValue()) {
                    if (!(one instanceof ScalarNode scalar)) {
                        throw notation.notAValue(one, path);
                    }
                    values.add(scalar.getValue());
                }
            }
            default -> throw notation.notAValue(node, path);
        }
        var setting = new Setting(path, values, notation.at(node));
        values.forEach(value -> notation.refuseOtherVariables(setting, value));
        allValues.addAll(values);
        return setting;
    }

    private Collection<YamlDocument.Entry> entries(Node node, String what) {
        if (!(node instanceof MappingNode mapping)) {
            throw notation.at(node)
                    .failure(
                            "%s must hold keys and values".formatted(what),
                            SettingsHints.write("seedbank:\n  stores:\n    main:\n      url: ${DATABASE_URL}"));
        }
        return yaml.entries(mapping, notation::key).values();
    }
}
