package dev.seedbank.backend.postgres.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seedbank.backend.postgres.catalog.TableColumn;
import dev.seedbank.backend.postgres.catalog.ValueFormat;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.json.ByteSink;
import dev.seedbank.json.JsonInput;
import dev.seedbank.json.JsonRejected;
import dev.seedbank.json.JsonRows;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** COPY to JSON and back without a server. */
class CodecTest {
    private static final List<TableColumn> USER = List.of(
            RandomRows.column("id", ValueFormat.NUMBER),
            RandomRows.column("name", ValueFormat.STRING),
            RandomRows.column("tags", ValueFormat.STRING_ARRAY),
            RandomRows.column("data", ValueFormat.JSON),
            RandomRows.column("on", ValueFormat.BOOL));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void random_rows_come_back_byte_for_byte(long seed) throws IOException {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var rows = new RandomRows(random);
        for (int table = 0; table < 40; table++) {
            var columns = rows.columns();
            var copy = new ByteArrayOutputStream();
            var all = new ArrayList<byte[]>();
            for (int i = random.nextInt(20); i > 0; i--) {
                var row = rows.row(columns);
                copy.writeBytes(row);
                all.add(row);
            }
            var json = toJson(columns, all);
            // Some values may be spelled in more than one way; what counts is what the server reads.
            assertThat(CopyFields.read(columns, toCopy(columns, json)))
                    .isEqualTo(CopyFields.read(columns, copy.toString(StandardCharsets.UTF_8)));
            assertThat(json.lines().count()).isEqualTo(Math.max(1, all.size()));
            new ObjectMapper().readTree(json);
        }
    }

