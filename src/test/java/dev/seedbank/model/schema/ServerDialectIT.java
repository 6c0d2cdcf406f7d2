package dev.seedbank.model.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seedbank.testing.Capability;
import dev.seedbank.testing.MongoServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A document is accepted by the translated validator exactly when the library accepts it, or what is not translated is told. */
class ServerDialectIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The folder {@code tests/draft2020-12} of JSON-Schema-Test-Suite, which also comes in the source of Python's jsonschema. */
    private static final String SUITE = "SEEDBANK_JSON_SCHEMA_SUITE";

    /** Dialects of one's own. */
    private static final Set<String> NO_MODELS = Set.of("vocabulary");

    private static ValidatedCollection collection;

    @BeforeAll
    static void finds_a_server() {
        var server = MongoServer.allWith(Capability.VALIDATORS).findFirst();
        Assumptions.assumeTrue(server.isPresent(), "no server with validators");
        collection = new ValidatedCollection(server.get());
    }

    @Test
    void the_official_test_suite() throws IOException {
        var folder = System.getenv(SUITE);
        Assumptions.assumeTrue(folder != null, SUITE + " names no folder tests/draft2020-12 of the suite");
        var problems = new ArrayList<String>();
        var exact = new TreeMap<String, Integer>();
        var remotes = remotes(Path.of(folder).resolve("../../remotes").normalize());
        for (var file : jsonFiles(Path.of(folder), 1)) {
            var word = file.getFileName().toString().replace(".json", "");
            if (!NO_MODELS.contains(word)) {
                for (var group : JSON.readTree(file.toFile())) {
                    exact.merge(word, group(word, group, remotes, problems), Integer::sum);
                }
            }
        }
        assertThat(problems).isEmpty();
        assertThat(exact.values().stream().mapToInt(Integer::intValue).sum())
                .as("cases in which the validator says all: %s", exact)
                .isGreaterThan(750);
    }

    /** @return how many documents were compared exactly */
    private static int group(String word, JsonNode group, Map<URI, JsonNode> remotes, List<String> problems) {
        var sources = new Sources();
        remotes.forEach((uri, node) -> sources.add(uri, uri.getPath(), node));
        var schema = group.path("schema");
        sources.add(URI.create("https://suite.invalid/schema.json"), "schema.json", schema);
        var root = JSON.createObjectNode();
        root.putObject("properties")
                .putObject("v")
                .put("$ref", schema.path("$id").asText("https://suite.invalid/schema.json"));
        var place = sources.add(URI.create("https://suite.invalid/root.json"), "root.json", root);
        var library = new Library(sources, false);
        var translation = Translator.of(place, sources);
        collection.validate(translation.schema());
        var compiled = library.schema(place);
        int exact = 0;
        for (var test : group.path("tests")) {
            var document = JSON.createObjectNode().put("_id", 1);
            document.set("v", test.path("data"));
            boolean fits = library.violations(compiled, document).isEmpty();
            boolean accepted = collection.accepts(ValidatedCollection.bson(document));
            var shown = "%s: %s: %s %s"
                    .formatted(
                            word,
                            group.path("description").asText(),
                            test.path("description").asText(),
                            test.path("data"));
            if (fits != test.path("valid").asBoolean()) {
                problems.add(shown + ": the library says " + fits);
            }
            exact += translation.untranslated().isEmpty() ? 1 : 0;
            compare(translation, fits, accepted, shown, problems);
        }
        return exact;
    }

    private static void compare(
            Translation translation, boolean fits, boolean accepted, String shown, List<String> problems) {
        if (fits && !accepted) {
            problems.add(shown + ": the server refuses it by " + translation.schema());
        }
        boolean lacks =
                translation.schema().toString().contains("\"uniqueItems\"") && !collection.ignoresOrderOfNames();
        if (!fits && accepted && translation.untranslated().isEmpty() && !lacks) {
            problems.add(shown + ": the server accepts it by " + translation.schema());
        }
    }

    @Test
    void generated_schemas_and_documents() throws IOException {
        long seed = Long.getLong("tests.seed", 20_261_127L);
        var random = new Random(seed);
        var generated = new GeneratedSchemas(
                random, collection.dividesDecimals() ? List.of("0.1", "1", "1.50", "3") : List.of());
        var problems = new ArrayList<String>();
        int exact = 0;
        for (int i = 0; i < 60; i++) {
            var sources = new Sources();
            var schema = JSON.readTree(generated.schema().toString());
            var place = sources.add(URI.create("https://suite.invalid/root.json"), "root.json", schema);
            var translation = Translator.of(place, sources);
            var library = new Library(sources, true);
            var compiled = library.schema(place);
            collection.validate(translation.schema());
            exact += translation.untranslated().isEmpty() ? 1 : 0;
            for (int n = 0; n < 12; n++) {
                BsonDocument document = generated.document();
                var violations = library.violations(compiled, ValidatedCollection.tree(document));
                compare(
                        translation,
                        violations.isEmpty(),
                        collection.accepts(document),
                        "seed %d: %s %s %s".formatted(seed, schema, document, violations),
                        problems);
            }
        }
        assertThat(problems).isEmpty();
        assertThat(exact).as("seed %d", seed).isGreaterThan(10);
    }

    private static Map<URI, JsonNode> remotes(Path folder) throws IOException {
        var remotes = new TreeMap<URI, JsonNode>();
        for (var file : jsonFiles(folder, 9)) {
            var path = folder.relativize(file).toString().replace('\\', '/');
            if (path.startsWith("draft2020-12/") || !path.contains("/")) {
                remotes.put(URI.create("http://localhost:1234/" + path), JSON.readTree(file.toFile()));
            }
        }
        return remotes;
    }

    private static List<Path> jsonFiles(Path folder, int depth) throws IOException {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(it -> it.toString().endsWith(".json")).sorted().toList();
        }
    }
}
