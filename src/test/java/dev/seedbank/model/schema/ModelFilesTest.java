package dev.seedbank.model.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.seedbank.backend.model.SpecialValue;
import dev.seedbank.backend.model.Validator;
import dev.seedbank.config.Project;
import dev.seedbank.failure.UsageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFilesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @BeforeEach
    void a_project() throws IOException {
        Files.writeString(
                folder.resolve("seedbank.yaml"), "seedbank: {stores: {main: {url: \"mongodb://localhost/shop\"}}}");
        Files.createDirectories(folder.resolve("models"));
    }

    @Test
    void reads_models_with_references_between_files() throws IOException {
        file(
                "_common",
                "{'$defs': {'id': {'bsonType': 'objectId'}, 'node': {'properties': {'next': {'$ref': 'users.json#/$defs/n'}}}}}");
        file(
                "users",
                "{'x-tenant': 'company_id', 'x-soft-delete': 'gone', 'x-validation': {'level': 'moderate', 'action': 'warn'},"
                        + " 'properties': {'_id': {'$ref': '_common.json#/$defs/id'}, 'company_id': {'type': 'string', 'x-references': 'companies._id'},"
                        + " 'teams': {'items': {'x-references': 'my.teams._id'}}, 'n': {'$ref': '#/$defs/n'}},"
                        + " '$defs': {'n': {'$ref': '_common.json#/$defs/node'}}, 'additionalProperties': false}");
        file("other", "{'x-collection': 'a b.c'}");

        var models = models();

        assertThat(models.all()).extracting(Model::collection).containsExactly("a b.c", "users");
        var users = models.of("users").orElseThrow();
        assertThat(users.tenant()).contains("company_id");
        assertThat(users.softDelete()).contains("gone");
        assertThat(users.validator().level()).isEqualTo(Validator.Level.MODERATE);
        assertThat(users.validator().action()).isEqualTo(Validator.Action.WARN);
        var references = new ArrayList<Reference>();
        users.references()
                .find(
                        JSON.readTree("{\"company_id\": \"c\", \"teams\": [1, 2], \"other\": 3}"),
                        (reference, value) -> references.add(reference));
        assertThat(references)
                .containsExactly(
                        new Reference("company_id", "companies", "_id", true),
                        new Reference("teams.*", "my.teams", "_id", false),
                        new Reference("teams.*", "my.teams", "_id", false));
        assertThat(users.translation()
                        .schema()
                        .path("properties")
                        .path("_id")
                        .path("allOf")
                        .path(0))
                .isEqualTo(JSON.readTree("{\"bsonType\": \"objectId\"}"));

        var document = JSON.createObjectNode().put("company_id", "c");
        document.set(
                "_id", JsonNodeFactory.instance.pojoNode(new SpecialValue("objectId", "507f1f77bcf86cd799439011")));
        assertThat(users.violations(document)).isEmpty();
        document.put("_id", "text").put("more", 1);
        assertThat(users.violations(document))
                .extracting(Violation::path, Violation::word)
                .containsExactlyInAnyOrder(tuple("/_id", "bsonType"), tuple("/more", "additionalProperties"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "{'properties': {'a': {'type': 'strng'}}} # models/m.json, /properties/a/type: there is no type 'strng'. Did you mean 'string'?",
                "{'properties': {'a': {'bsonType': 'ObjectId'}}} # models/m.json, /properties/a/bsonType: there is no type 'ObjectId'",
                "{'$ref': 'nobody.json'} # models/m.json, /$ref: there is no nobody.json",
                "{'$defs': {'a~1b': {'$ref': '!/$defs/x'}}} # models/m.json, /$defs/a~01b/$ref: there is no",
                "{'x-validation': {'level': 'off'}} # models/m.json, /x-validation/level: 'off' must be one of moderate, strict",
                "{'x-tenant': 3} # models/m.json, /x-tenant: it must be a name",
                "{'items': {'x-references': 'companies'}} # models/m.json, /items/x-references: a collection and its field are expected",
                "{'$schema': 'http://json-schema.org/draft-07/schema!'} # models/m.json, /$schema: it must be https://json-schema.org/draft/2020-12/schema",
                "{'properties': {'a': 3}} # models/m.json, /properties/a: a schema is an object, or true or false",
                "{'pattern': '('} # models/m.json, /pattern: it is not a valid regular expression",
                "{'$ref': '!'} # models/m.json, /$ref: it leads back to itself for the same value",
                "{'$ref': '!/$defs/a', '$defs': {'a': {'anyOf': [{'$ref': '!'}]}}} # models/m.json, /$ref: it leads back to itself",
                "{'allOf': [{'$ref': '!/allOf/0'}]} # models/m.json, /allOf/0/$ref: it leads back to itself",
                "{'$dynamicRef': '!nope'} # models/m.json, /$dynamicRef: there is no #nope",
                "{'x-tennant': 'a'} # models/m.json, /x-tennant: there is no keyword 'x-tennant'. Did you mean 'x-tenant'?",
                "{'$defs': {'a': {'$id': 'b'}, 'c': {'$id': 'b'}}} # models/m.json, /$defs/c/$id: another file or schema has the same $id",
                "{'x-references': 'a._id'} # models/m.json, /x-references: it belongs to a field, not to the document",
                "{'properties': {'a': {'not': {'items': {'x-references': 'b._id'}}}}} # models/m.json, /properties/a/not: x-references is not looked at here",
                "{'minLength': -1} # models/m.json, /minLength: ",
                "{'required': 'a'} # models/m.json, /required: ",
                "{'a': 1, 'a': 2} # models/m.json, line 1, column",
                "[] # models/m.json: it is not a JSON object",
                "{'type': 'object'} x # models/m.json, line 1",
            })
    void a_mistake_is_told_with_file_and_place(String text, String message) throws IOException {
        file("m", text.replace('!', '#'));
        assertThatThrownBy(this::models).isInstanceOf(UsageFailure.class).hasMessageContaining(message);
    }

    @Test
    void a_file_in_another_encoding_is_a_mistake() throws IOException {
        Files.write(folder.resolve("models/m.json"), new byte[] {'{', '"', (byte) 0xE4, '"', ':', '1', '}'});
        assertThatThrownBy(this::models)
                .isInstanceOf(UsageFailure.class)
                .hasMessage("models/m.json: it is not in UTF-8");
    }

    @Test
    void the_models_of_an_example_are_right() throws IOException {
        try (var files = Files.list(Path.of("examples/requestdesk/models"))) {
            for (var file : files.toList()) {
                Files.copy(file, folder.resolve("models").resolve(file.getFileName()));
            }
        }
        var models = models();
        assertThat(models.all()).hasSizeGreaterThanOrEqualTo(9);
        var found = new ArrayList<Reference>();
        models.of("tickets")
                .orElseThrow()
                .references()
                .find(
                        JSON.readTree("{\"company_id\": \"1\", \"assigned_to\": \"2\", \"agent_id\": null}"),
                        (reference, value) -> found.add(reference));
        assertThat(found)
                .contains(
                        new Reference("company_id", "companies", "_id", true),
                        new Reference("assigned_to", "users", "_id", true));
    }

    @Test
    void two_files_for_one_collection_are_a_mistake() throws IOException {
        file("a", "{'x-collection': 'users'}");
        file("users", "{}");
        assertThatThrownBy(this::models)
                .hasMessage("models/users.json: it is for the collection users, as models/a.json is");
    }

    @Test
    void five_thousand_lines_are_nothing_special() throws IOException {
        var root = JSON.createObjectNode();
        var properties = root.putObject("properties");
        for (int i = 0; i < 1_250; i++) {
            properties.putObject("field" + i).put("type", "string").put("maxLength", i);
        }
        var text = root.toPrettyString();
        assertThat(text.lines().count()).isGreaterThan(5_000);
        Files.writeString(folder.resolve("models/big.json"), text);
        var big = models().of("big").orElseThrow();
        assertThat(big.translation().untranslated()).isEmpty();
        JsonNode document = JSON.createObjectNode().put("field3", "long").put("field1249", "fits");
        assertThat(big.violations(document)).extracting(Violation::path).containsExactly("/field3");
    }

    /** Rich text is described so: each kind of block may hold each. */
    @Test
    void definitions_that_refer_to_each_other_are_read_in_no_time_and_leave_the_rest_alone() throws IOException {
        var blocks = IntStream.range(0, 12).mapToObj(i -> "b" + i).toList();
        var any = blocks.stream()
                .map(it -> "{'$ref': '#/$defs/%s'}".formatted(it))
                .collect(Collectors.joining(", "));
        var definitions = blocks.stream()
                .map(it ->
                        ("'%s': {'type': 'object', 'required': ['%s'], 'properties': {'by': {'x-references': 'users._id'},"
                                        + " 'children': {'items': {'anyOf': [%s]}}}}")
                                .formatted(it, it, any))
                .collect(Collectors.joining(", "));
        file(
                "text",
                "{'properties': {'blocks': {'items': {'anyOf': [%s]}}, 'name': {'type': 'string'}}, '$defs': {%s}}"
                        .formatted(any, definitions));
        var model = models().of("text").orElseThrow();
        var schema = model.translation().schema();
        assertThat(schema.at("/properties/name/bsonType").asText()).isEqualTo("string");
        assertThat(schema.at("/properties/blocks/items/anyOf")).hasSize(12);
        var found = new ArrayList<String>();
        model.references()
                .find(
                        JSON.readTree(
                                "{\"blocks\": [{\"b1\": 1, \"by\": 1, \"children\": [{\"b2\": 1, \"by\": 2, \"children\": [{\"b3\": 1, \"by\": 3}]}]}]}"),
                        (reference, value) -> found.add(reference.shown() + " " + value));
        assertThat(found)
                .containsExactly("blocks.*.by 1", "blocks.*.children.*.by 2", "blocks.*.children.*.children.*.by 3");
    }

    @Test
    void references_are_found_where_a_document_has_them_and_nowhere_else() throws IOException {
        file(
                "m",
                "{'properties': {'kind': {}, 'pair': {'prefixItems': [{}, {'x-references': 'a._id'}], 'items': {'x-references': 'b._id'}},"
                        + " 'id': {'$ref': '#/$defs/id', 'x-references': 'c._id'}},"
                        + " 'patternProperties': {'^px': {'x-references': 'd._id'}}, 'additionalProperties': {'x-references': 'e._id'},"
                        + " 'oneOf': [{'properties': {'kind': {'const': 'f'}, 'of': {'x-references': 'f._id'}}},"
                        + " {'properties': {'kind': {'const': 'g'}, 'of': {'x-references': 'g._id'}}}],"
                        + " 'if': {'required': ['px']}, 'then': {'properties': {'px': {'x-references': 'h._id'}}},"
                        + " '$defs': {'id': {'allOf': [{'type': 'string'}]}}}");
        var found = new ArrayList<String>();
        models().of("m")
                .orElseThrow()
                .references()
                .find(
                        JSON.readTree(
                                "{\"_id\": 1, \"kind\": \"g\", \"of\": 2, \"pair\": [3, 4, 5], \"id\": \"6\", \"px\": 7}"),
                        (reference, value) -> found.add(reference.shown() + " " + reference.collection() + " " + value
                                + " " + reference.isText()));
        assertThat(found)
                .containsExactlyInAnyOrder(
                        "pair.1 a 4 false",
                        "pair.* b 5 false",
                        "id c \"6\" true",
                        "* d 7 false",
                        "* e 2 false",
                        "of g 2 false",
                        "px h 7 false");
    }

    @Test
    void a_text_that_is_too_long_for_its_pattern_is_said_and_the_rest_goes_on() throws IOException {
        file("m", "{'properties': {'a': {'pattern': '^(a|b)*$'}, 'b': {'type': 'string'}}}");
        var model = models().of("m").orElseThrow();
        var document = JSON.createObjectNode().put("a", "ab".repeat(2_000_000)).put("b", 1);
        assertThat(model.violations(document))
                .extracting(Violation::path, Violation::reason)
                .containsExactlyInAnyOrder(
                        tuple("/b", "int found, string expected"),
                        tuple("", "has a text that is too long for its pattern to be checked"));
        assertThat(model.violations(JSON.createObjectNode().put("a", "ab"))).isEmpty();
    }

    @Test
    void numbers_within_values_are_equal_by_value() throws IOException {
        file(
                "m",
                "{'properties': {'c': {'const': {'a': 1, 'b': [100]}}, 'e': {'enum': [{'a': 1}]}, 'u': {'uniqueItems': true}}}");
        var model = models().of("m").orElseThrow();
        assertThat(model.violations(JSON.readTree(
                        "{\"c\": {\"b\": [1e2], \"a\": 1.0}, \"e\": {\"a\": 1.0}, \"u\": [1, 2.0, {\"a\": 1}]}")))
                .isEmpty();
        assertThat(model.violations(JSON.readTree(
                        "{\"c\": {\"a\": 2}, \"e\": {\"a\": 1.5}, \"u\": [[{\"a\": 1}], [{\"a\": 1.0}]]}")))
                .extracting(Violation::path, Violation::reason)
                .containsExactlyInAnyOrder(
                        tuple("/c", "must be as const says"),
                        tuple("/e", "must be one of [{\"a\":1}]"),
                        tuple("/u", "has duplicate elements"));
    }

    @Test
    void infinity_and_nan_are_numbers_beyond_all_bounds() throws IOException {
        file(
                "m",
                "{'properties': {'n': {'type': ['number', 'null']}, 'i': {'type': 'integer'}, 'low': {'minimum': 1}, 'high': {'exclusiveMaximum': 1},"
                        + " 'm': {'multipleOf': 2}, 'not': {'not': {'type': 'number'}}}}");
        var model = models().of("m").orElseThrow();
        for (var word : List.of("Infinity", "NaN", "-Infinity")) {
            var document = JSON.createObjectNode();
            for (var name : List.of("n", "i", "low", "high", "m", "not")) {
                document.set(name, JsonNodeFactory.instance.pojoNode(new SpecialValue("double", word)));
            }
            var expected = new ArrayList<>(List.of("/i", "/low", "/high", "/m", "/not"));
            expected.remove(
                    switch (word) {
                        case "Infinity" -> "/low";
                        case "-Infinity" -> "/high";
                        default -> "";
                    });
            assertThat(model.violations(document))
                    .extracting(Violation::path)
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@corp.internal",
                "ada@example.test",
                "a.b+c@x-y.zz",
                "a@localhost",
                "\"a b\"@x.org",
                "a@[::1]"
            })
    void an_address_is_one_by_its_form(String text) throws IOException {
        file("m", "{'properties': {'a': {'format': 'email'}}}");
        var model = models().of("m").orElseThrow();
        assertThat(model.violations(JSON.createObjectNode().put("a", text))).isEmpty();
        assertThat(model.violations(JSON.createObjectNode().put("a", text.replace("@", " at "))))
                .extracting(Violation::reason)
                .containsExactly("is not a valid email");
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(folder.resolve("models/" + name + ".json"), text.replace('\'', '"'));
    }

    private Models models() {
        return ModelFiles.readChecked(Project.read(folder, Optional.empty(), Optional.empty(), Map.of()), "main");
    }
}
