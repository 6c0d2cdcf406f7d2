package dev.seedbank.model.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.AbstractKeyword;
import com.networknt.schema.keyword.ExclusiveMaximumValidator;
import com.networknt.schema.keyword.ExclusiveMinimumValidator;
import com.networknt.schema.keyword.KeywordValidator;
import com.networknt.schema.keyword.MaximumValidator;
import com.networknt.schema.keyword.MinimumValidator;
import com.networknt.schema.keyword.MultipleOfValidator;
import com.networknt.schema.keyword.TypeValidator;
import com.networknt.schema.path.NodePath;
import dev.seedbank.backend.model.SpecialValue;
import java.math.BigDecimal;
import java.util.List;

/**
 * The words about numbers, for Infinity and NaN as well, which JSON does not have and the server takes for numbers. Infinity is beyond
 * every bound; NaN is within none; both are a multiple of nothing, and so no integers. The library is shown a number that is so.
 */
final class RealNumbers extends AbstractKeyword {
    private static final JsonNode HALF = DecimalNode.valueOf(new BigDecimal("0.5"));
    private static final JsonNode HIGHEST = DecimalNode.valueOf(new BigDecimal("1e400"));
    private static final JsonNode LOWEST = DecimalNode.valueOf(new BigDecimal("-1e400"));

    private final Maker maker;

    private RealNumbers(String word, Maker maker) {
        super(word);
        this.maker = maker;
    }

    private interface Maker {
        KeywordValidator make(SchemaLocation location, JsonNode value, Schema parent, SchemaContext context);
    }

    static List<RealNumbers> words() {
        return List.of(
                new RealNumbers("type", Type::new),
                new RealNumbers("minimum", Minimum::new),
                new RealNumbers("maximum", Maximum::new),
                new RealNumbers("exclusiveMinimum", ExclusiveMinimum::new),
                new RealNumbers("exclusiveMaximum", ExclusiveMaximum::new),
                new RealNumbers("multipleOf", MultipleOf::new));
    }

    @Override
    public KeywordValidator newValidator(
            SchemaLocation location, JsonNode value, Schema parent, SchemaContext context) {
        return maker.make(location, value, parent, context);
    }

    private static boolean isUnreal(JsonNode node) {
        return node instanceof POJONode pojo
                && pojo.getPojo() instanceof SpecialValue special
                && Bson.isNumber(special.type());
    }

    /** For a bound below. */
    private static JsonNode low(JsonNode node) {
        return node.asText().equals("Infinity") ? HIGHEST : LOWEST;
    }

    /** For a bound above. */
    private static JsonNode high(JsonNode node) {
        return node.asText().equals("-Infinity") ? LOWEST : HIGHEST;
    }

    private static final class Type extends TypeValidator {
        Type(SchemaLocation location, JsonNode value, Schema parent, SchemaContext context) {
            super(location, value, parent, context);
        }

        @Override
        public void validate(ExecutionContext context, JsonNode node, JsonNode root, NodePath location) {
            super.validate(context, isUnreal(node) ? HALF : node, root, location);
        }
    }

    private static final class Minimum extends MinimumValidator {
        Minimum(SchemaLocation location, JsonNode value, Schema parent, SchemaContext context) {
            super(location, value, parent, context);
        }

        @Override
        public void validate(ExecutionContext context, JsonNode node, JsonNode root, NodePath location) {
            super.validate(context, isUnreal(node) ? low(node) : node, root, location);
        }
    }

    private static final class Maximum extends MaximumValidator {
        Maximum(SchemaLocation location, JsonNode value, Schema parent, SchemaContext context) {
            super(location, value, parent, context);
        }

        @Override
        public void validate(ExecutionContext context, JsonNode node, JsonNode root, NodePath location) {
            super.validate(context, isUnreal(node) ? high(node) : node, root, location);
        }
    }

    private static final class ExclusiveMinimum extends ExclusiveMinimumValidator {
        ExclusiveMinimum(SchemaLocation location, JsonNode value, Schema parent, SchemaContext context) {
            super(location, value, parent, context);
        }

        @Override
        public void validate(ExecutionContext context, JsonNode node, JsonNode root, NodePath location) {
            super.validate(context, isUnreal(node) ? low(node) : node, root, location);
        }
    }

    private static final class ExclusiveMaximum extends ExclusiveMaximumValidator {
        ExclusiveMaximum(SchemaLocation location, JsonNode value, Schema parent, SchemaContext context) {
            super(location, value, parent, context);
        }

        @Override
        public void validate(ExecutionContext context, JsonNode node, JsonNode root, NodePath location) {
            super.validate(context, isUnreal(node) ? high(node) : node, root, location);
        }
    }

    private static final class MultipleOf extends MultipleOfValidator {
        private final JsonNode half;

        MultipleOf(SchemaLocation location, JsonNode value, Schema parent, SchemaContext context) {
            super(location, value, parent, context);
            half = DecimalNode.valueOf(value.decimalValue().multiply(HALF.decimalValue()));
        }

        @Override
        public void validate(ExecutionContext context, JsonNode node, JsonNode root, NodePath location) {
            super.validate(context, isUnreal(node) ? half : node, root, location);
        }
    }
}
