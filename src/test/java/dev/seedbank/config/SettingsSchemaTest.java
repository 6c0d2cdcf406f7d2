package dev.seedbank.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seedbank.testing.OutputSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The schemas of {@code seedbank.yaml} and {@code seed.yaml}, which editors use, know the keys that the program knows. */
class SettingsSchemaTest {
    private static final String SETTINGS = "seedbank.yaml";

    @Test
    void knows_the_keys_that_the_program_knows() throws IOException {
        var schema = new ObjectMapper().readTree(OutputSchemas.file(SETTINGS).toFile());
        var keys = new ArrayList<List<String>>();
        collect(schema, schema.at("/$defs/settings"), List.of(), keys);
        assertThat(keys).containsExactlyInAnyOrderElementsOf(KnownKeys.ALL);
        var ofProfile = new ArrayList<List<String>>();
        collect(schema, schema.at("/$defs/profileSettings"), List.of(), ofProfile);
        assertThat(ofProfile).containsExactlyInAnyOrderElementsOf(KnownKeys.ALL);
    }

    static Stream<Path> examples() throws IOException {
        try (var files = Files.walk(Path.of("examples"))) {
            return files.filter(file -> file.getFileName().toString().matches("seed(bank)?\\.yaml")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void takes_the_settings_of_the_examples(Path file) throws IOException {
        assertThat(problems(file.getFileName().toString(), Files.readString(file)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "seedbank: {stores: {main: {ulr: x}}}",
                "seedbank: {environment: dev}",
                "stores: {main: {url: x}}",
                "seedbank: {backups: {layout: tar}}",
                "'%prod': {stores: {}}",
            })
    void refuses_what_the_program_refuses(String yaml) {
        assertThat(problems(SETTINGS, yaml)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "environment: [test]",
                "environments: [prod]",
                "generate: {users: {password: {pasword: x}}}",
                "generate: {users: {id: uid}}",
                "required: maybe",
            })
    void refuses_what_a_seed_set_refuses(String yaml) {
        assertThat(problems("seed.yaml", yaml)).isNotEmpty();
    }

    private static List<String> problems(String schema, String yaml) {
        return OutputSchemas.problems(schema, OutputSchemas.json(new Yaml().load(yaml)));
    }

    private static void collect(JsonNode root, JsonNode schema, List<String> path, List<List<String>> keys) {
        if (schema.has("$ref")) {
            collect(root, root.at(schema.get("$ref").asText().substring(1)), path, keys);
            return;
        }
        var below = schema.get("properties");
        var any = schema.get("additionalProperties");
        if (below != null) {
            below.fieldNames().forEachRemaining(name -> collect(root, below.get(name), with(path, name), keys));
        } else if (any != null && any.isObject()) {
            collect(root, any, with(path, "*"), keys);
        } else {
            keys.add(path);
        }
    }

    private static List<String> with(List<String> path, String name) {
        return Stream.concat(path.stream(), Stream.of(name)).toList();
    }
}
