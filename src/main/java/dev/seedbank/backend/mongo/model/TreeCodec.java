package dev.seedbank.backend.mongo.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import dev.seedbank.backend.model.SpecialValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.bson.BsonBinary;
import org.bson.BsonBinarySubType;
import org.bson.BsonDocument;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;

/**
 * Documents as trees. An int is an {@code IntNode}, a long a {@code LongNode}, a double a {@code DoubleNode}, a decimal a
 * {@code DecimalNode}; what JSON does not have, and numbers that are none, are {@link SpecialValue}s. The way back takes what a
 * validator or a question may hold: of special values, ObjectIds, dates and binary data.
 */
public final class TreeCodec implements Codec<ObjectNode> {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Override
    public Class<ObjectNode> getEncoderClass() {
        return ObjectNode.class;
    }

    @Override
    public ObjectNode decode(BsonReader reader, DecoderContext context) {
        var object = NODES.objectNode();
        reader.readStartDocument();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            var name = reader.readName();
            object.set(name, value(reader, context));
        }
        reader.readEndDocument();
        return object;
    }

    /** The tree of a document. */
    public ObjectNode tree(BsonDocument document) {
        return decode(document.asBsonReader(), DecoderContext.builder().build());
    }

    private JsonNode value(BsonReader reader, DecoderContext context) {
        return switch (reader.getCurrentBsonType()) {
            case DOCUMENT -> decode(reader, context);
            case ARRAY -> array(reader, context);
            case STRING -> NODES.textNode(reader.readString());
            case INT32 -> NODES.numberNode(reader.readInt32());
            case INT64 -> NODES.numberNode(reader.readInt64());
            case DOUBLE -> number(reader.readDouble());
            case DECIMAL128 -> number(reader.readDecimal128());
            case BOOLEAN -> NODES.booleanNode(reader.readBoolean());
            case NULL -> {
                reader.readNull();
                yield NODES.nullNode();
            }
            default -> NODES.pojoNode(special(reader));
        };
    }

    private JsonNode array(BsonReader reader, DecoderContext context) {
        var array = NODES.arrayNode();
        reader.readStartArray();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            array.add(value(reader, context));
        }
        reader.readEndArray();
        return array;
    }

    private static JsonNode number(double value) {
        return Double.isFinite(value)
                ? NODES.numberNode(value)
                : NODES.pojoNode(new SpecialValue("double", Double.toString(value)));
    }

    private static JsonNode number(Decimal128 value) {
        if (value.isNaN() || value.isInfinite()) {
            return NODES.pojoNode(new SpecialValue("decimal", value.toString()));
        }
        return NODES.numberNode(exact(value));
    }

    /** Its {@code bigDecimalValue} refuses a negative zero of any exponent. */
    private static BigDecimal exact(Decimal128 value) {
        try {
            return value.bigDecimalValue();
        } catch (ArithmeticException e) {
            return BigDecimal.ZERO;
        }
    }

    private static SpecialValue special(BsonReader reader) {
        return switch (reader.getCurrentBsonType()) {
            case OBJECT_ID -> new SpecialValue("objectId", reader.readObjectId().toHexString());
            case DATE_TIME ->
                new SpecialValue(
                        "date", Instant.ofEpochMilli(reader.readDateTime()).toString());
            case BINARY -> new SpecialValue("binData", text(reader.readBinaryData()));
            case TIMESTAMP ->
                new SpecialValue(
                        "timestamp", Long.toString(reader.readTimestamp().getValue()));
            case REGULAR_EXPRESSION ->
                new SpecialValue("regex", reader.readRegularExpression().getPattern());
            case SYMBOL -> new SpecialValue("symbol", reader.readSymbol());
            case JAVASCRIPT -> new SpecialValue("javascript", reader.readJavaScript());
            case DB_POINTER ->
                new SpecialValue("dbPointer", reader.readDBPointer().getId().toHexString());
            default -> other(reader);
        };
    }

    private static SpecialValue other(BsonReader reader) {
        var type = reader.getCurrentBsonType();
        reader.skipValue();
        return new SpecialValue(
                switch (type) {
                    case MIN_KEY -> "minKey";
                    case MAX_KEY -> "maxKey";
                    case JAVASCRIPT_WITH_SCOPE -> "javascriptWithScope";
                    default -> "undefined";
                },
                "");
    }

    /** A UUID as people write it, everything else as {@code SUBTYPE:HEX}. */
    private static String text(BsonBinary binary) {
        var data = binary.getData();
        if (binary.getType() == BsonBinarySubType.UUID_STANDARD.getValue() && data.length == 16) {
            return binary.asUuid().toString();
        }
        return binary.getType() + ":" + HexFormat.of().formatHex(data);
    }

    private static BsonBinary binary(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? new BsonBinary(UUID.fromString(text))
                : new BsonBinary(
                        Byte.parseByte(text.substring(0, colon)), HexFormat.of().parseHex(text.substring(colon + 1)));
    }

    @Override
    public void encode(BsonWriter writer, ObjectNode object, EncoderContext context) {
        writer.writeStartDocument();
        object.properties().forEach(field -> {
            writer.writeName(field.getKey());
            write(writer, field.getValue(), context);
        });
        writer.writeEndDocument();
    }

    /** A value as a document of one field. */
    static ObjectNode holder(JsonNode value) {
        return NODES.objectNode().set("", value);
    }

    private void write(BsonWriter writer, JsonNode value, EncoderContext context) {
        switch (value.getNodeType()) {
            case OBJECT -> encode(writer, (ObjectNode) value, context);
            case ARRAY -> {
                writer.writeStartArray();
                value.forEach(part -> write(writer, part, context));
                writer.writeEndArray();
            }
            case STRING -> writer.writeString(value.textValue());
            case BOOLEAN -> writer.writeBoolean(value.booleanValue());
            case NULL -> writer.writeNull();
            case NUMBER -> writeNumber(writer, value);
            case POJO -> writeSpecial(writer, value);
            case BINARY, MISSING -> throw new IllegalArgumentException("no value of a document: " + value);
        }
    }

    private static void writeSpecial(BsonWriter writer, JsonNode value) {
        if (!(((POJONode) value).getPojo() instanceof SpecialValue(var type, var text))) {
            throw new IllegalArgumentException("no value of a document: " + value);
        }
        switch (type) {
            case "objectId" -> writer.writeObjectId(new ObjectId(text));
            case "date" -> writer.writeDateTime(Instant.parse(text).toEpochMilli());
            case "binData" -> writer.writeBinaryData(binary(text));
            default -> throw new IllegalArgumentException("cannot be written: " + value);
        }
    }

    private static void writeNumber(BsonWriter writer, JsonNode value) {
        switch (value.numberType()) {
            case INT -> writer.writeInt32(value.intValue());
            case LONG -> writer.writeInt64(value.longValue());
            case FLOAT, DOUBLE -> writer.writeDouble(value.doubleValue());
            case BIG_INTEGER, BIG_DECIMAL -> writer.writeDecimal128(new Decimal128(value.decimalValue()));
        }
    }
}
