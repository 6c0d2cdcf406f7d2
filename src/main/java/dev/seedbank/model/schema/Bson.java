package dev.seedbank.model.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.POJONode;
import dev.seedbank.backend.model.SpecialValue;
import java.util.Set;

/** The types of values, as the server's {@code bsonType} names them. */
public final class Bson {
    /** MongoDB manual, BSON Types, "Alias"; and {@code number}, which is four of them. */
    static final Set<String> NAMES = Set.of(
            "double",
            "string",
            "object",
            "array",
            "binData",
            "undefined",
            "objectId",
            "bool",
            "date",
            "null",
            "regex",
            "dbPointer",
            "javascript",
            "symbol",
            "javascriptWithScope",
            "int",
            "timestamp",
            "long",
            "decimal",
            "minKey",
            "maxKey",
            "number");

    private Bson() {}

    /** The type of a value in a tree. */
    public static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case OBJECT -> "object";
            case ARRAY -> "array";
            case BOOLEAN -> "bool";
            case NULL -> "null";
            case BINARY -> "binData";
            case NUMBER -> number(value);
            case MISSING -> "undefined";
            case POJO -> ((POJONode) value).getPojo() instanceof SpecialValue special ? special.type() : "undefined";
        };
    }

    private static String number(JsonNode value) {
        return switch (value.numberType()) {
            case INT -> "int";
            case LONG -> "long";
            case FLOAT, DOUBLE -> "double";
            case BIG_INTEGER, BIG_DECIMAL -> "decimal";
        };
    }

    /** Whether {@code number} means it, too. */
    static boolean isNumber(String type) {
        return type.equals("int") || type.equals("long") || type.equals("double") || type.equals("decimal");
    }
}
