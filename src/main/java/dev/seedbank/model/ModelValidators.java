package dev.seedbank.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.POJONode;
import dev.seedbank.backend.model.SpecialValue;
import dev.seedbank.backend.schema.SchemaFile;
import dev.seedbank.config.Project;
import dev.seedbank.model.schema.Model;
import dev.seedbank.model.schema.ModelFiles;
import java.util.List;
import java.util.stream.Collectors;

/** The validators that models make, for those who compare all of a structure with what files declare. */
public final class ModelValidators {
    private ModelValidators() {}

    /** Whether there are any for a store. */
    public static boolean areFor(Project project, String store) {
        return ModelFiles.areFor(project, store);
    }

    /**
     * One for each model, under its file's name. The text is Extended JSON that names {@code collection}, {@code validator}, {@code
     * validationLevel}, {@code validationAction}, and in {@code notes} what the server does not check.
     *
     * @throws dev.seedbank.failure.UsageFailure that names file and place, if one is no model
     */
    public static List<SchemaFile> of(Project project, String store) {
        return ModelFiles.readChecked(project, store).all().stream()
                .map(it -> new SchemaFile(it.file(), text(it)))
                .toList();
    }

    private static String text(Model model) {
        var validator = model.validator();
        var whole = JsonNodeFactory.instance.objectNode();
        whole.put("collection", model.collection());
        whole.putObject("validator").set("$jsonSchema", validator.schema());
        whole.put("validationLevel", validator.level().word());
        whole.put("validationAction", validator.action().word());
        var notes = whole.putArray("notes");
        model.translation().untranslated().forEach(it -> notes.add(CheckResult.words(it)));
        return json(whole);
    }

    private static String json(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT ->
                value.propertyStream()
                        .map(it -> quoted(it.getKey()) + ": " + json(it.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case ARRAY -> value.valueStream().map(ModelValidators::json).collect(Collectors.joining(", ", "[", "]"));
            case STRING -> quoted(value.textValue());
            case NUMBER -> number(value);
            case POJO -> special((SpecialValue) ((POJONode) value).getPojo());
            case BOOLEAN, NULL, BINARY, MISSING -> value.toString();
        };
    }

    /** Of the very type that the translation gave it. */
    private static String number(JsonNode value) {
        return switch (value.numberType()) {
            case INT -> value.toString();
            case LONG -> "{\"$numberLong\": \"%d\"}".formatted(value.longValue());
            case FLOAT, DOUBLE -> "{\"$numberDouble\": \"%s\"}".formatted(value.doubleValue());
            case BIG_INTEGER, BIG_DECIMAL -> "{\"$numberDecimal\": \"%s\"}".formatted(value.decimalValue());
        };
    }

    private static String special(SpecialValue value) {
        return switch (value.type()) {
            case "objectId" -> "{\"$oid\": %s}".formatted(quoted(value.text()));
            case "date" -> "{\"$date\": %s}".formatted(quoted(value.text()));
            default -> throw new IllegalArgumentException("no value of a validator: " + value);
        };
    }

    /** In ASCII. */
    private static String quoted(String text) {
        return text.chars()
                .mapToObj(c -> c == '"' || c == '\\'
                        ? "\\" + (char) c
                        : c < ' ' || c > '~' ? "\\u%04x".formatted(c) : String.valueOf((char) c))
                .collect(Collectors.joining("", "\"", "\""));
    }
}