    @Test
    void keys_in_any_order_in_any_space_and_in_pieces_of_one_byte() throws IOException {
        var json =
                "\ufeff [ {\"name\" : \"a\\u00e4\\ud83c\\udf31\\/\" ,\n\"on\":true,\"id\":1.50,\r\n\t\"data\":{\"a\" :[1,\n2]} , \"\\u0074ags\" : [\"x\",null,[]] } ,"
                        + "{\"on\":false,\"data\":{\"$json\" : \" null\"},\"tags\":null,\"name\":null,\"id\":-0}]\n ";
        var expected = """
                1.50\taä🌱/\t{"x",NULL,{}}\t{"a" :[1,\\n2]}\ttrue
                -0\t\\N\t\\N\t null\tfalse
                """;
        assertThat(toCopy(USER, json)).isEqualTo(expected);
        assertThat(toCopy(USER, new Drip(json.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(expected);
    }

    @Test
    void json_lines_and_empty_files() throws IOException {
        var id = USER.subList(0, 1);
        assertThat(toCopy(id, "{\"id\":1}\n{\"id\":2}")).isEqualTo("1\n2\n");
        assertThat(toCopy(id, "")).isEmpty();
        assertThat(toCopy(id, " [ ] ")).isEmpty();
        assertThat(toCopy(List.of(), "[{},{ }]")).isEqualTo("\n\n");
    }

    @Test
    void a_file_cut_off_anywhere_is_a_failure() throws IOException {
        var json =
                "[{\"id\":12,\"name\":\"a\\u0041\",\"tags\":[\"x\"],\"data\":{\"a\":[1,\"\\\\\"]},\"on\":true},{\"id\":1e5,\"name\":\"\",\"tags\":[],\"data\":null,\"on\":null}]";
        toCopy(USER, json);
        for (int length = 1; length < json.length(); length++) {
            var cut = json.substring(0, length);
            assertThatThrownBy(() -> toCopy(USER, cut)).as(cut).isInstanceOf(OperationFailed.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{'id':1},{'id':x}]|row 2|not JSON: expected a value, found 'x'",
                "[{'id':01}]|row 1|not JSON: a number has a zero in front",
                "[{'id':1.}]|row 1|expected a digit",
                "[{'id':1,}]|row 1|a comma before the closing '}'",
                "[{'id':1},]|row 2|a comma before the closing ']'",
                "[{'id':1}{'id':2}]|row 1|',' or ']' after a row",
                "[{'id':1}] x|row 1|the end of the file after the array",
                "[1]|row 1|expected a row (an object), found a number",
                "x|u|expected a JSON array or object, found 'x'",
                "[{'name':1}]|row 1|no column 'name'",
                "[{'id':1,'id':2}]|row 1|two values for column 'id'",
                "[{'id':1},{}]|row 2|no value for column 'id'",
                "[{'id':{'a':1}}]|row 1|column 'id' (NUMBER) cannot hold an object",
                "[{'id':[1]}]|row 1|column 'id' (NUMBER) cannot hold an array",
                "[{'id':'\\u0000'}]|row 1|\\u0000, which PostgreSQL cannot store",
                "[{'id':'\\ud800x'}]|row 1|half a surrogate pair (\\ud800)",
                "[{'id':'\\x'}]|row 1|an escape such as \\n",
                "[{'id':tru}]|row 1|expected true",
            })
    void what_is_not_right_is_named_with_its_row(String json, String where, String what) {
        var id = List.of(RandomRows.column("id", ValueFormat.NUMBER));
        assertThatThrownBy(() -> toCopy(id, json.replace('\'', '"')))
                .isInstanceOf(OperationFailed.class)
                .hasMessageContaining(where)
                .hasMessageContaining(what);
    }

    /** Not only by the server, which does not know the file's rows. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{'id':1},{'id':01}]|row 2|a number has a zero in front",
                "[{'id':1.}]|row 1|expected a digit",
                "[{'id':{'a':-}}]|row 1|expected a digit",
                "[{'id':[1,]}]|row 1|a comma before the closing ']'",
                "[{'id':[1}]}]|row 1|expected ',' or ']', found '}'",
                "[{'id':{'a' 1}}]|row 1|expected ':'",
                "[{'id':{'a':tru}}]|row 1|expected true",
                "[{'id':{'a':'\\x'}}]|row 1|an escape such as \\n",
                "{'id':1} {'id':2}|row 1|expected a new line after a row, found an object",
            })
    void a_json_value_that_is_none_is_named_with_its_row(String json, String where, String what) {
        var id = List.of(RandomRows.column("id", ValueFormat.JSON));
        assertThatThrownBy(() -> toCopy(id, json.replace('\'', '"')))
                .isInstanceOf(OperationFailed.class)
                .hasMessageContaining(where)
                .hasMessageContaining(what);
    }

    @Test
    void text_that_is_not_utf8_is_named_with_its_row() {
        for (var format : List.of(ValueFormat.STRING, ValueFormat.JSON)) {
            var id = List.of(RandomRows.column("id", format));
            var json = "[{\"id\":\"ä\"},\n{\"id\":\"\u00e9\"}]".getBytes(StandardCharsets.UTF_8);
            json[json.length - 4] = ' ';
            assertThatThrownBy(() -> toCopy(id, new Drip(json)))
                    .hasMessage("u: row 2: not JSON: the text is not UTF-8");
        }
    }

    @Test
    void values_longer_than_the_window_stream_through() throws IOException {
        var long1 = "ä\\\"\n".repeat(70_000);
        var columns = USER.subList(1, 4);
        var row = RandomRows.copy(long1) + "\t{" + "a,".repeat(60_000) + "a}\t[" + "1,".repeat(90_000) + "1]\n";
        var json = toJson(columns, List.of(row.getBytes(StandardCharsets.UTF_8)));
        assertThat(CopyFields.read(columns, toCopy(columns, json))).isEqualTo(CopyFields.read(columns, row));
    }

    private static String toJson(List<TableColumn> columns, List<byte[]> rows) throws IOException {
        var copy = new ByteArrayOutputStream();
        rows.forEach(copy::writeBytes);
        var json = toJson(columns, new ByteArrayInputStream(copy.toByteArray()), rows.size());
        assertThat(toJson(columns, new Drip(copy.toByteArray()), rows.size())).isEqualTo(json);
        return json;
    }

    private static String toJson(List<TableColumn> columns, InputStream copy, int rows) throws IOException {
        var out = new ByteArrayOutputStream();
        out.write('[');
        var json = new CopyToJson(columns, copy, out);
        while (json.row()) {
            // All of them.
        }
        assertThat(json.finish()).isEqualTo(rows);
        out.write(']');
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String toCopy(List<TableColumn> columns, String json) throws IOException {
        return toCopy(columns, new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static String toCopy(List<TableColumn> columns, InputStream json) throws IOException {
        var out = new ByteArrayOutputStream();
        var sink = ByteSink.to(out);
        var in = new JsonInput(json);
        var copy = new JsonToCopy(in, new JsonRows(in), new CopyColumns(columns, List.of(), List.of()), sink);
        try {
            while (copy.row()) {
                // All of them.
            }
        } catch (JsonRejected e) {
            throw CopyLoad.refused("u", e);
        }
        sink.flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    /** One byte at a time. */
    private static final class Drip extends InputStream {
        private final InputStream source;

        Drip(byte[] bytes) {
            source = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() throws IOException {
            return source.read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            return source.read(bytes, from, Math.min(1, length));
        }
    }
}
