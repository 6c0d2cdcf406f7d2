package dev.seedbank.backend.mongo.index;

import dev.seedbank.yaml.YamlWord;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/** Indexes in the words of the files that declare them, and of messages. */
public final class IndexWords {
    private static final JsonWriterSettings RELAXED =
            JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

    private IndexWords() {}

    /** A value as YAML has it on one line: {@code {owner: 1, createdAt: -1}}. */
    public static String flow(BsonValue value) {
        return switch (value) {
            case BsonDocument document ->
                document.entrySet().stream()
                        .map(it -> YamlWord.of(it.getKey()) + ": " + flow(it.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case BsonArray array -> array.stream().map(IndexWords::flow).collect(Collectors.joining(", ", "[", "]"));
            default ->
                switch (value.getBsonType()) {
                    case STRING -> YamlWord.of(value.asString().getValue());
                    case INT32, BOOLEAN, NULL -> plain(value);
                    case INT64 -> fitting(value.asInt64().getValue());
                    default -> json(value);
                };
        };
    }

    private static String plain(BsonValue value) {
        return switch (value.getBsonType()) {
            case INT32 -> Integer.toString(value.asInt32().getValue());
            case BOOLEAN -> Boolean.toString(value.asBoolean().getValue());
            default -> "null";
        };
    }

    private static String fitting(long value) {
        return (int) value == value ? Long.toString(value) : "{$numberLong: \"%d\"}".formatted(value);
    }

    /** Of any value, as a part of a document, which alone can be written. */
    private static String json(BsonValue value) {
        var text = new BsonDocument("v", value).toJson(RELAXED);
        return text.substring(text.indexOf(':') + 1, text.length() - 1).strip();
    }

    /** {@code {email: 1} unique}: the fields and the options that matter most. */
    static String of(Canonical index) {
        var words = new ArrayList<String>();
        words.add(flow(index.isText() ? textKey(index.key()) : index.key()));
        index.options().forEach((option, value) -> {
            if (value.isBoolean() && value.asBoolean().getValue()) {
                words.add(option);
            } else {
                words.add(option + ": " + flow(value));
            }
        });
        return String.join(" ", words);
    }

    private static BsonDocument textKey(BsonDocument key) {
        var shown = new BsonDocument();
        key.forEach((field, kind) -> {
            if (field.equals("$text")) {
                kind.asDocument().keySet().forEach(it -> shown.append(it, new org.bson.BsonString("text")));
            } else {
                shown.append(field, kind);
            }
        });
        return shown;
    }

    /** Option by option, such as {@code expireAfterSeconds is 60, declared 3600}. */
    static List<String> differences(Canonical existing, Canonical declared) {
        var differences = new ArrayList<String>();
        if (!existing.key().equals(declared.key())) {
            differences.add("key is %s, declared %s".formatted(flow(existing.key()), flow(declared.key())));
        }
        var options = new TreeSet<>(existing.options().keySet());
        options.addAll(declared.options().keySet());
        for (var option : options) {
            var is = existing.options().get(option);
            var should = declared.options().get(option);
            if (is == null || !is.equals(should)) {
                differences.add(difference(option, is, should));
            }
        }
        return differences;
    }

    private static String difference(
            String option,
            @org.jspecify.annotations.Nullable BsonValue is,
            @org.jspecify.annotations.Nullable BsonValue should) {
        if (is == null) {
            return "%s is not set, declared %s".formatted(option, should == null ? "" : flow(should));
        }
        return should == null
                ? "%s is %s, not declared".formatted(option, flow(is))
                : "%s is %s, declared %s".formatted(option, flow(is), flow(should));
    }
}
