package dev.seedbank.backend.mongo.bson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.json.JsonRejected;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.bson.BsonBinaryReader;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.DecoderContext;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void random_documents_come_back_byte_for_byte(long seed) throws IOException {
        var random = new RandomBson(new Random(seed), seed % 2 == 0);
        var documents = new ArrayList<byte[]>();
        for (int count = 0; count < 5_000; count++) {
            documents.add(random.document());
        }
        var json = json(documents);
        assertThat(json.lines().count()).isEqualTo(documents.size());
        assertSame(parse("[" + json + "\n]"), documents);
        assertSame(parse(json.replace(",\n", "\n")), documents);
    }

    @Test
    void the_drivers_own_reader_reads_what_is_standard() throws IOException {
        var random = new RandomBson(new Random(7), false);
        int compared = 0;
        for (int count = 0; count < 3_000; count++) {
            var bson = random.document();
            var json = json(List.of(bson));
            if (!json.contains("$literal") && !json.contains("$bson") && !hasDuplicates(bson)) {
                assertThat(RawBsonDocument.parse(json)).isEqualTo(tree(bson));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RELAXED", "EXTENDED"})
    void what_the_drivers_own_writer_writes_is_read_alike(String mode) throws IOException {
        var settings =
                JsonWriterSettings.builder().outputMode(JsonMode.valueOf(mode)).build();
        var random = new RandomBson(new Random(11), false);
        int compared = 0;
        for (int count = 0; count < 3_000; count++) {
            var bson = random.document();
            var ours = json(List.of(bson));
            if (ours.contains("$literal") || ours.contains("$bson") || hasDuplicates(bson)) {
                continue;
            }
            compared++;
            var read = tree(parse(tree(bson).toJson(settings)).getFirst());
            if (mode.equals("EXTENDED")) {
                assertThat(read).isEqualTo(tree(bson));
            } else { // relaxed mode forgets small 64-bit integers
                assertThat(read.toJson(settings)).isEqualTo(tree(bson).toJson(settings));
            }
        }
        assertThat(compared).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"$date":1700000000000}                                | {"$date":"2023-11-14T22:13:20Z"}
            {"$date":"2023-11-15T00:13:20.5+02:00"}                | {"$date":"2023-11-14T22:13:20.500Z"}
            {"$date":"2023-11-14T22:13:20.1234567-0000"}           | {"$date":"2023-11-14T22:13:20.123Z"}
            {"$date":"1969-12-31"}                                 | {"$date":{"$numberLong":"-86400000"}}
            {"$binary":"AQID","$type":"00"}                        | {"$binary":{"base64":"AQID","subType":"00"}}
            {"$binary":{"subType":"2","base64":"AQ"}}              | {"$binary":{"base64":"AQ==","subType":"02"}}
            {"$uuid":"00112233-4455-6677-8899-aabbccddeeff"}       | {"$binary":{"base64":"ABEiM0RVZneImaq7zN3u/w==","subType":"04"}}
            {"$uuid":"0-0-0-0-0"}                                  | !
            {"$uuid":"00112233445566778899aabbccddeeff"}           | !
            {"$dbPointer":{"$id":{"$oid":"00112233445566778899aabb"},"$ref":"users"}} | {"$dbPointer":{"$ref":"users","$id":{"$oid":"00112233445566778899aabb"}}}
            {"$dbPointer":{"$ref":"users"}}                        | !
            {"$regex":"^a","$options":"i"}                         | {"$regularExpression":{"pattern":"^a","options":"i"}}
            {"$regex":"^a"}                                        | {"$regularExpression":{"pattern":"^a","options":""}}
            {"$regex":{"x":1}}                                     | {"$literal":{"$regex":{"x":1}}}
            {"$literal":5}                                         | {"$literal":{"$literal":5}}
            {"$ref":"users","$id":{"$oid":"00112233445566778899aabb"}} | {"$ref":"users","$id":{"$oid":"00112233445566778899aabb"}}
            {"$numberInt":"7"}                                     | 7
            {"$numberLong":"7"}                                    | {"$numberLong":"7"}
            {"$numberLong":7}                                      | {"$numberLong":"7"}
            {"$numberDouble":"7"}                                  | 7.0
            {"$numberDouble":"-Infinity"}                          | {"$numberDouble":"-Infinity"}
            {"$numberDecimal":"1.50"}                              | {"$numberDecimal":"1.50"}
            {"$undefined":true}                                    | {"$undefined":true}
            {"$type":1,"$oid":"x"}                                 | {"$type":1,"$oid":"x"}
            2147483648                                             | 2147483648
            -2147483648                                            | -2147483648
            -0                                                     | -0.0
            1e2                                                    | 100.0
            1E400000000                                            | !
            007                                                    | !
            18446744073709551616                                   | !
            {"$oid":"xyz"}                                         | !
            {"$date":"2023-02-30"}                                 | !
            {"$date":{"foo":1}}                                    | !
            {"$numberInt":"2147483648"}                            | !
            {"$binary":{"base64":"A","subType":"00"}}              | !
            {"$bson":{"type":"10","base64":"AQ=="}}                | !
            {"$minKey":2}                                          | !
            {"$oid":"00112233445566778899aabb","x":1}              | !
            "\\ud800"                                              | !
            [1,2,]                                                 | !
            {"a":1,}                                               | !
            {'a':1}                                                | !
            tru                                                    | !
            """)
    void values_are_read_as_documented(String json, String expected) throws IOException {
        var row = "{\"v\":" + json + "}";
        if (expected.equals("!")) {
            assertThatThrownBy(() -> parse(row)).isInstanceOf(JsonRejected.class);
        } else {
            assertThat(json(parse(row))).isEqualTo("{\"v\":" + expected + "}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{}",
                "{",
                "[{},]",
                "[{} {}]",
                "[1]",
                "{}{",
                "{} {}",
                "{\"a\":\"\\ud83c\"}",
                "[{}] x",
                "{\"a\"",
                "{\"a\":\"",
                "{\"a\":{\"$oid\":",
                "\"x\"",
                "[{\"a\\u0000\":1}]"
            })
    void what_is_not_rows_of_json_is_refused(String json) {
        assertThatThrownBy(() -> parse(json)).isInstanceOf(JsonRejected.class);
    }

    @Test
    void rows_are_read_through_any_split_of_the_stream() throws IOException {
        var random = new RandomBson(new Random(3), true);
        var documents = List.of(random.document(), random.document(), random.document());
        var json = ("\uFEFF [\r\n" + json(documents) + "\n]\n").getBytes(UTF_8);
        var oneByOne = new ByteArrayInputStream(json) {
            @Override
            public synchronized int read(byte[] target, int from, int length) {
                return super.read(target, from, Math.min(length, 1));
            }
        };
        assertSame(parse(oneByOne), documents);
    }

    @Test
    void empty_input_has_no_rows() throws IOException {
        assertThat(parse("")).isEmpty();
        assertThat(parse(" [ ] \n")).isEmpty();
    }

    @Test
    void nesting_is_bounded_and_lossless_beyond() throws IOException {
        for (int depth : new int[] {1, 99, 198, 199, 200, 201, 202, 1000}) {
            var bson = nested(depth);
            assertSame(parse(json(List.of(bson))), List.of(bson));
        }
        assertThatThrownBy(() -> parse("{\"a\":".repeat(1_000_000))).hasMessageContaining("200 levels");
        assertThatThrownBy(() -> parse("{\"a\":" + "[".repeat(1_000_000))).hasMessageContaining("200 levels");
    }

    @Test
    void a_document_may_have_16_MiB_and_not_a_byte_more() throws IOException {
        int envelope = 4 + 1 + 2 + 4 + 1 + 1;
        var most = ExtendedJson.MAX_DOCUMENT - envelope;
        assertThat(parse("{\"a\":\"" + "x".repeat(most) + "\"}").getFirst()).hasSize(ExtendedJson.MAX_DOCUMENT);
        assertThatThrownBy(() -> parse("{\"a\":\"" + "x".repeat(most + 1) + "\"}"))
                .hasMessageContaining("16 MiB");
    }

    @ParameterizedTest
    @CsvSource({"BINARY, 97", "STRING, 97", "STRING, 255"}) // the last is not UTF-8
    void the_largest_document_comes_back(String type, int filler) throws IOException {
        boolean binary = type.equals("BINARY");
        var content = new byte[ExtendedJson.MAX_DOCUMENT - (4 + 1 + 2 + 4 + 1 + 1)];
        java.util.Arrays.fill(content, (byte) filler);
        var out = new BsonBuffer();
        int start = out.begin();
        out.int8(binary ? BsonTag.BINARY : BsonTag.STRING);
        out.name("a");
        out.int32(binary ? content.length : content.length + 1);
        if (binary) {
            out.int8(0x80);
        }
        out.bytes(content, 0, content.length);
        if (!binary) {
            out.int8(0);
        }
        out.end(start);
        var bson = java.util.Arrays.copyOf(out.array(), out.size());
        assertThat(bson).hasSize(ExtendedJson.MAX_DOCUMENT);
        assertThat(java.util.Arrays.equals(parse(json(List.of(bson))).getFirst(), bson))
                .isTrue();
    }

    @Test
    void damaged_bson_is_refused() {
        var random = new RandomBson(new Random(5), true);
        for (int count = 0; count < 2_000; count++) {
            var bson = random.document();
            var cut = java.util.Arrays.copyOf(bson, bson.length - 1);
            assertThatThrownBy(() -> json(List.of(cut)))
                    .isInstanceOfAny(IllegalArgumentException.class, IndexOutOfBoundsException.class);
        }
    }

    private static byte[] nested(int depth) {
        var out = new BsonBuffer();
        var starts = new int[depth];
        for (int level = 0; level < depth; level++) {
            starts[level] = out.begin();
            if (level < depth - 1) {
                out.int8(BsonTag.DOCUMENT);
                out.name("a");
            }
        }
        for (int level = depth - 1; level >= 0; level--) {
            out.end(starts[level]);
        }
        return java.util.Arrays.copyOf(out.array(), out.size());
    }

    private static String json(List<byte[]> documents) {
        var bytes = new ByteArrayOutputStream();
        var writer = new BsonToJson(bytes);
        boolean first = true;
        for (var document : documents) {
            writer.text(first ? "" : ",\n");
            writer.document(document);
            first = false;
        }
        writer.flush();
        return bytes.toString(UTF_8);
    }

    private static List<byte[]> parse(String json) throws IOException {
        return parse(new ByteArrayInputStream(json.getBytes(UTF_8)));
    }

    private static List<byte[]> parse(InputStream json) throws IOException {
        var out = new BsonBuffer();
        var reader = new JsonToBson(json, out);
        var found = new ArrayList<byte[]>();
        while (reader.next()) {
            found.add(java.util.Arrays.copyOf(out.array(), out.size()));
            out.clear();
        }
        return found;
    }

    private static void assertSame(List<byte[]> actual, List<byte[]> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int row = 0; row < expected.size(); row++) {
            assertThat(HexFormat.of().formatHex(actual.get(row)))
                    .as("row %d: %s", row, json(List.of(expected.get(row))))
                    .isEqualTo(HexFormat.of().formatHex(expected.get(row)));
        }
    }

    private static BsonDocument tree(byte[] bson) {
        try (var reader = new BsonBinaryReader(ByteBuffer.wrap(bson))) {
            return new BsonDocumentCodec()
                    .decode(reader, DecoderContext.builder().build());
        }
    }

    /** The driver's tree keeps one of two equal names. */
    private static boolean hasDuplicates(byte[] bson) {
        return new RawBsonDocument(bson)
                        .decode(new BsonDocumentCodec())
                        .toString()
                        .isEmpty()
                || encode(tree(bson)).length != bson.length;
    }

    private static byte[] encode(BsonDocument tree) {
        var raw = new RawBsonDocument(tree, new BsonDocumentCodec());
        return raw.getByteBuffer().array().length == raw.getByteBuffer().limit()
                ? raw.getByteBuffer().array()
                : java.util.Arrays.copyOf(
                        raw.getByteBuffer().array(), raw.getByteBuffer().limit());
    }
}
