package dev.seedbank.backend.mongo.script;

import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.OperationFailed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonObjectId;
import org.bson.BsonRegularExpression;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Puts a document's fields into the steps of an {@link Step.Each}. A string that is only <code>${field}</code> becomes the field's
 * value, of its own type; within other text its text is inserted. Names of fields are not looked at, and nothing is computed. A value is
 * only ever a value: in a filter or an expression it is marked so, where the server would take it for an operator or a path.
 */
public final class Filling {
    /** Two dollars and a brace are a dollar and a brace that mean themselves. */
    private static final Pattern FIELD = Pattern.compile("\\$\\$\\{|\\$\\{([^{}$]*)\\}|\\$\\{");

    private final BsonDocument source;

    public Filling(BsonDocument source) {
        this.source = source;
    }

    /** Where a value stands. */
    enum As {
        DATA,
        /** Of a filter. */
        CONDITION,
        /** Of a pipeline. */
        EXPRESSION
    }

    /** The fields that a value names. */
    static List<String> fields(BsonValue value) {
        var found = new ArrayList<String>();
        collect(value, found);
        return found;
    }

    private static void collect(BsonValue value, List<String> found) {
        switch (value) {
            case BsonString text -> {
                var matcher = FIELD.matcher(text.getValue());
                while (matcher.find()) {
                    if (!matcher.group().equals("$${")) {
                        var name = matcher.group(1);
                        found.add(name == null ? matcher.group() : name);
                    }
                }
            }
            case BsonArray list -> list.forEach(it -> collect(it, found));
            case BsonDocument document -> document.values().forEach(it -> collect(it, found));
            default -> {}
        }
    }

    BsonDocument document(BsonDocument template, As as) {
        return fill(template, as).asDocument();
    }

    BsonValue fill(BsonValue template, As as) {
        return switch (template) {
            case BsonString text -> text(text, as);
            case BsonArray list -> {
                var filled = new BsonArray();
                list.forEach(it -> filled.add(fill(it, as)));
                yield filled;
            }
            case BsonDocument document -> {
                var filled = new BsonDocument();
                document.forEach((name, value) -> filled.append(name, fill(value, within(name, as))));
                yield filled;
            }
            default -> template;
        };
    }

    private static As within(String name, As as) {
        return switch (name) {
            case "$expr" -> As.EXPRESSION;
            case "$match" -> As.CONDITION;
            default -> as;
        };
    }

    private BsonValue text(BsonString template, As as) {
        var text = template.getValue();
        if (!text.contains("${")) {
            return template;
        }
        var matcher = FIELD.matcher(text);
        if (matcher.matches() && matcher.group(1) != null) {
            return marked(value(matcher.group(1)), as);
        }
        var filled = new StringBuilder();
        matcher.reset();
        while (matcher.find()) {
            var name = matcher.group(1);
            var piece = name == null ? "${" : word(name, value(name));
            matcher.appendReplacement(filled, java.util.regex.Matcher.quoteReplacement(piece));
        }
        matcher.appendTail(filled);
        var result = new BsonString(filled.toString());
        boolean pathOnPurpose = text.startsWith("$") && !text.startsWith("${") && !text.startsWith("$${");
        return pathOnPurpose ? result : marked(result, as);
    }

    private static BsonValue marked(BsonValue value, As as) {
        return switch (as) {
            case DATA -> value;
            case CONDITION -> means(value) ? new BsonDocument("$eq", value) : value;
            case EXPRESSION -> reads(value) ? new BsonDocument("$literal", value) : value;
        };
    }

    /** Whether a filter would take it for something else than a value. */
    private static boolean means(BsonValue value) {
        return value instanceof BsonRegularExpression
                || (value instanceof BsonDocument document
                        && document.keySet().stream().anyMatch(it -> it.startsWith("$")));
    }

