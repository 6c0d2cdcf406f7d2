package dev.seedbank.backend.mongo.dump;

import dev.seedbank.backend.SensitiveField;
import dev.seedbank.backend.mongo.catalog.Definition;
import dev.seedbank.config.SensitiveFields;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.UsageFailure;
import java.util.List;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;

/** Refuses to leave a field out of a backup that a restore could not do without. */
final class SensitiveCheck {
    private final Definition definition;
    private final List<SensitiveField> fields;

    SensitiveCheck(Definition definition, List<SensitiveField> fields) {
        this.definition = definition;
        this.fields = fields;
    }

    /** @throws UsageFailure naming the first */
    void require() {
        for (var field : fields) {
            if (isOf(field, "_id") || isOf(field, timeField())) {
                throw refused(field, "identifies documents", "Take it out of seedbank.sensitive.");
            }
            if (field.fill().isEmpty() && isRequired(field.name())) {
                throw refused(field, "is required by the collection's validator", advice(field, isUnique(field)));
            }
        }
        uniques().forEach(this::requireDifferent);
    }

    /** Those of all documents. */
    private Stream<BsonDocument> uniques() {
        return definition.indexes().stream()
                .filter(Definition::isUnique)
                .filter(index -> !Definition.isTrue(index, "sparse") && !index.containsKey("partialFilterExpression"));
    }

    private boolean isUnique(SensitiveField field) {
        return uniques()
                .flatMap(index -> index.getDocument("key").keySet().stream())
                .anyMatch(path -> isInside(path, field));
    }

    /** Documents without the field are equal to each other in a unique index. */
    private void requireDifferent(BsonDocument index) {
        var paths = index.getDocument("key").keySet();
        boolean all = paths.stream().allMatch(path -> fields.stream().anyMatch(field -> isSameForAll(field, path)));
        if (all) {
            var first = fields.stream()
                    .filter(field -> paths.stream().anyMatch(path -> isSameForAll(field, path)))
                    .findFirst()
                    .orElseThrow();
            throw refused(first, "is unique, and all documents would get the same", advice(first, true));
        }
    }

    private static boolean isSameForAll(SensitiveField field, String path) {
        return isInside(path, field) && (field.fill().isEmpty() || field.isConstant());
    }

    private static boolean isInside(String path, SensitiveField field) {
        return path.equals(field.name()) || path.startsWith(field.name() + ".");
    }

    private static boolean isOf(SensitiveField field, String name) {
        return field.name().equals(name) || field.name().startsWith(name + ".");
    }

    private String timeField() {
        return definition.options().get("timeseries") instanceof BsonDocument series
                ? series.getString("timeField", new BsonString("_id")).getValue()
                : "_id";
    }

    private boolean isRequired(String path) {
        boolean enforced = definition.options().get("validator") instanceof BsonDocument
                && !word("validationAction").equals("warn")
                && !word("validationLevel").equals("off");
        if (!enforced) {
            return false;
        }
        var schema = definition.options().getDocument("validator").get("$jsonSchema");
        var names = List.of(path.split("\\.", -1));
        for (var name : names.subList(0, names.size() - 1)) {
            schema = schema instanceof BsonDocument level && level.get("properties") instanceof BsonDocument properties
                    ? properties.get(name)
                    : null;
        }
        return schema instanceof BsonDocument level
                && level.get("required") instanceof BsonArray required
                && required.contains(new BsonString(names.getLast()));
    }

    private String word(String option) {
        return definition.options().get(option) instanceof BsonString text ? text.getValue() : "";
    }

    private UsageFailure refused(SensitiveField field, String why, String advice) {
        return new UsageFailure(
                ErrorCode.SETTINGS,
                "%s.%s %s: it cannot be left out of a backup"
                        .formatted(definition.collection().label("/"), field.name(), why),
                advice,
                null);
    }

    private String advice(SensitiveField field, boolean unique) {
        return SensitiveFields.fillAdvice(definition.collection().label("/") + "." + field.name(), unique);
    }
}
