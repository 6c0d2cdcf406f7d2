package dev.seedbank.backend.mongo.schema;

import dev.seedbank.backend.mongo.catalog.Definition;
import dev.seedbank.backend.mongo.script.Values;
import dev.seedbank.backend.schema.SchemaFile;
import dev.seedbank.config.Nearest;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.yaml.YamlDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/** Reads a file that says what a collection is made of: the options of the server's {@code create} (MongoDB manual, create). */
final class CollectionFile {
    static final List<String> OPTIONS = List.of(
            "capped",
            "size",
            "max",
            "timeseries",
            "expireAfterSeconds",
            "clusteredIndex",
            "collation",
            "changeStreamPreAndPostImages",
            "viewOn",
            "pipeline",
            "storageEngine",
            "indexOptionDefaults",
            "encryptedFields",
            "validator",
            "validationLevel",
            "validationAction");

    private static final String NAME = "collection";

    private static final Set<String> NUMBERS = Set.of("size", "max", "expireAfterSeconds");
    private static final Map<String, List<String>> WORDS = Map.of(
            "validationLevel", List.of("off", "strict", "moderate"),
            "validationAction", List.of("error", "warn", "errorAndLog"));

    /** What is in the documents among them. */
    private static final Map<String, List<String>> PARTS = Map.of(
            "timeseries",
            List.of("timeField", "metaField", "granularity", "bucketMaxSpanSeconds", "bucketRoundingSeconds"),
            "clusteredIndex",
            List.of("key", "unique", "name"),
            "changeStreamPreAndPostImages",
            List.of("enabled"));

    /** What makes no sense by itself, with what has to be there. */
    private static final Map<String, String> NEEDS = Map.of(
            "size", "capped",
            "max", "capped",
            "pipeline", "viewOn",
            "validationLevel", "validator",
            "validationAction", "validator");

    private static final Set<String> OF_VIEWS = Set.of("viewOn", "pipeline", "collation");

    private final YamlDocument document;
    private final Values values;
    private final BsonDocument options = new BsonDocument();

    private CollectionFile(String shown) {
        this.document = new YamlDocument(shown, UnaryOperator.identity());
        this.values = new Values(document);
    }

    /**
     * One without content declares a collection without options.
     *
     * @param name of the collection, unless the file says otherwise
     * @throws UsageFailure naming file and line
     */
    static Wanted read(SchemaFile file, String name) {
        return new CollectionFile(file.name()).read(file.text(), name);
    }

    private Wanted read(String text, String name) {
        var root = document.parse(text);
        if (root.isEmpty() || YamlDocument.isEmpty(root.get())) {
            return new Wanted(name, Optional.of(options), Optional.empty());
        }
        var entries = document.map(root.get());
        known(entries, withName());
        for (var option : OPTIONS) {
            var entry = entries.get(option);
            if (entry != null) {
                options.append(option, value(entry));
            }
        }
        entries.values().forEach(this::fitting);
        complete(entries);
        var given = entries.get(NAME);
        return new Wanted(given == null ? name : document.text(given.value()), Optional.of(options), Optional.empty());
    }

    private static List<String> withName() {
        var names = new java.util.ArrayList<>(OPTIONS);
        names.add(NAME);
        return names;
    }

    private void known(SequencedMap<String, YamlDocument.Entry> entries, List<String> names) {
        entries.values().stream()
                .filter(it -> !names.contains(it.key()))
                .findFirst()
                .ifPresent(it -> {
                    throw document.failure(
                            it.line(),
                            "unknown '%s'".formatted(it.key()),
                            Nearest.advice(it.key(), names, "Known here: " + String.join(", ", names)));
                });
    }

    private BsonValue value(YamlDocument.Entry entry) {
        var key = entry.key();
        var value = values.codeValue(entry.value());
        if (key.equals("capped")) {
            document.flag(entry.value());
        } else if (NUMBERS.contains(key)) {
            require(entry, value.isNumber(), "a number");
        } else if (WORDS.containsKey(key)) {
            var words = WORDS.get(key);
            require(
                    entry,
                    value.isString() && words.contains(value.asString().getValue()),
                    "one of " + String.join(", ", words));
        } else if (key.equals("viewOn")) {
            require(entry, value.isString(), "a collection's name");
        } else if (key.equals("pipeline")) {
            require(entry, value.isArray(), "a list of stages");
        } else if (!(key.equals("clusteredIndex") && value.isBoolean())) {
            require(entry, value.isDocument(), "a document");
        }
        if (PARTS.containsKey(key) && value.isDocument()) {
            known(document.map(entry.value()), PARTS.get(key));
        }
        return value;
    }

    private void require(YamlDocument.Entry entry, boolean held, String what) {
        if (!held) {
            throw document.failure(entry.line(), "'%s' is not %s".formatted(entry.key(), what), "Correct its value.");
        }
    }

    private void fitting(YamlDocument.Entry entry) {
        var key = entry.key();
        var needed = NEEDS.get(key);
        if (needed != null && !options.containsKey(needed)) {
            throw document.failure(
                    entry.line(),
                    "'%s' without '%s'".formatted(key, needed),
                    "Add '%s', or remove it.".formatted(needed));
        }
        if (options.containsKey("viewOn") && !OF_VIEWS.contains(key) && !key.equals(NAME)) {
            throw document.failure(
                    entry.line(), "a view has no '%s'".formatted(key), "Remove it, or what makes it a view: viewOn.");
        }
        if (options.containsKey("timeseries") && key.startsWith("valid")) {
            throw document.failure(
                    entry.line(), "a time-series collection has no validator", "Remove '%s'.".formatted(key));
        }
        boolean expires = options.containsKey("timeseries") || options.containsKey("clusteredIndex");
        if (key.equals(Definition.EXPIRY) && !expires) {
            throw document.failure(
                    entry.line(),
                    "'%s' is for time-series and clustered collections".formatted(key),
                    "For others it is an option of an index: indexes/NAME.yaml.");
        }
    }

    private void complete(SequencedMap<String, YamlDocument.Entry> entries) {
        if (Definition.isTrue(options, "capped") && !options.containsKey("size")) {
            throw document.failure(
                    YamlDocument.require(entries, "capped").line(),
                    "a capped collection without 'size'",
                    "Add how many bytes it may have: size: 1048576.");
        }
        if (options.get("timeseries") instanceof BsonDocument series
                && !(series.get("timeField") instanceof BsonString)) {
            throw document.failure(
                    YamlDocument.require(entries, "timeseries").line(),
                    "a time-series collection without 'timeField'",
                    "Add the field that holds the time: timeField: at.");
        }
    }
}
