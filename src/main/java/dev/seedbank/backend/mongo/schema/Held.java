package dev.seedbank.backend.mongo.schema;

import dev.seedbank.backend.schema.SchemaStep.Untold;
import dev.seedbank.failure.OperationFailed;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;

/** What a plan found of a collection's documents and relies on: somebody may write to it before its step runs. */
sealed interface Held {
    /**
     * It has none of these documents.
     *
     * @param which in words that go after {@code documents}; empty if there are none at all
     */
    record None(BsonDocument filter, String which) implements Held {}

    /** It has no more documents than that. */
    record Count(long most) implements Held {}

    /** Its documents have no more bytes than that. */
    record Size(long most) implements Held {}

    /** For a step of the plan. */
    default Untold of(String collection) {
        var condition = switch (this) {
            case None(var filter, var which) -> new BsonDocument("none", filter).append("which", new BsonString(which));
            case Count(var most) -> new BsonDocument("count", new BsonInt64(most));
            case Size(var most) -> new BsonDocument("size", new BsonInt64(most));
        };
        return new Untold(collection, CommandText.of(condition));
    }

    static Held read(Untold untold) {
        var condition = CommandText.read(untold.condition());
        if (condition.containsKey("none")) {
            return new None(
                    condition.getDocument("none"), condition.getString("which").getValue());
        }
        return condition.containsKey("count")
                ? new Count(condition.getNumber("count").longValue())
                : new Size(condition.getNumber("size").longValue());
    }

    /** @throws OperationFailed if it does not hold any more */
    default void require(Documents documents, String collection) {
        boolean holds = switch (this) {
            case None none -> documents.hasNone(collection, none.filter());
            case Count(var most) -> documents.count(collection) <= most;
            case Size(var most) -> documents.bytes(collection) <= most;
        };
        if (!holds) {
            throw new OperationFailed(broken(collection), "Make a new plan.");
        }
    }

    private String broken(String collection) {
        return switch (this) {
            case None none ->
                none.which().isEmpty()
                        ? "%s was empty when the plan was made, and has documents now. They stay as they are"
                                .formatted(collection)
                        : "%s had no documents %s when the plan was made, and has some now. They stay as they are"
                                .formatted(collection, none.which());
            case Count(var most) ->
                "%s had no more than %d documents when the plan was made, and has more now. They stay as they are"
                        .formatted(collection, most);
            case Size(var most) ->
                "%s held no more than %d bytes when the plan was made, and holds more now. They stay as they are"
                        .formatted(collection, most);
        };
    }
}
