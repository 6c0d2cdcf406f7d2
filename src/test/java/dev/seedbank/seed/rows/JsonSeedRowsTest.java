package dev.seedbank.seed.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.SeedRow.Value;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.seed.SeedFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSeedRowsTest {
    private static final String EXAMPLE = """
            [
              {"name": "Ada", "big": 12345678901234567890.10, "nested": {"a" : [1, 2.50, {}], "b":null}},

              {
                "name": "Zo\\u00eb \\ud83c\\udf31 \\"q\\" \\\\ \\/ \\b\\f\\n\\r\\t",
                "_id": {"$oid": "65b8f0c2a1d3e4f5a6b7c8d9"}
              },
              {}
            ]
            """;

    @TempDir
    Path folder;

    SeedFiles files;

    @BeforeEach
    void project() {
        files = new SeedFiles(folder);
    }

    @Test
    void rows_of_an_array_keep_each_values_text_and_their_line() {
        var rows = files.with("users.json", EXAMPLE).rows("users.json");
        assertThat(rows).extracting(SeedRow::line).containsExactly(2L, 4L, 8L);
        assertThat(rows).extracting(SeedRow::file).containsOnly("seeds/users.json");
        assertThat(rows.get(0).fields())
                .containsExactlyInAnyOrderEntriesOf(java.util.Map.of(
                        "name", new Value.Json("\"Ada\""),
                        "big", new Value.Json("12345678901234567890.10"),
                        "nested", new Value.Json("{\"a\" : [1, 2.50, {}], \"b\":null}")));
        assertThat(rows.get(1).fields().sequencedKeySet()).containsExactly("name", "_id");
        assertThat(rows.get(2).fields()).isEmpty();
    }

    @Test
    void json_lines_are_known_by_their_first_character_whatever_the_file_is_called() {
        var text = "{\"a\":1}\r\n\n{\"a\":\n2}\n";
        for (var name : new String[] {"users.json", "users.jsonl", "users.ndjson"}) {
            assertThat(files.with(name, text).rows(name))
                    .extracting(SeedRow::line)
                    .containsExactly(1L, 3L);
        }
    }

    @Test
    void names_are_decoded() {
        var row = files.with("t.json", "[{\"a\\u0041\\n\\\"\": 1, \"\": 2}]")
                .rows("t.json")
                .getFirst();
        assertThat(row.fields().sequencedKeySet()).containsExactly("aA\n\"", "");
    }

    @Test
    void a_byte_order_mark_is_passed_over() {
        assertThat(files.with("t.json", "\uFEFF[{\"a\":1}]").rows("t.json")).hasSize(1);
    }

    @Test
    void an_array_or_lines_may_hold_no_rows() {
        assertThat(files.with("t.json", " [ ] ").rows("t.json")).isEmpty();
        assertThat(files.with("t.jsonl", "").rows("t.jsonl")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "^^                      | 1 | the file is empty",
                "hello                   | 1 | expected a JSON array or object, found 'h'",
                "[1]                     | 1 | expected a row (an object), found a number",
                "[[]]                    | 1 | expected a row (an object), found an array",
                "[{~  'a': 1~ }~ {}]     | 4 | expected ',' or ']' after a row",
                "[{'a': 1}~,]            | 2 | a comma before the closing ']'",
                "[{'a': 1,~}]            | 2 | a comma before the closing '}'",
                "[{'a': [1,]}]           | 1 | a comma before the closing ']'",
                "[{'a': {'b': 1, }}]     | 1 | a comma before the closing '}'",
                "[~// all users~{'a': 1} | 2 | a comment, which JSON does not allow",
                "[{'a': /* 1 */ 2}]      | 1 | a comment, which JSON does not allow",
                "[{'a': 1} # one~]       | 1 | a comment, which JSON does not allow",
                "[{'a': `b`}]            | 1 | a string in single quotes",
                "[{`a`: 1}]              | 1 | a string in single quotes",
                "[{'a': 1,, 'b': 2}]     | 1 | expected a field's name in double quotes, found ','",
                "[{'a' 1}]               | 1 | expected ':', found a number",
                "[{a: 1}]                | 1 | expected a field's name in double quotes, found 'a'",
                "[{'a': 1}] x            | 1 | expected the end of the file",
                "[{'a': 1}~,{'a': 01}]   | 2 | a number has a zero in front",
                "[{'a': 1.}]             | 1 | expected a digit",
                "[{'a': -}]              | 1 | expected a digit",
                "[{'a': 1e}]             | 1 | expected a digit",
                "[{'a': NaN}]            | 1 | expected a value, found 'N'",
                "[{'a': nul}]            | 1 | expected null",
                "[{'a': truex}]          | 1 | expected ',' or the end of the value",
                "[{'a': '\\x'}]          | 1 | expected an escape",
                "[{'a': '\\u12g4'}]      | 1 | expected four hexadecimal digits",
                "[~{'a': 'b~c'}]         | 2 | a string holds a control character",
                "[{'a': 1, 'a': 2}]      | 1 | the row has the field 'a' twice",
                "[{'a': 1}~              | 2 | the text ends where ',' or ']' after a row should be",
                "[~{'a': [1,             | 2 | the text ends where a value should be",
                "[~{'a': 'bc             | 2 | the text ends where the rest of a string should be",
                "{'a': 1} {'a': 2}       | 1 | expected a new line after a row, found an object",
                "{'a': 1},~{'a': 2}      | 1 | expected a new line after a row, found ','",
            })
    void what_is_no_json_is_named_with_its_line(String text, int line, String what) {
        files.with(
                "users.json", text.strip().replace('\'', '"').replace('`', '\'').replace('~', '\n'));
        assertThatThrownBy(() -> files.rows("users.json"))
                .isInstanceOf(OperationFailed.class)
                .hasMessageStartingWith("seeds/users.json:%d: %s".formatted(line, what));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "UTF-16"})
    void another_encoding_is_told_from_damage(String charset) {
        files.with("t.json", "[{\"a\":1}]".getBytes(java.nio.charset.Charset.forName(charset)));
        assertThatThrownBy(() -> files.rows("t.json")).hasMessageContaining("seeds/t.json:1: the file is UTF-16");
    }

    @Test
    void text_that_is_not_utf8_is_named() {
        files.with("t.json", "[\n{\"a\":\"é\"}]".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> files.rows("t.json")).hasMessage("seeds/t.json:2: the text is not UTF-8");
    }

    @Test
    void nesting_has_an_end() {
        files.with("t.json", "[{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}]");
        assertThatThrownBy(() -> files.rows("t.json")).hasMessageContaining("nested more than 65536 deep");
        assertThat(files.with("u.json", "[{\"a\":" + "[".repeat(500) + "]".repeat(500) + "}]")
                        .rows("u.json"))
                .hasSize(1);
    }

    @Test
    void values_across_the_ends_of_buffers_stay_whole() {
        var random = new Random(5);
        for (int round = 0; round < 30; round++) {
            var text = "é🌱\\n".repeat(20_000 + random.nextInt(20_000));
            var rows = files.with("t.json", " ".repeat(random.nextInt(100)) + "[{\"a\":\"" + text + "\"},{\"b\":1}]")
                    .rows("t.json");
            assertThat(rows.get(0).fields().get("a")).isEqualTo(new Value.Json('"' + text + '"'));
            assertThat(rows.get(1).fields().get("b")).isEqualTo(new Value.Json("1"));
        }
    }

    @Test
    void a_cut_file_is_never_taken_for_a_whole_one() {
        var bytes = EXAMPLE.strip().getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < bytes.length; length++) {
            files.with("t.json", java.util.Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> files.rows("t.json"))
                    .as("the first %d bytes", length)
                    .isInstanceOf(OperationFailed.class)
                    .hasMessageStartingWith("seeds/t.json:");
        }
    }

    @Test
    void damage_of_any_kind_ends_in_rows_or_in_a_failure() {
        var original = EXAMPLE.getBytes(StandardCharsets.UTF_8);
        var random = new Random(7);
        for (int round = 0; round < 600; round++) {
            var bytes = original.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            files.with("t.json", bytes);
            try {
                files.rows("t.json");
            } catch (OperationFailed expected) {
                assertThat(expected.getMessage()).matches("(?s)seeds/t\\.json:\\d+: .+");
                assertThat(expected.advice()).isNotEmpty();
            }
        }
    }
}
