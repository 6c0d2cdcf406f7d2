package dev.seedbank.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.POJONode;
import dev.seedbank.backend.model.SpecialValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Values of documents as trees. */
final class Values {
    private static final Pattern OBJECT_ID = Pattern.compile("[0-9a-fA-F]{24}");
    private static final int LONGEST = 60;

    private Values() {}

    /** By which values are the same, whatever the type of a number. */
    static JsonNode key(JsonNode value) {
        return value.isNumber() ? CanonicalTree.number(value) : value;
    }

    static boolean isObjectId(JsonNode value) {
        return special(value).filter(it -> it.type().equals("objectId")).isPresent();
    }

    static Optional<SpecialValue> special(JsonNode value) {
        return value instanceof POJONode pojo && pojo.getPojo() instanceof SpecialValue special
                ? Optional.of(special)
                : Optional.empty();
    }

    /** The ObjectId that a text writes, or the text of an ObjectId; empty for everything else. */
    static Optional<JsonNode> counterpart(JsonNode value) {
        if (value.isTextual() && OBJECT_ID.matcher(value.textValue()).matches()) {
            var digits = value.textValue().toLowerCase(Locale.ROOT);
            return Optional.of(JsonNodeFactory.instance.pojoNode(new SpecialValue("objectId", digits)));
        }
        return special(value)
                .filter(it -> it.type().equals("objectId"))
                .map(it -> JsonNodeFactory.instance.textNode(it.text()));
    }

    /** Whether it is there at all: not absent, null or an empty text. */
    static boolean isSet(JsonNode value) {
        return !value.isMissingNode()
                && !value.isNull()
                && !(value.isTextual() && value.textValue().isEmpty());
    }

    /** Whether a mark of deletion is set: true, a date, or any value that says more than no. */
    static boolean isDeleted(JsonNode mark) {
        return isSet(mark) && !(mark.isBoolean() && !mark.booleanValue()) && !(mark.isNumber() && mark.asDouble() == 0);
    }

    /** For people: {@code ObjectId 507f…}, {@code 'abc'}, {@code 7}. */
    static String shown(JsonNode value) {
        var text = special(value)
                .map(it -> it.type().equals("objectId") ? it.text() : it.type() + " " + it.text())
                .orElseGet(() -> value.isTextual() ? value.textValue() : value.toString());
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    /** All values that a path leads to; {@code *} stands for each element or field. */
    static void at(JsonNode value, List<String> path, Consumer<JsonNode> each) {
        if (path.isEmpty()) {
            each.accept(value);
            return;
        }
        var rest = path.subList(1, path.size());
        if (path.getFirst().equals("*")) {
            value.forEach(part -> at(part, rest, each));
        } else if (value.has(path.getFirst())) {
            at(value.get(path.getFirst()), rest, each);
        }
    }
}
