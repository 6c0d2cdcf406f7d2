package dev.seedbank.backend.mongo.bson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.bson.ByteBufNIO;
import org.bson.io.ByteBufferBsonInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from the driver's answer must give the same text as the same bytes in an array. */
class LargeDocumentTest {
    private static final int LARGE = 100_001;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void random_documents_in_a_large_one(long seed) {
        var random = new RandomBson(new Random(seed), seed % 2 == 0);
        assertSame(document(out -> {
            for (int count = 0; count < 2_000; count++) {
                named(out, BsonTag.DOCUMENT, "d" + count);
                append(out, random.document());
            }
        }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "ä", "€", "😀", "\"", "\\", "\n", "\u0001", "aä€😀\"\n"})
    void large_strings(String unit) {
        for (int shift = 0; shift < 5; shift++) {
            var text = "x".repeat(shift) + unit.repeat(LARGE);
            assertSame(document(out -> {
                named(out, BsonTag.STRING, "s");
                out.string(text);
            }));
        }
    }

    @Test
    void large_strings_that_are_not_utf8() {
        for (int at : new int[] {0, 49_151, 49_152, LARGE - 1}) {
            for (int wrong : new int[] {0x80, 0xC3, 0xE2, 0xF0, 0xFF}) {
                var bson = document(out -> {
                    named(out, BsonTag.STRING, "s");
                    out.string("x".repeat(LARGE));
                });
                bson[4 + 3 + 4 + at] = (byte) wrong;
                assertSame(bson);
            }
        }
    }

    @Test
    void large_binary_data_of_any_length_and_subtype() {
        for (int length = LARGE; length < LARGE + 4; length++) {
            for (int subtype : new int[] {0, BsonTag.OLD_BINARY, 3, 5, 0x80}) {
                var bytes = new byte[length];
                new Random(length).nextBytes(bytes);
                assertSame(document(out -> {
                    named(out, BsonTag.BINARY, "b");
                    out.int32(bytes.length);
                    out.int8(subtype);
                    out.bytes(bytes, 0, bytes.length);
                }));
            }
        }
    }

    @Test
    void large_values_of_the_other_types() {
        var text = "\"ünï\"".repeat(LARGE);
        assertSame(document(out -> {
            named(out, BsonTag.CODE, "code");
            out.string(text);
            named(out, BsonTag.SYMBOL, "symbol");
            out.string(text);
            named(out, BsonTag.REGEX, "regex");
            out.name(text);
            out.name("i");
            named(out, BsonTag.DB_POINTER, "pointer");
            out.string(text);
            out.bytes(new byte[12], 0, 12);
            named(out, BsonTag.CODE_WITH_SCOPE, "scoped");
            int scoped = out.begin();
            out.string(text);
            append(out, document(scope -> {}));
            out.int32At(scoped, out.size() - scoped);
        }));
    }

    @Test
    void large_arrays_and_documents_within() {
        for (boolean plain : new boolean[] {true, false}) {
            assertSame(document(out -> {
                named(out, BsonTag.ARRAY, "list");
                append(out, document(list -> {
                    for (int index = 0; index < LARGE; index++) {
                        named(list, BsonTag.INT32, Integer.toString(plain ? index : index / 2));
                        list.int32(index);
                    }
                }));
                named(out, BsonTag.DOCUMENT, "special");
                append(out, document(special -> {
                    named(special, BsonTag.STRING, "$oid");
                    special.string("x".repeat(LARGE));
                }));
            }));
        }
    }

    @Test
    void a_name_that_is_longer_than_a_piece() {
        assertSame(document(out -> {
            named(out, BsonTag.NULL, "n".repeat(LARGE));
            named(out, BsonTag.NULL, "");
        }));
    }

    @Test
    void nesting_beyond_the_bound() {
        var inner = document(out -> {
            named(out, BsonTag.STRING, "s");
            out.string("x".repeat(LARGE));
        });
        for (int level = 0; level <= ExtendedJson.MAX_DEPTH; level++) {
            var nested = inner;
            inner = document(out -> {
                named(out, BsonTag.DOCUMENT, "d");
                append(out, nested);
            });
        }
        assertSame(inner);
    }

    @Test
    void damaged_documents_are_refused() {
        var bson = document(out -> {
            named(out, BsonTag.STRING, "s");
            out.string("x".repeat(LARGE));
            named(out, BsonTag.INT32, "n");
            out.int32(1);
        });
        for (int at : new int[] {4, 7, 9, bson.length - 1, bson.length - 8}) {
            var damaged = bson.clone();
            damaged[at] ^= 0x40;
            assertThatThrownBy(() -> fromInput(damaged))
                    .as("byte %d", at)
                    .isInstanceOfAny(IllegalArgumentException.class, IndexOutOfBoundsException.class);
        }
    }

    private static void assertSame(byte[] bson) {
        assertThat(bson).hasSizeGreaterThan(LARGE / 2);
        assertThat(fromInput(bson).equals(fromArray(bson)))
                .as("the text of %s and so on", Arrays.toString(Arrays.copyOf(bson, 40)))
                .isTrue();
    }

    private static String fromArray(byte[] bson) {
        return text(json -> json.document(bson));
    }

    /** As in an answer, other bytes stand before and behind. */
    private static String fromInput(byte[] bson) {
        var answer = ByteBuffer.allocate(bson.length + 20).put(7, bson).position(7);
        try (var input = new ByteBufferBsonInput(new ByteBufNIO(answer))) {
            return text(json -> json.document(input));
        }
    }

    private static String text(Consumer<BsonToJson> writer) {
        var bytes = new ByteArrayOutputStream();
        var json = new BsonToJson(bytes);
        writer.accept(json);
        json.flush();
        return bytes.toString(UTF_8);
    }

    private static byte[] document(Consumer<BsonBuffer> members) {
        var out = new BsonBuffer();
        int start = out.begin();
        members.accept(out);
        out.end(start);
        return Arrays.copyOf(out.array(), out.size());
    }

    private static void named(BsonBuffer out, byte type, String name) {
        out.int8(type);
        out.name(name);
    }

    private static void append(BsonBuffer out, byte[] bson) {
        out.bytes(bson, 0, bson.length);
    }
}
