package dev.seedbank.backend.mongo.effect;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonValue;

/** What the text of a filter says of the documents that it takes. */
final class Filters {
    /** They compare with no value that a document must have. */
    private static final Set<String> WIDE = Set.of("$exists", "$ne", "$nin", "$not", "$type");

    private static final String EQUAL = "$eq";

    private Filters() {}

    /**
     * Whether it may take all documents, as {@code {}} and <code>{role: {$exists: false}}</code> do. Of what is computed
     * ({@code $expr}) it cannot be told, and then it does not.
     */
    static boolean isWide(BsonDocument filter) {
        return filter.entrySet().stream().allMatch(it -> isWide(it.getKey(), it.getValue()));
    }

    private static boolean isWide(String name, BsonValue value) {
        return switch (name) {
            case "$and" -> branches(value).stream().allMatch(Filters::isWide);
            case "$or" -> branches(value).stream().anyMatch(Filters::isWide);
            case "$nor", "$comment" -> true;
            default -> !name.startsWith("$") && isWideCondition(value);
        };
    }

    private static boolean isWideCondition(BsonValue value) {
        boolean operators = value instanceof BsonDocument document
                && !document.isEmpty()
                && document.keySet().stream().allMatch(it -> it.startsWith("$"));
        return operators
                ? value.asDocument().entrySet().stream()
                        .allMatch(it -> WIDE.contains(it.getKey())
                                || (it.getKey().equals(EQUAL) && it.getValue().isNull()))
                : value instanceof BsonNull;
    }

    private static List<BsonDocument> branches(BsonValue value) {
        return value instanceof BsonArray list
                ? list.stream()
                        .filter(BsonDocument.class::isInstance)
                        .map(BsonValue::asDocument)
                        .toList()
                : List.of();
    }

    /** The fields that every document it takes is asked for, sorted. */
    static Set<String> fields(BsonDocument filter) {
        var fields = new TreeSet<String>();
        filter.forEach((name, value) -> {
            if (name.equals("$and")) {
                branches(value).forEach(it -> fields.addAll(fields(it)));
            } else if (!name.startsWith("$")) {
                fields.add(name);
            }
        });
        return fields;
    }

    /** Whether nothing but {@link #fields} decides. */
    static boolean isPlain(BsonDocument filter) {
        return filter.entrySet().stream()
                .allMatch(it -> it.getKey().equals("$and")
                        ? branches(it.getValue()).stream().allMatch(Filters::isPlain)
                        : !it.getKey().startsWith("$"));
    }
}
