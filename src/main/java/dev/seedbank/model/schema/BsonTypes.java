package dev.seedbank.model.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.AbstractKeyword;
import com.networknt.schema.keyword.BaseKeywordValidator;
import com.networknt.schema.keyword.KeywordValidator;
import com.networknt.schema.path.NodePath;
import java.util.List;

/** The server's word {@code bsonType} in a model, for the library. */
final class BsonTypes extends AbstractKeyword {
    static final String WORD = "bsonType";

    BsonTypes() {
        super(WORD);
    }

    @Override
    public KeywordValidator newValidator(
            SchemaLocation location, JsonNode value, Schema parent, SchemaContext context) {
        return new Check(this, value, location, parent, context);
    }

    private static final class Check extends BaseKeywordValidator {
        private final List<String> allowed;

        Check(BsonTypes word, JsonNode value, SchemaLocation location, Schema parent, SchemaContext context) {
            super(word, value, location, parent, context);
            allowed = value.isArray() ? ValueRules.texts(value) : List.of(value.asText());
        }

        @Override
        public void validate(ExecutionContext context, JsonNode node, JsonNode root, NodePath location) {
            var type = Bson.typeOf(node);
            if (!allowed.contains(type) && !(allowed.contains("number") && Bson.isNumber(type))) {
                context.addError(error().instanceNode(node)
                        .instanceLocation(location)
                        .evaluationPath(context.getEvaluationPath())
                        .message("%s found, %s expected".formatted(type, String.join(" or ", allowed)))
                        .build());
            }
        }
    }
}
