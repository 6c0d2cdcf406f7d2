package dev.seedbank.model.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranslatorTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "{'type': 'string'} # {'bsonType': 'string'}",
                "{'type': ['boolean', 'null']} # {'bsonType': ['bool', 'null']}",
                "{'type': 'integer', 'multipleOf': 3} # {'multipleOf': 3, 'allOf': [{'bsonType': 'number', 'multipleOf': 1}]}",
                "{'const': 1.0} # {'enum': [1]}",
                "{'enum': [1, 1.0, 'a']} # {'enum': [1, 'a']}",
                "{'exclusiveMinimum': 3} # {'minimum': 3, 'exclusiveMinimum': true}",
                "{'minimum': 1, 'exclusiveMinimum': 3} # {'minimum': 1, 'allOf': [{'minimum': 3, 'exclusiveMinimum': true}]}",
                "{'properties': {'a': true, 'b': false}} # {'properties': {'a': {}, 'b': {'not': {}}}}",
                "{'properties': {'a': {}}, 'additionalProperties': false} # {'properties': {'a': {}, '_id': {}}, 'additionalProperties': false}",
                "{'properties': {'o': {'additionalProperties': false}}} # {'properties': {'o': {'additionalProperties': false}}}",
                "{'allOf': [{'additionalProperties': false}], 'properties': {'a': {'minLength': 1}}} # "
                        + "{'allOf': [{'additionalProperties': false, 'properties': {'_id': {}}}], 'properties': {'a': {'minLength': 1}}}",
                "{'prefixItems': [{'type': 'string'}], 'items': false} # {'items': [{'bsonType': 'string'}], 'additionalItems': false}",
                "{'if': {'required': ['a']}, 'then': {'required': ['b']}} # "
                        + "{'allOf': [{'anyOf': [{'not': {'required': ['a']}}, {'required': ['b']}]}]}",
                "{'dependentRequired': {'a': ['b']}} # {'allOf': [{'dependencies': {'a': {'required': ['b']}}}]}",
                "{'anyOf': [{'type': 'string', 'allOf': [{'minLength': 3}]}]} # {'allOf': [{'bsonType': 'string', 'allOf': [{'minLength': 3}]}]}",
                "{'not': {'oneOf': [{'properties': {'a': {'minLength': 3}}}], 'additionalProperties': false}} # "
                        + "{'not': {'additionalProperties': false, 'properties': {'_id': {}}, 'allOf': [{'properties': {'a': {'minLength': 3}}}]}}",
                "{'required': [], 'uniqueItems': false, 'title': 'x', 'default': 1, 'x-mine': 2} # {}",
                "{'pattern': '^a$'} # {'pattern': '^a\\\\z'}",
                "{'minLength': 2.0} # {'minLength': 2}",
            })
    void says_the_same_in_the_servers_words(String schema, String expected) throws IOException {
        var translation = translate(json(schema));
        assertThat(translation.schema()).isEqualTo(json(expected));
        assertThat(translation.untranslated()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "{'properties': {'a': {'format': 'email', 'type': 'string'}}} # format # m.json, /properties/a # {'properties': {'a': {'bsonType': 'string'}}}",
                "{'not': {'format': 'email'}} # format # m.json, /not # {}",
                "{'pattern': '(?<=a)b'} # pattern # m.json # {}",
                "{'properties': {'a.b': {'type': 'string'}}, 'additionalProperties': false} # properties # m.json, /properties/a.b # "
                        + "{'properties': {'a.b': {}, '_id': {}}, 'additionalProperties': false}",
                "{'required': ['a', '$b']} # required # m.json # {'required': ['a']}",
                "{'requierd': ['a']} # requierd # m.json # {}",
                "{'multipleOf': 0.1} # multipleOf # m.json # {}",
                "{'oneOf': [{'type': 'string'}, {'format': 'date'}]} # format # m.json, /oneOf/1 # {}",
                "{'properties': {'a': {'$ref': 'm.json'}}} # $ref # m.json, /properties/a # {}",
            })
    void what_it_cannot_say_is_told_and_refuses_nothing(String schema, String word, String place, String expected)
            throws IOException {
        var translation = translate(json(schema));
        assertThat(translation.untranslated()).anySatisfy(it -> {
            assertThat(it.word()).isEqualTo(word);
            assertThat(it.place()).isEqualTo(place);
        });
        if (!schema.contains("$ref")) {
            assertThat(translation.schema()).isEqualTo(json(expected));
        }
    }

    @Test
    void a_circle_of_references_ends() throws IOException {
        var sources = new Sources();
        sources.add("b.json", "b.json", json("{'properties': {'a': {'$ref': 'a.json'}}}"));
        var place = sources.add(
                "a.json", "a.json", json("{'properties': {'b': {'$ref': 'b.json'}, 'n': {'type': 'null'}}}"));
        var translation = Translator.of(place, sources);
        assertThat(translation.schema().toString()).contains("\"b\"", "\"n\":{\"bsonType\":\"null\"}");
        assertThat(translation.untranslated()).allMatch(it -> it.word().equals("$ref"));
        assertThat(translation.untranslated()).hasSizeBetween(1, 2);
    }

    @Test
    void references_that_multiply_end_before_the_validator_is_too_large() throws IOException {
        var schema = JSON.createObjectNode();
        var definitions = schema.putObject("$defs");
        for (int i = 0; i < 40; i++) {
            var next = "#/$defs/d" + (i + 1);
            var properties = definitions.putObject("d" + i).putObject("properties");
            properties.putObject("l").put("$ref", next);
            properties.putObject("r").put("$ref", next);
        }
        definitions.putObject("d40").put("type", "string");
        schema.put("$ref", "#/$defs/d0");
        var translation = translate(schema);
        assertThat(translation.untranslated()).isNotEmpty();
        assertThat(translation.schema().toString().length()).isLessThan(4_000_000);
    }

    private static Translation translate(JsonNode schema) {
        var sources = new Sources();
        return Translator.of(sources.add("m.json", "m.json", schema), sources);
    }

    private static JsonNode json(String text) throws IOException {
        return JSON.readTree(text.replace('\'', '"'));
    }
}
