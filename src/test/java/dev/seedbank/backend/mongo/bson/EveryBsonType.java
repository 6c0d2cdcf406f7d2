package dev.seedbank.backend.mongo.bson;

import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDateTime;
import org.bson.BsonDbPointer;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonJavaScript;
import org.bson.BsonJavaScriptWithScope;
import org.bson.BsonMaxKey;
import org.bson.BsonMinKey;
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonRegularExpression;
import org.bson.BsonString;
import org.bson.BsonSymbol;
import org.bson.BsonTimestamp;
import org.bson.BsonUndefined;
import org.bson.BsonValue;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;

/** A value or several of each type of BSON but booleans, at the ends of its range and where text in JSON could lose something. */
public final class EveryBsonType {
    private EveryBsonType() {}

    public static List<BsonValue> values() {
        var id = new ObjectId("00112233445566778899aabb");
        return List.of(
                new BsonInt32(Integer.MIN_VALUE),
                new BsonInt64(1),
                new BsonInt64(Long.MAX_VALUE),
                new BsonDouble(1),
                new BsonDouble(-0.0),
                new BsonDouble(Double.MIN_VALUE),
                new BsonDouble(Double.NaN),
                new BsonDouble(Double.NEGATIVE_INFINITY),
                new BsonDecimal128(Decimal128.parse("1.50")),
                new BsonDecimal128(Decimal128.parse("-0E-6176")),
                new BsonDecimal128(Decimal128.NaN),
                new BsonDecimal128(Decimal128.POSITIVE_INFINITY),
                new BsonDateTime(-1),
                new BsonDateTime(1),
                new BsonDateTime(IsoDate.LAST),
                new BsonDateTime(IsoDate.LAST + 1),
                new BsonDateTime(Long.MIN_VALUE),
                new BsonObjectId(id),
                new BsonTimestamp(-1, -2),
                new BsonRegularExpression("^a\"/\n", "imx"),
                new BsonMinKey(),
                new BsonMaxKey(),
                new BsonNull(),
                new BsonUndefined(),
                new BsonSymbol("symbol"),
                new BsonJavaScript("return 1"),
                new BsonJavaScriptWithScope("return x", new BsonDocument("x", new BsonInt32(1))),
                new BsonDbPointer("db.c", id),
                new BsonString("\u0000\u001f\"\\\u2028\uD83D\uDE00"),
                new BsonArray(List.of(new BsonArray(), new BsonDocument(), new BsonNull())),
                new BsonDocument("$ref", new BsonString("users")).append("$id", new BsonObjectId(id)),
                new BsonDocument("x", new BsonDocument()));
    }
}
