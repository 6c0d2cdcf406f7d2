package dev.seedbank.seed;

import dev.seedbank.backend.SeedRow;
import dev.seedbank.config.Environment;
import dev.seedbank.config.Nearest;
import dev.seedbank.config.TextFile;
import dev.seedbank.seed.generate.Generator;
import dev.seedbank.seed.generate.GeneratorSettings;
import dev.seedbank.seed.rows.KnownNames;
import dev.seedbank.seed.rows.SeedInput;
import dev.seedbank.yaml.YamlDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a set's {@code seed.yaml}. */
final class SeedSettingsFile {
    static final String NAME = "seed.yaml";

    private static final KnownNames KEYS =
            new KnownNames("description", "environments", "required", "order", "unique", "store", "generate");

    private final String shown;
    private final YamlDocument yaml;
    private final KnownNames collections;

    private SeedSettingsFile(String shown, Collection<SeedFile> files) {
        this.shown = shown;
        this.yaml = new YamlDocument(shown, UnaryOperator.identity());
        this.collections = new KnownNames(files.stream().map(SeedFile::label).collect(Collectors.toSet()));
    }

    /**
     * @param shown as the user knows it: {@code seeds/sample/seed.yaml}
     * @param files the set's files: what {@code unique} and {@code generate} say must be about one of them
     * @throws dev.seedbank.failure.UsageFailure naming file and line
     */
    static SeedSettings read(Path path, String shown, Collection<SeedFile> files) {
        return new SeedSettingsFile(shown, files).settings(path);
    }

    private SeedSettings settings(Path path) {
        var entries = entries(path);
        KEYS.check(yaml, entries.values());
        var none = SeedSettings.NONE;
        return new SeedSettings(
                get(entries, "description", yaml::optional)
                        .flatMap(Function.identity())
                        .orElse(none.description()),
                get(entries, "environments", this::environments).orElse(none.environments()),
                get(entries, "required", yaml::flag).orElse(none.required()),
                get(entries, "order", yaml::list).orElse(none.order()),
                get(entries, "unique", this::unique).orElse(none.unique()),
                get(entries, "store", yaml::optional).flatMap(Function.identity()),
                get(entries, "generate", this::generate).orElse(none.generate()),
                get(entries, "generate", this::generatedAt).orElse(none.generatedAt()));
    }

    /** None for a file without content. */
    private SequencedMap<String, YamlDocument.Entry> entries(Path path) {
        try {
            return yaml.parse(TextFile.read(path, shown)).map(yaml::map).orElseGet(LinkedHashMap::new);
        } catch (IOException e) {
            throw SeedInput.unreadable(shown, e);
        }
    }

    private Collection<YamlDocument.Entry> ofCollections(Node node) {
        var entries = yaml.map(node).values();
        collections.check(yaml, entries);
        return entries;
    }

    private static <T> Optional<T> get(Map<String, YamlDocument.Entry> entries, String key, Function<Node, T> reader) {
        return Optional.ofNullable(entries.get(key))
                .map(YamlDocument.Entry::value)
                .map(reader);
    }

    private Set<Environment> environments(Node node) {
        var result = EnumSet.noneOf(Environment.class);
        for (var name : yaml.list(node)) {
            result.add(Environment.of(name)
                    .orElseThrow(() -> yaml.failure(
                            YamlDocument.line(node),
                            "'%s' is not an environment".formatted(name),
                            Nearest.advice(name, List.of("development", "test", "production"), ""))));
        }
        return result;
    }

    private Map<String, List<String>> unique(Node node) {
        var result = new LinkedHashMap<String, List<String>>();
        for (var entry : ofCollections(node)) {
            result.put(entry.key(), yaml.list(entry.value()));
        }
        return result;
    }

    private Map<String, SequencedMap<String, Generator>> generate(Node node) {
        var result = new LinkedHashMap<String, SequencedMap<String, Generator>>();
        var reader = new GeneratorSettings(yaml);
        for (var entry : ofCollections(node)) {
            var fields = new LinkedHashMap<String, Generator>();
            for (var field : yaml.map(entry.value()).values()) {
                fields.put(field.key(), reader.read(field));
            }
            result.put(entry.key(), fields);
        }
        return result;
    }

    private Map<String, Map<String, SeedRow.Place>> generatedAt(Node node) {
        var result = new LinkedHashMap<String, Map<String, SeedRow.Place>>();
        yaml.map(node).forEach((collection, entry) -> {
            var places = new LinkedHashMap<String, SeedRow.Place>();
            yaml.map(entry.value())
                    .forEach((field, named) -> places.put(field, new SeedRow.Place(shown, named.line())));
            result.put(collection, places);
        });
        return result;
    }
}
