package dev.seedbank.backend.mongo.effect;

import dev.seedbank.backend.migration.Hazard;
import dev.seedbank.backend.migration.StatementEffect.Work;
import dev.seedbank.backend.mongo.effect.MongoExaminer.Around;
import dev.seedbank.backend.mongo.script.Pipelines;
import dev.seedbank.backend.mongo.script.ScriptFile.Transaction;
import dev.seedbank.backend.mongo.script.Step;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/** What steps do that change documents. A transaction locks each document that it changes until it ends, which the server limits to a minute. */
record DataRules(KnownCollections known) {
    private static final String TRANSACTION =
            "in one transaction, which keeps others from changing them until it ends, and which the server ends after a minute";

    Effect update(Step.Update update, Around around) {
        boolean all = update.many() && Filters.isWide(update.filter());
        var effect = changing(
                all ? "changes" : "",
                update.collection(),
                update.batch() == 0 && (around.transactional() || update.once()),
                around);
        effect = scanning(effect, update.filter(), around);
        return all || around.each().filter(it -> Filters.isWide(it.filter())).isPresent()
                ? fields(effect, update)
                : effect;
    }

    Effect delete(Step.Delete delete, Around around) {
        boolean all = delete.many() && Filters.isWide(delete.filter());
        var effect = changing(
                all ? "deletes" : "",
                delete.collection(),
                delete.batch() == 0 && (around.transactional() || delete.once()),
                around);
        return scanning(effect, delete.filter(), around);
    }

    /** @param verb empty if it is not for all documents */
    private static Effect changing(String verb, String collection, boolean oneTransaction, Around around) {
        var effect = Effect.of(Effect.INTENT_EXCLUSIVE, collection);
        if (verb.isEmpty()) {
            return effect;
        }
        effect = effect.working(Work.REWRITES);
        return oneTransaction
                ? effect.danger(
                        Hazard.ALL_ROWS,
                        "%s all documents of %s %s".formatted(verb, collection, TRANSACTION),
                        "Add batch: 1000, so that no more than a thousand are changed at a time%s."
                                .formatted(
                                        around.file().transaction() == Transaction.TRUE
                                                ? ", and remove transaction: true"
                                                : ""))
                : effect;
    }

    Effect each(Step.Each each, Around around) {
        var effect = Effect.of("", each.collection());
        if (!Filters.isWide(each.filter())) {
            return effect;
        }
        effect = effect.working(Work.READS);
        return around.transactional()
                ? effect.danger(
                        Hazard.ALL_ROWS,
                        "goes through all documents of %s, and changes others %s"
                                .formatted(each.collection(), TRANSACTION),
                        "Write transaction: false beside up, so that it goes on a hundred documents at a time.")
                : effect;
    }

    private Effect scanning(Effect effect, BsonDocument filter, Around around) {
        var fields = Filters.fields(filter);
        if (around.each().isEmpty()
                || fields.isEmpty()
                || !Filters.isPlain(filter)
                || known.hasIndex(effect.collection(), fields)) {
            return effect;
        }
        return effect.danger(
                Hazard.SCAN,
                "reads all documents of %s for each one of %s: no index begins with %s"
                        .formatted(
                                effect.collection(),
                                around.each().orElseThrow().collection(),
                                String.join(" or ", fields)),
                "First createIndex: {collection: %s, key: {%s: 1}}."
                        .formatted(effect.collection(), fields.iterator().next()));
    }

    private static Effect fields(Effect effect, Step.Update update) {
        var removed = removed(update.change());
        var renamed = names(update.change(), "$rename");
        if (!removed.isEmpty()) {
            effect = effect.danger(
                    Hazard.DROP,
                    "removes %s from documents of %s, which running programs may read"
                            .formatted(fields(removed), update.collection()),
                    Effect.RELEASE_FIRST);
        }
        return renamed.isEmpty()
                ? effect
                : effect.danger(
                        Hazard.RENAME,
                        "renames %s in documents of %s, which running programs use under the old name"
                                .formatted(fields(renamed), update.collection()),
                        "Release programs that write both names; copy the values in batches (updateMany with batch and update: [{$set: {new: \"$old\"}}]); remove the old name with a later migration.");
    }

    private static String fields(Set<String> names) {
        return (names.size() == 1 ? "field " : "fields ") + String.join(", ", names);
    }

    private static Set<String> removed(BsonValue change) {
        if (!(change instanceof BsonArray pipeline)) {
            return names(change, "$unset");
        }
        var names = new LinkedHashSet<String>();
        for (var stage : pipeline) {
            var unset = stage.asDocument().get("$unset");
            for (var one :
                    unset instanceof BsonArray list ? list : unset == null ? List.<BsonValue>of() : List.of(unset)) {
                if (one instanceof BsonString name) {
                    names.add(name.getValue());
                }
            }
        }
        return names;
    }

    private static Set<String> names(BsonValue change, String operator) {
        return change instanceof BsonDocument operators && operators.get(operator) instanceof BsonDocument fields
                ? fields.keySet()
                : Set.of();
    }

    Effect aggregate(Step.Aggregate aggregate) {
        var target = Pipelines.target(aggregate.pipeline()).orElse("");
        var effect = Effect.of(Effect.INTENT_EXCLUSIVE, target);
        boolean replaces = Pipelines.isReplacing(aggregate.pipeline()) && known.isThere(target);
        return replaces
                ? effect.working(Work.REWRITES)
                        .danger(
                                Hazard.REWRITE,
                                "replaces all documents of %s by its result: what programs write to it meanwhile is lost"
                                        .formatted(target),
                                "End the pipeline with $merge, which changes one document at a time.")
                : effect;
    }
}
