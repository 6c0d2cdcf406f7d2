package dev.seedbank.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seedbank.json.JsonRejected.Place;
import dev.seedbank.json.JsonRejected.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScannerTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void random_rows_come_back_as_they_stand_through_any_split(long seed) throws IOException {
        var random = new Random(seed);
        var made = new RandomJson(random, true);
        for (int round = 0; round < 60; round++) {
            var values = new ArrayList<String>();
            var text = new StringBuilder(random.nextBoolean() ? "\uFEFF[" : " [");
            for (int i = random.nextInt(8); i >= 0; i--) {
                values.add(made.value(4));
                text.append(made.space())
                        .append("{\"näme\":")
                        .append(values.getLast())
                        .append("}");
                text.append(i > 0 ? "," : "\n]");
            }
            assertThat(values(new ByteArrayInputStream(text.toString().getBytes(UTF_8))))
                    .isEqualTo(values);
            assertThat(values(new Pieces(text.toString().getBytes(UTF_8), random)))
                    .isEqualTo(values);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void random_damage_is_refused_where_another_parser_refuses_it(long seed) throws IOException {
        var random = new Random(seed);
        var made = new RandomJson(random, false); // another parser knows no halves of surrogates
        var mapper = new ObjectMapper()
                .enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        int refused = 0;
        for (int round = 0; round < 3_000; round++) {
            var bytes = made.value(3).getBytes(UTF_8);
            bytes[random.nextInt(bytes.length)] = (byte) "{}[]\",:01.-eE+tnul\\ x\u0001".charAt(random.nextInt(21));
            boolean there = accepts(new Pieces(bytes, random));
            assertThat(there).as(new String(bytes, UTF_8)).isEqualTo(accepts(mapper, bytes));
            refused += there ? 0 : 1;
        }
        assertThat(refused).isBetween(300, 2_900);
    }

    @Test
    void values_longer_than_any_window_pass_in_pieces() throws IOException {
        var text = "{\"ä\":[\"" + "é🌱\\n".repeat(100_000) + "\", " + "1".repeat(300_000) + "]}";
        var in = new JsonInput(new ByteArrayInputStream(text.getBytes(UTF_8)));
        var out = new ByteArrayOutputStream();
        new JsonScanner(in).value((bytes, from, to) -> {
            assertThat(to - from).isLessThanOrEqualTo(1 << 17);
            out.write(bytes, from, to - from);
        });
        assertThat(out.toString(UTF_8)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{'a':1},~ {'a':x}]|2|2|7",
                "[{'a':1},~~{'é':1 'b'}]|2|3|9",
                "{'a':1}~{'a':01}|2|2|7",
                "{'a':[1,~2~}|1|3|1",
                "[{'a':'b~c'}]|1|1|9",
                "[{'a':1},~]|2|2|1",
                "hello|0|1|1",
            })
    void says_row_line_and_column(String text, long row, long line, long column) {
        var bytes = text.replace('\'', '"').replace('~', '\n').getBytes(UTF_8);
        assertThatThrownBy(() -> values(new ByteArrayInputStream(bytes)))
                .isInstanceOfSatisfying(
                        JsonRejected.class, e -> assertThat(e.place()).isEqualTo(new Place(row, line, column)));
    }

    @Test
    void rows_of_json_lines_need_a_line_each() {
        assertThatThrownBy(() -> values("{\"a\":1} {\"a\":2}")).hasMessageContaining(Wanted.NEW_LINE);
    }

    @Test
    void names_can_be_looked_at_before_their_row() throws IOException {
        var text = "[\n{\"a\\u0041\":\n[1,{\"x\":\"" + "y".repeat(200_000) + "\"}],\n\"b\":2}]";
        var in = new JsonInput(new Pieces(text.getBytes(UTF_8), new Random(1)));
        var rows = new JsonRows(in);
        assertThat(rows.peekNames()).containsExactly("aA", "b");
        assertThat(in.line()).isEqualTo(2);
        assertThat(rows.next()).isTrue();
        assertThat(in.row()).isEqualTo(1);
        assertThat(rows.open()).isTrue();
        assertThat(new JsonScanner(in).name()).isEqualTo("aA");
    }

    @Test
    void depth_and_numbers_have_one_limit_each() throws IOException {
        int deep = JsonScanner.MAX_DEPTH;
        assertThat(values("[{\"n\":" + "[".repeat(deep) + "]".repeat(deep) + "}]"))
                .hasSize(1);
        assertThatThrownBy(() -> values("[{\"n\":" + "[".repeat(deep + 1)))
                .isInstanceOfSatisfying(
                        JsonRejected.class, e -> assertThat(e.problem()).isEqualTo(new Problem.TooDeep()));
        var longest = "1".repeat(NumberTokens.MAX_LENGTH);
        assertThat(values("[{\"n\":" + longest + "}]")).containsExactly(longest);
        assertThatThrownBy(() -> values("[{\"n\":" + longest + "1}]"))
                .isInstanceOfSatisfying(
                        JsonRejected.class, e -> assertThat(e.problem()).isEqualTo(new Problem.LongNumber()));
    }

    @Test
    void bytes_that_are_no_utf8_are_refused_at_any_split() {
        for (var wrong : List.of(
                "c3", "c328", "e282", "e28228", "f09f8c", "f09f8c22", "c0af", "eda080", "f4908080", "80", "ff")) {
            var out = new ByteArrayOutputStream();
            out.writeBytes("[{\"n\":\"aé".getBytes(UTF_8));
            out.writeBytes(java.util.HexFormat.of().parseHex(wrong));
            out.writeBytes("\"}]".getBytes(UTF_8));
            for (var stream : List.of(
                    new ByteArrayInputStream(out.toByteArray()), new Pieces(out.toByteArray(), new Random(3)))) {
                assertThatThrownBy(() -> values(stream))
                        .as(wrong)
                        .isInstanceOfSatisfying(
                                JsonRejected.class, e -> assertThat(e.problem()).isEqualTo(new Problem.NotUtf8()));
            }
        }
    }

    private static List<String> values(String text) throws IOException {
        return values(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    private static List<String> values(InputStream stream) throws IOException {
        var in = new JsonInput(stream);
        var rows = new JsonRows(in);
        var scanner = new JsonScanner(in);
        var values = new ArrayList<String>();
        while (rows.next()) {
            for (boolean more = rows.open(); more; more = rows.more()) {
                scanner.name();
                var value = new ByteArrayOutputStream();
                scanner.value((bytes, from, to) -> value.write(bytes, from, to - from));
                values.add(value.toString(UTF_8));
            }
        }
        return values;
    }

    private static boolean accepts(InputStream stream) throws IOException {
        var in = new JsonInput(stream);
        try {
            new JsonScanner(in).skip();
            return in.space() < 0;
        } catch (JsonRejected refused) {
            return false;
        }
    }

    private static boolean accepts(ObjectMapper mapper, byte[] bytes) throws IOException {
        try {
            return !mapper.readTree(bytes).isMissingNode();
        } catch (JsonProcessingException refused) {
            return false;
        }
    }

    /** A stream that gives a few bytes at a time. */
    private static final class Pieces extends InputStream {
        private final byte[] bytes;
        private final Random random;
        private int at;

        Pieces(byte[] bytes, Random random) {
            this.bytes = bytes;
            this.random = random;
        }

        @Override
        public int read() {
            return at < bytes.length ? bytes[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] target, int from, int length) {
            if (at == bytes.length) {
                return -1;
            }
            int count =
                    Math.min(Math.min(length, bytes.length - at), 1 + random.nextInt(random.nextBoolean() ? 3 : 5_000));
            System.arraycopy(bytes, at, target, from, count);
            at += count;
            return count;
        }
    }

    /** Random JSON text, in any spelling. */
    private record RandomJson(Random random, boolean surrogates) {
        private static final String[] PIECES = {
            "a",
            "ab cdefgh ijkl",
            "é",
            "日本",
            "🌱",
            "\\n",
            "\\\"",
            "\\\\",
            "\\/",
            "\\u00e9",
            "\\u0000",
            "\u007f",
            "\\ud83c\\udf31",
            "\\ud83c"
        };
        private static final String[] NUMBERS = {
            "0", "-0", "7", "-12345678901234567890", "1.50", "0.1e-7", "1E+3", "-0.0e0"
        };

        String value(int depth) {
            return switch (random.nextInt(depth > 0 ? 9 : 6)) {
                case 0 -> "null";
                case 1 -> random.nextBoolean() ? "true" : "false";
                case 2 -> NUMBERS[random.nextInt(NUMBERS.length)];
                case 3, 4, 5 -> string();
                case 6, 7 -> elements("{", "}", depth);
                default -> elements("[", "]", depth);
            };
        }

        private String elements(String begin, String end, int depth) {
            var text = new StringBuilder(begin).append(space());
            for (int i = random.nextInt(4); i > 0; i--) {
                if (begin.equals("{")) {
                    text.append(string()).append(space()).append(":").append(space());
                }
                text.append(value(depth - 1)).append(space()).append(i > 1 ? "," + space() : "");
            }
            return text.append(end).toString();
        }

        private String string() {
            var text = new StringBuilder("\"");
            for (int i = random.nextInt(6); i > 0; i--) {
                text.append(PIECES[random.nextInt(PIECES.length - (surrogates ? 0 : 2))]);
            }
            return text.append('"').toString();
        }

        String space() {
            return random.nextInt(3) > 0
                    ? ""
                    : List.of(" ", "\n", "\r\n", "\t ").get(random.nextInt(4));
        }
    }
}
