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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        assertThat(users.references())
                .containsExactly(
                        new Reference(List.of("company_id"), "companies", "_id", true),
                        new Reference(List.of("teams", "*"), "my.teams", "_id", false));
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
                "{'x-validation': {'level': 'off'}} # models/m.json, /x-validation/level: 'off' is none of moderate, strict",
                "{'x-tenant': 3} # models/m.json, /x-tenant: a name is expected",
                "{'items': {'x-references': 'companies'}} # models/m.json, /items/x-references: a collection and its field are expected",
                "{'$schema': 'http://json-schema.org/draft-07/schema!'} # models/m.json, /$schema: models are of https://json-schema.org/draft/2020-12/schema",
                "{'properties': {'a': 3}} # models/m.json, /properties/a: a schema is an object, or true or false",
                "{'pattern': '('} # models/m.json, /pattern: it is no regular expression",
                "{'minLength': -1} # models/m.json, /minLength: ",
                "{'required': 'a'} # models/m.json, /required: ",
                "{'a': 1, 'a': 2} # models/m.json, line 1, column",
                "[] # models/m.json: it is no object",
                "{'type': 'object'} x # models/m.json, line 1",
            })
    void a_mistake_is_told_with_file_and_place(String text, String message) throws IOException {
        file("m", text.replace('!', '#'));
        assertThatThrownBy(this::models).isInstanceOf(UsageFailure.class).hasMessageContaining(message);
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

    private void file(String name, String text) throws IOException {
        Files.writeString(folder.resolve("models/" + name + ".json"), text.replace('\'', '"'));
    }

    private Models models() {
        return ModelFiles.readChecked(Project.read(folder, Optional.empty(), Optional.empty(), Map.of()), "main");
    }
}