    /** Whether an expression would. */
    private static boolean reads(BsonValue value) {
        return switch (value) {
            case BsonString text -> text.getValue().startsWith("$");
            case BsonArray list -> list.stream().anyMatch(Filling::reads);
            case BsonDocument document ->
                document.entrySet().stream()
                        .anyMatch(
                                it -> it.getKey().startsWith("$") || it.getKey().contains(".") || reads(it.getValue()));
            default -> false;
        };
    }

    private BsonValue value(String path) {
        BsonValue value = source;
        for (var name : path.split("\\.", -1)) {
            value = member(value, name);
            if (value == null) {
                throw new OperationFailed(
                        ErrorCode.DATA_REJECTED,
                        "the document with the _id %s has no '%s'".formatted(shownId(), path),
                        "Leave such documents out by the filter: {%s: {$exists: true}}.".formatted(path),
                        null);
            }
        }
        return value;
    }

    private static @Nullable BsonValue member(BsonValue value, String name) {
        return switch (value) {
            case BsonDocument document -> document.get(name);
            case BsonArray list
            when name.matches("[0-9]{1,9}") && Integer.parseInt(name) < list.size() -> list.get(Integer.parseInt(name));
            default -> null;
        };
    }

    private String word(String path, BsonValue value) {
        return switch (value) {
            case BsonString text -> text.getValue();
            case BsonInt32 number -> String.valueOf(number.getValue());
            case BsonInt64 number -> String.valueOf(number.getValue());
            case BsonDouble number -> String.valueOf(number.getValue());
            case BsonDecimal128 number -> number.getValue().toString();
            case BsonBoolean flag -> String.valueOf(flag.getValue());
            case BsonObjectId id -> id.getValue().toHexString();
            case BsonDateTime time -> Instant.ofEpochMilli(time.getValue()).toString();
            default ->
                throw new OperationFailed(
                        ErrorCode.DATA_REJECTED,
                        "'%s' of the document with the _id %s has no text: it is of the type %s"
                                .formatted(path, shownId(), value.getBsonType()),
                        "Use it as a value of its own: \"${%s}\".".formatted(path),
                        null);
        };
    }

    private String shownId() {
        return shown(source.get("_id", new BsonString("?")));
    }

    /** For messages: short. */
    static String shown(BsonValue id) {
        return switch (id) {
            case BsonObjectId it -> it.getValue().toHexString();
            case BsonString it -> "'%s'".formatted(it.getValue());
            case BsonInt32 it -> String.valueOf(it.getValue());
            case BsonInt64 it -> String.valueOf(it.getValue());
            default -> "of the type " + id.getBsonType();
        };
    }

    /** A step of an {@link Step.Each} with the document's values. */
    public Step step(Step template) {
        return switch (template) {
            case Step.Insert it ->
                new Step.Insert(
                        it.place(),
                        it.collection(),
                        it.documents().stream()
                                .map(one -> document(one, As.DATA))
                                .toList(),
                        it.file());
            case Step.Update it ->
                new Step.Update(
                        it.place(),
                        it.collection(),
                        it.many(),
                        document(it.filter(), As.CONDITION),
                        fill(it.change(), it.change() instanceof BsonArray ? As.EXPRESSION : As.DATA),
                        document(it.options(), As.CONDITION),
                        it.batch(),
                        it.once());
            case Step.Delete it ->
                new Step.Delete(
                        it.place(),
                        it.collection(),
                        it.many(),
                        document(it.filter(), As.CONDITION),
                        document(it.options(), As.CONDITION),
                        it.batch(),
                        it.once());
            case Step.When it ->
                new Step.When(
                        it.place(),
                        condition(it.condition()),
                        it.steps().stream().map(this::step).toList());
            case Step.Aggregate _, Step.Command _, Step.Each _, Step.Exec _ ->
                throw new IllegalStateException(template.place().name() + " is not in an each");
        };
    }

    private Step.Condition condition(Step.Condition condition) {
        return switch (condition) {
            case Step.Condition.Count it ->
                new Step.Condition.Count(it.collection(), document(it.filter(), As.CONDITION), it.least(), it.most());
            case Step.Condition.Exists it -> it;
        };
    }
}
