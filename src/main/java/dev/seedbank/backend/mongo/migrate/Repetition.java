package dev.seedbank.backend.mongo.migrate;

import dev.seedbank.backend.mongo.script.Pipelines;
import dev.seedbank.backend.mongo.script.Step;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonRegularExpression;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * Whether a step that was killed may be run once more. Inserts may: they choose each {@code _id} beforehand. Of all others it is told
 * from their text whether a second run finds nothing left to do.
 */
final class Repetition {
    private static final Set<String> HARMLESS = Set.of(
            "$set",
            "$unset",
            "$setOnInsert",
            "$min",
            "$max",
            "$currentDate",
            "$addToSet",
            "$pull",
            "$pullAll",
            "$rename");

    private Repetition() {}

    /** What would go wrong, as a sentence's beginning; empty if nothing would. */
    static Optional<String> harm(Step step) {
        return switch (step) {
            case Step.Update update -> update(update);
            case Step.Delete delete ->
                delete.many() || namesOne(delete.filter())
                        ? Optional.empty()
                        : Optional.of("without an _id it would delete another document when it runs again");
            case Step.Aggregate aggregate -> aggregate(aggregate);
            case Step.Each each ->
                each.steps().stream().flatMap(it -> harm(it).stream()).findFirst();
            case Step.When when ->
                when.steps().stream().flatMap(it -> harm(it).stream()).findFirst();
            case Step.Insert _, Step.Command _, Step.Exec _ -> Optional.empty();
        };
    }

    private static Optional<String> update(Step.Update update) {
        boolean upsert = update.options()
                .getBoolean("upsert", org.bson.BsonBoolean.FALSE)
                .getValue();
        if (!update.many() && !namesOne(update.filter())) {
            return Optional.of("without an _id it would change another document when it runs again");
        }
        if (upsert && !update.filter().values().stream().allMatch(Repetition::isPlain)) {
            return Optional.of("with upsert it would insert another document when it runs again");
        }
        if (update.change() instanceof BsonArray pipeline) {
            return Pipelines.readsWhatItWrites(pipeline)
                    ? Optional.of("its pipeline reads what it writes, so that a second run would change it once more")
                    : Optional.empty();
        }
        var operators = update.change().asDocument();
        return operators.keySet().stream()
                .filter(it -> it.startsWith("$") && !HARMLESS.contains(it))
                .findFirst()
                .map("%s would change a document once more when it runs again"::formatted)
                .or(() -> positional(operators));
    }

    /** {@code items.$.done}: the first element that the filter finds, and the second time the next one. */
    private static Optional<String> positional(BsonDocument operators) {
        return operators.entrySet().stream()
                .filter(it -> it.getKey().startsWith("$") && it.getValue() instanceof BsonDocument)
                .flatMap(it -> it.getValue().asDocument().keySet().stream())
                .filter(it -> it.endsWith(".$") || it.contains(".$."))
                .findFirst()
                .map("'%s' would be another element when it runs again"::formatted);
    }

    /** The result is put in the place of what it was made of. */
    private static Optional<String> aggregate(Step.Aggregate aggregate) {
        var matched = Pipelines.whenMatched(aggregate.pipeline());
        if (matched.filter(BsonArray.class::isInstance).isPresent()) {
            return Optional.of("a pipeline in whenMatched would change documents once more when it runs again");
        }
        boolean keeps =
                matched.filter(it -> it.equals(new BsonString("keepExisting"))).isPresent();
        return Pipelines.target(aggregate.pipeline()).equals(Optional.of(aggregate.collection())) && !keeps
                ? Optional.of(
                        "it writes into the collection that it reads, and would read its own result when it runs again")
                : Optional.empty();
    }

    private static boolean namesOne(BsonDocument filter) {
        return filter.containsKey("_id") && isPlain(filter.get("_id"));
    }

    private static boolean isPlain(BsonValue value) {
        return !(value instanceof BsonRegularExpression)
                && !(value instanceof BsonArray)
                && !(value instanceof BsonDocument document
                        && document.keySet().stream().anyMatch(it -> it.startsWith("$")));
    }
}
