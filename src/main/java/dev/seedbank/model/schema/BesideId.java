package dev.seedbank.model.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.AbstractKeyword;
import com.networknt.schema.keyword.AdditionalPropertiesValidator;
import com.networknt.schema.keyword.KeywordValidator;
import com.networknt.schema.keyword.UnevaluatedPropertiesValidator;
import com.networknt.schema.path.NodePath;
import java.util.List;

/** The words that forbid further fields: each document has an {@code _id}, which is none of these. */
final class BesideId extends AbstractKeyword {
    private final Maker maker;

    private BesideId(String word, Maker maker) {
        super(word);
        this.maker = maker;
    }

    private interface Maker {
        KeywordValidator make(SchemaLocation location, JsonNode value, Schema parent, SchemaContext context);
    }

    static List<BesideId> words() {
        return List.of(
                new BesideId("additionalProperties", Additional::new),
                new BesideId("unevaluatedProperties", Unevaluated::new));
    }

    @Override
    public KeywordValidator newValidator(
            SchemaLocation location, JsonNode value, Schema parent, SchemaContext context) {
        return maker.make(location, value, parent, context);
    }

    private static JsonNode besideId(JsonNode node, NodePath location) {
        if (location.getNameCount() > 0 || !(node instanceof ObjectNode document) || !document.has("_id")) {
            return node;
        }
        var others = document.objectNode();
        others.setAll(document);
        others.remove("_id");
        return others;
    }

    private static final class Additional extends AdditionalPropertiesValidator {
        Additional(SchemaLocation location, JsonNode value, Schema parent, SchemaContext context) {
            super(location, value, parent, context);
        }

        @Override
        public void validate(ExecutionContext context, JsonNode node, JsonNode root, NodePath location) {
            super.validate(context, besideId(node, location), root, location);
        }
    }

    private static final class Unevaluated extends UnevaluatedPropertiesValidator {
        Unevaluated(SchemaLocation location, JsonNode value, Schema parent, SchemaContext context) {
            super(location, value, parent, context);
        }

        @Override
        public void validate(ExecutionContext context, JsonNode node, JsonNode root, NodePath location) {
            super.validate(context, besideId(node, location), root, location);
        }
    }
}
