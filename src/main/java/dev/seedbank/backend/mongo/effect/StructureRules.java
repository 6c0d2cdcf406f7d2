package dev.seedbank.backend.mongo.effect;

import dev.seedbank.backend.migration.Hazard;
import dev.seedbank.backend.migration.StatementEffect.Work;
import dev.seedbank.backend.mongo.catalog.Definition;
import dev.seedbank.backend.mongo.script.Step;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** What commands do that change structure (MongoDB manual, the commands' own pages). */
final class StructureRules {
    private StructureRules() {}

    static Effect of(Step.Command step) {
        var command = step.command();
        var name = command.getFirstKey();
        return switch (name) {
            case "create" -> Effect.of("", step.collection());
            case "createIndexes" -> createIndexes(step.collection(), command.getArray("indexes", new BsonArray()));
            case "dropIndexes" -> dropIndexes(step.collection(), command);
            case "drop" -> drop(Effect.of(Effect.EXCLUSIVE, step.collection()), step.collection());
            case "renameCollection" -> rename(step);
            case "collMod" -> modify(step.collection(), command);
            case "convertToCapped" -> convert(step.collection());
            case "dropSearchIndex" ->
                Effect.of("", step.collection())
                        .danger(
                                Hazard.INDEX_CHANGE,
                                "drops a search index of %s, without which $search of running programs finds nothing"
                                        .formatted(step.collection()),
                                Effect.RELEASE_FIRST);
            default -> Effect.of("", step.collection());
        };
    }

    private static Effect createIndexes(String collection, BsonArray indexes) {
        var effect = Effect.of(Effect.INDEX_BUILD, collection).working(Work.READS);
        for (var one : indexes) {
            effect = createIndex(effect, one.asDocument());
        }
        return effect;
    }

    private static Effect createIndex(Effect effect, BsonDocument index) {
        var collection = effect.collection();
        if (Definition.isUnique(index)) {
            var key = index.getDocument("key", new BsonDocument());
            effect = effect.danger(
                    Hazard.UNIQUE,
                    "fails if two documents of %s have the same %s, and from then on refuses those that running programs write"
                            .formatted(collection, String.join(", ", key.keySet())),
                    "Make it without unique. With the next migration runCommand: {collMod: %s, index: {keyPattern: %s, prepareUnique: true}} refuses new ones; correct those that are there, then the same with unique: true (MongoDB 6.0)."
                            .formatted(collection, written(key)));
        }
        return index.get(Definition.EXPIRY) instanceof BsonNumber ? expiring(effect) : effect;
    }

    /** As people write it: <code>{email: 1, at: -1}</code>. */
    private static String written(BsonDocument key) {
        return key.entrySet().stream()
                .map(it -> it.getKey() + ": " + text(it.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String text(BsonValue value) {
        return switch (value) {
            case BsonNumber number -> String.valueOf(number.longValue());
            case BsonString text -> text.getValue();
            default -> value.toString();
        };
    }

    private static Effect expiring(Effect effect) {
        return effect.danger(
                Hazard.EXPIRE,
                "lets the server delete at once whatever in %s is past its time".formatted(effect.collection()),
                "First count what that is, and delete it in batches: deleteMany with batch: 1000.");
    }

    private static Effect dropIndexes(String collection, BsonDocument command) {
        var index = command.get("index");
        var which = switch (index) {
            case BsonString all when all.getValue().equals("*") -> "all indexes";
            case BsonString name -> "index " + name.getValue();
            case BsonArray names ->
                "indexes " + names.stream().map(StructureRules::text).collect(Collectors.joining(", "));
            case BsonDocument key -> "the index on " + written(key);
            case null, default -> "an index";
        };
        return Effect.of(Effect.EXCLUSIVE, collection)
                .danger(
                        Hazard.INDEX_CHANGE,
                        "drops %s of %s: queries of running programs that use it read all documents"
                                .formatted(which, collection),
                        "First hide it, which can be taken back at once: runCommand: {collMod: %s, index: {name: …, hidden: true}}. Drop it with a later migration, when nothing has become slow."
                                .formatted(collection));
    }

    private static Effect drop(Effect effect, String collection) {
        return effect.danger(
                Hazard.DROP,
                "drops collection %s, which running programs may use".formatted(collection),
                Effect.RELEASE_FIRST);
    }

    private static Effect rename(Step.Command step) {
        var effect = Effect.of(Effect.EXCLUSIVE, step.collection())
                .danger(
                        Hazard.RENAME,
                        "renames collection %s, which running programs use under the old name"
                                .formatted(step.collection()),
                        "Release programs that know both names first; or copy the documents (aggregate with $merge), let programs use the copy, and drop the old collection with a later migration.");
        return Definition.isTrue(step.command(), "dropTarget") ? drop(effect, step.renamed()) : effect;
    }

    private static Effect modify(String collection, BsonDocument command) {
        var effect = Effect.of(Effect.EXCLUSIVE, collection);
        boolean validates = command.get("validator") instanceof BsonDocument validator && !validator.isEmpty();
        if (validates && !says(command, "validationAction", "warn") && !says(command, "validationLevel", "off")) {
            effect = effect.danger(
                    Hazard.CHECK,
                    "refuses from now on what running programs write to %s and the validator does not take"
                            .formatted(collection),
                    "First with validationAction: warn, which only notes it in the server's log; with a later migration collMod with validationAction: error.");
        }
        boolean expires = command.get("expireAfterSeconds") instanceof BsonNumber
                || (command.get("index") instanceof BsonDocument index
                        && index.get(Definition.EXPIRY) instanceof BsonNumber);
        boolean capped = Stream.of("cappedSize", "cappedMax").anyMatch(it -> isMore(command.get(it)));
        effect = capped ? capping(effect) : effect;
        return expires ? expiring(effect) : effect;
    }

    /** Than nothing, which stands for no limit. */
    private static boolean isMore(@Nullable BsonValue limit) {
        return limit instanceof BsonNumber number && number.doubleValue() > 0;
    }

    private static Effect capping(Effect effect) {
        return effect.danger(
                Hazard.EXPIRE,
                "lets the server delete the oldest documents of %s, if it holds more than that"
                        .formatted(effect.collection()),
                "First see what it holds (collStats: size and count), and copy what is still needed: aggregate with $merge.");
    }

    private static boolean says(BsonDocument command, String option, String value) {
        return new BsonString(value).equals(command.get(option));
    }

    private static Effect convert(String collection) {
        return Effect.of(Effect.EXCLUSIVE, collection)
                .working(Work.REWRITES)
                .danger(
                        Hazard.REWRITE,
                        "copies %s while nobody can use it, without its indexes, and drops what does not fit"
                                .formatted(collection),
                        "createCollection a capped one under another name, and let programs write to that.");
    }
}
