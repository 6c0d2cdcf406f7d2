package dev.seedbank.backend.mongo.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.failure.OperationFailed;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonRegularExpression;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FillingTest {
    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_field_alone_is_its_value_and_comes_back_whatever_it_is(long seed) {
        var random = new Random(seed);
        var path = List.of("a", "b_c", "été", "x y").get(random.nextInt(4));
        var value = value(random, 3);
        boolean nested = random.nextBoolean();
        var document = nested
                ? new BsonDocument("deep", new BsonArray(List.of(new BsonDocument(path, value))))
                : new BsonDocument(path, value);
        var template = new BsonDocument("v", new BsonString("${%s%s}".formatted(nested ? "deep.0." : "", path)));

        assertThat(new Filling(document).document(template, Filling.As.DATA)).isEqualTo(new BsonDocument("v", value));
    }

    /** What has no field in it stays as it is. */
    @ParameterizedTest
    @MethodSource("seeds")
    void other_values_stay(long seed) {
        var value = value(new Random(seed), 4);
        assertThat(new Filling(new BsonDocument()).fill(value, Filling.As.EXPRESSION))
                .isEqualTo(value);
    }

    private static BsonValue value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 12 : 10)) {
            case 0 ->
                new BsonString(List.of("", "plain", "$path", "a.b", "$$ROOT", "ü \"'\\")
                        .get(random.nextInt(6)));
            case 1 -> new BsonInt32(random.nextInt());
            case 2 -> new BsonInt64(random.nextLong());
            case 3 -> new BsonDouble(random.nextDouble());
            case 4 -> new BsonDecimal128(new Decimal128(random.nextLong()));
            case 5 -> BsonBoolean.valueOf(random.nextBoolean());
            case 6 -> BsonNull.VALUE;
            case 7 -> new BsonObjectId(new ObjectId());
            case 8 -> new BsonDateTime(random.nextLong() >> 20);
            case 9 -> new BsonBinary(new byte[] {(byte) random.nextInt()});
            case 10 -> new BsonArray(List.of(value(random, depth - 1), value(random, depth - 1)));
            default -> new BsonDocument("$gt", value(random, depth - 1)).append("n", value(random, depth - 1));
        };
    }

    @Test
    void within_text_it_is_text() {
        var id = new ObjectId();
        var document = new BsonDocument("_id", new BsonObjectId(id))
                .append("n", new BsonInt32(7))
                .append("t", new BsonString("a$1\\"));
        assertThat(text("n ${n}, ${t}; ${_id}", document)).isEqualTo("n 7, a$1\\; " + id.toHexString());
        assertThat(text("$${n} costs $5", document)).isEqualTo("${n} costs $5");
    }

    private static String text(String template, BsonDocument document) {
        return new Filling(document)
                .fill(new BsonString(template), Filling.As.DATA)
                .asString()
                .getValue();
    }

    @Test
    void what_is_not_there_is_an_error_that_names_the_document() {
        var document = new BsonDocument("_id", new BsonInt32(4)).append("a", new BsonDocument());
        assertThatThrownBy(() -> text("${a.b}", document))
                .isInstanceOf(OperationFailed.class)
                .hasMessage("the document with the _id 4 has no 'a.b'");
        assertThatThrownBy(() -> text("x ${a}", document))
                .hasMessageContaining("'a' of the document with the _id 4 has no text");
    }

    /** A value is never taken for a path, an operator or a pattern. */
    @Test
    void a_value_is_only_a_value() {
        var operator = new BsonDocument("$gt", new BsonInt32(0));
        var document = new BsonDocument("path", new BsonString("$price"))
                .append("operator", operator)
                .append("pattern", new BsonRegularExpression("a"))
                .append("plain", new BsonString("a"));
        var filling = new Filling(document);
        assertThat(filling.fill(new BsonString("${path}"), Filling.As.EXPRESSION))
                .isEqualTo(new BsonDocument("$literal", new BsonString("$price")));
        assertThat(filling.fill(new BsonString("${path} x"), Filling.As.EXPRESSION))
                .isEqualTo(new BsonDocument("$literal", new BsonString("$price x")));
        assertThat(filling.fill(new BsonString("$fields.${plain}"), Filling.As.EXPRESSION))
                .isEqualTo(new BsonString("$fields.a"));
        assertThat(filling.fill(new BsonString("${path}"), Filling.As.CONDITION))
                .isEqualTo(new BsonString("$price"));
        assertThat(filling.fill(new BsonString("${operator}"), Filling.As.CONDITION))
                .isEqualTo(new BsonDocument("$eq", operator));
        assertThat(filling.fill(new BsonString("${pattern}"), Filling.As.CONDITION))
                .isEqualTo(new BsonDocument("$eq", new BsonRegularExpression("a")));
    }
}
