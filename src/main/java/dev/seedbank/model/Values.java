package dev.seedbank.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.POJONode;
import dev.seedbank.backend.model.SpecialValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Values of documents as trees. */
final class Values {
    private static final Pattern OBJECT_ID = Pattern.compile("[0-9a-fA-F]{24}");
    private static final Set<String> NO = Set.of("false", "no", "0");
    private static final int LONGEST = 60;

    private Values() {}

    /** By which values are the same, whatever the type of a number. */
    static JsonNode key(JsonNode value) {
        return value.isNumber() || value.isContainerNode() ? CanonicalTree.of(value) : value;
    }

    /** By which tenants are the same: one as text is the one with that ObjectId. */
    static JsonNode tenantKey(JsonNode value) {
        return isObjectId(value)
                ? counterpart(value).orElse(value)
                : counterpart(value).flatMap(Values::counterpart).orElse(key(value));
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
        if (mark.isTextual()) {
            return isSet(mark) && !NO.contains(mark.textValue().toLowerCase(Locale.ROOT));
        }
        return isSet(mark) && !(mark.isBoolean() && !mark.booleanValue()) && !(mark.isNumber() && mark.asDouble() == 0);
    }

    /** For people: {@code ObjectId 507f…}, {@code 'abc'}, {@code 7}. */
    static String shown(JsonNode value) {
        var text = special(value)
                .map(it -> it.type().equals("objectId") ? it.text() : it.type() + " " + it.text())
                .orElseGet(() -> value.isTextual() ? value.textValue() : value.toString());
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    /** All values of a field, as a question for it finds them: {@code a.b} may lead through arrays, and to each of an array's elements. */
    static void at(JsonNode value, List<String> path, Consumer<JsonNode> each) {
        if (value.isArray()) {
            value.forEach(part -> at(part, path, each));
        } else if (path.isEmpty()) {
            each.accept(value);
        } else if (value.has(path.getFirst())) {
            at(value.get(path.getFirst()), path.subList(1, path.size()), each);
        }
    }

    /** The value of a field: {@code meta.company_id} is one of that name, or one in another. */
    static JsonNode field(JsonNode document, String name) {
        int dot = name.indexOf('.');
        return dot < 0 || document.has(name)
                ? document.path(name)
                : field(document.path(name.substring(0, dot)), name.substring(dot + 1));
    }
}
