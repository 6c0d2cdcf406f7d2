package dev.seedbank.model.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.AbstractKeyword;
import com.networknt.schema.keyword.ConstValidator;
import com.networknt.schema.keyword.EnumValidator;
import com.networknt.schema.keyword.KeywordValidator;
import com.networknt.schema.keyword.UniqueItemsValidator;
import com.networknt.schema.path.NodePath;
import java.math.BigDecimal;
import java.util.List;

/** The words that compare whole values: numbers in them are equal by value, as in the specification, and not by their Java types. */
final class ByValue extends AbstractKeyword {
    private final Maker maker;

    private ByValue(String word, Maker maker) {
        super(word);
        this.maker = maker;
    }

    private interface Maker {
        KeywordValidator make(SchemaLocation location, JsonNode value, Schema parent, SchemaContext context);
    }

    static List<ByValue> words() {
        return List.of(
                new ByValue("const", Const::new),
                new ByValue("enum", OneOf::new),
                new ByValue("uniqueItems", Unique::new));
    }

    @Override
    public KeywordValidator newValidator(
            SchemaLocation location, JsonNode value, Schema parent, SchemaContext context) {
        return maker.make(location, plain(value), parent, context);
    }

    /** The same, with each number in one form only. */
    private static JsonNode plain(JsonNode value) {
        if (value.isNumber()) {
            var number = ServerNumber.exact(value);
            var shortest = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
            return DecimalNode.valueOf(shortest.scale() < 0 ? shortest.setScale(0) : shortest);
        }
        if (value.isArray()) {
            var list = Rule.NODES.arrayNode(value.size());
            value.forEach(part -> list.add(plain(part)));
            return list;
        }
        if (value.isObject()) {
            var object = Rule.NODES.objectNode();
            value.properties().forEach(field -> object.set(field.getKey(), plain(field.getValue())));
            return object;
        }
        return value;
    }

    private static final class Const extends ConstValidator {
        Const(SchemaLocation location, JsonNode value, Schema parent, SchemaContext context) {
            super(location, value, parent, context);
        }

        @Override
        public void validate(ExecutionContext context, JsonNode node, JsonNode root, NodePath location) {
            super.validate(context, plain(node), root, location);
        }
    }

    private static final class OneOf extends EnumValidator {
        OneOf(SchemaLocation location, JsonNode value, Schema parent, SchemaContext context) {
            super(location, value, parent, context);
        }

        @Override
        public void validate(ExecutionContext context, JsonNode node, JsonNode root, NodePath location) {
            super.validate(context, plain(node), root, location);
        }
    }

    private static final class Unique extends UniqueItemsValidator {
        Unique(SchemaLocation location, JsonNode value, Schema parent, SchemaContext context) {
            super(location, value, parent, context);
        }

        @Override
        public void validate(ExecutionContext context, JsonNode node, JsonNode root, NodePath location) {
            super.validate(context, plain(node), root, location);
        }
    }
}
