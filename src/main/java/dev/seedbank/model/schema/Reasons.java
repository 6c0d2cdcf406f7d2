package dev.seedbank.model.schema;

import com.networknt.schema.i18n.MessageSource;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Why a value does not fit, in words of our own: the library's come from a bundle of many languages, and some show values. */
final class Reasons implements MessageSource {
    @Override
    public String getMessage(String key, Supplier<String> usual, Locale locale, Object @Nullable ... arguments) {
        var first = argument(arguments, 0);
        var second = argument(arguments, 1);
        return switch (key) {
            case "type", "unionType" -> "%s found, %s expected".formatted(first, second);
            case "required" -> first + " is missing";
            case "dependentRequired" -> "%s is missing, but %s requires it".formatted(first, second);
            case "additionalProperties", "unevaluatedProperties" -> "there is no field %s in it".formatted(first);
            case "enum" -> "must be one of " + first;
            case "const" -> first.isEmpty() ? "must be as const says" : "must be " + first;
            case "minimum" -> "must be at least " + first;
            case "maximum" -> "must be at most " + first;
            case "exclusiveMinimum" -> "must be more than " + first;
            case "exclusiveMaximum" -> "must be less than " + first;
            case "multipleOf" -> "must be a multiple of " + first;
            case "minLength" -> "must have at least " + counted(first, "character");
            case "maxLength" -> "must have at most " + counted(first, "character");
            case "minItems" -> "must have at least " + counted(first, "element");
            case "maxItems" -> "must have at most " + counted(first, "element");
            case "contains.min" ->
                "must have at least %s of the kind that is required".formatted(counted(first, "element"));
            case "contains.max" ->
                "must have at most %s of the kind that is required".formatted(counted(first, "element"));
            case "minProperties" -> "must have at least " + counted(first, "field");
            case "maxProperties" -> "must have at most " + counted(first, "field");
            case "items", "additionalItems", "unevaluatedItems" -> "must have no element " + first;
            case "contains" -> "has no element of the kind that is required";
            case "uniqueItems" -> "has duplicate elements";
            case "pattern" -> "must match " + first;
            case "anyOf" -> "fits none of the alternatives";
            case "oneOf", "oneOf.indexes" -> "must match exactly one of the alternatives, but matches " + first;
            case "not" -> "matches a schema that it must not match";
            case "false" -> "must not be there";
            default -> key.startsWith("format") ? "is not a valid " + first : "does not fit " + key;
        };
    }

    /** {@code 1 element}, {@code 2 elements}. */
    private static String counted(String number, String noun) {
        return number + " " + noun + (number.equals("1") ? "" : "s");
    }

    private static String argument(Object @Nullable [] arguments, int number) {
        return arguments != null && arguments.length > number ? String.valueOf(arguments[number]) : "";
    }
}
