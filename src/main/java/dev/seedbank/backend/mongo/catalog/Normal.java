package dev.seedbank.backend.mongo.catalog;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt64;
import org.bson.BsonRegularExpression;
import org.bson.BsonString;
import org.bson.BsonValue;

/** Values in the form in which equal meanings are equal. */
public final class Normal {
    /** What a collation has if nothing is said (MongoDB manual, Collation). */
    private static final Map<String, BsonValue> DEFAULTS = Map.of(
            "caseLevel",
            BsonBoolean.FALSE,
            "caseFirst",
            new BsonString("off"),
            "strength",
            new BsonInt64(3),
            "numericOrdering",
            BsonBoolean.FALSE,
            "alternate",
            new BsonString("non-ignorable"),
            "maxVariable",
            new BsonString("punct"),
            "normalization",
            BsonBoolean.FALSE,
            "backwards",
            BsonBoolean.FALSE);

    /** Languages whose own rules differ from these defaults: what a file does not say of them is not compared. */
    private static final Set<String> OWN_RULES = Set.of(
            "da", "mt", "th", "fr_CA", "vi", "hi", "bn", "as", "gu", "kn", "ml", "mr", "ne", "or", "pa", "ta", "te");

    private Normal() {}

    /** {@code {locale: simple}} is none. */
    public static BsonDocument collation(BsonDocument collation) {
        var rules = new TreeMap<String, BsonValue>();
        collation.forEach((rule, value) -> rules.put(rule, of(value)));
        var locale = rules.get("locale");
        if (locale == null || locale.equals(new BsonString("simple"))) {
            return new BsonDocument();
        }
        rules.remove("version");
        rules.entrySet().removeIf(it -> it.getValue().equals(DEFAULTS.get(it.getKey())));
        if (OWN_RULES.contains(locale.asString().getValue())) {
            rules.keySet().removeAll(Set.of("caseFirst", "alternate", "backwards", "normalization"));
        }
        return sorted(rules);
    }

    static BsonDocument sorted(Map<String, BsonValue> sorted) {
        var document = new BsonDocument();
        document.putAll(sorted);
        return document;
    }

    /** Numbers by their value. */
    public static BsonValue of(BsonValue value) {
        return switch (value) {
            case BsonDocument document -> {
                var normal = new BsonDocument();
                document.forEach((name, inner) -> normal.append(name, of(inner)));
                yield normal;
            }
            case BsonArray array -> {
                var normal = new BsonArray();
                array.forEach(inner -> normal.add(of(inner)));
                yield normal;
            }
            default -> value.isInt32() || value.isInt64() || value.isDouble() ? number(value) : value;
        };
    }

    /** Likewise of options, in which the order of names says nothing, and that of lists does. */
    public static BsonValue options(BsonValue value) {
        return switch (value) {
            case BsonDocument document -> {
                var options = new TreeMap<String, BsonValue>();
                document.forEach((name, part) -> options.put(name, options(part)));
                yield sorted(options);
            }
            case BsonArray array ->
                new BsonArray(array.stream().map(Normal::options).toList());
            default -> of(value);
        };
    }

    /** Likewise of a pipeline, or of values that are compared, in which the order of names counts. */
    public static BsonValue pipeline(BsonValue value) {
        return switch (value) {
            case BsonDocument document when isPattern(document) -> pattern(document);
            case BsonDocument document -> {
                var stage = new OrderedDocument();
                document.forEach((name, part) -> stage.append(name, pipeline(part)));
                yield stage;
            }
            case BsonArray array ->
                new BsonArray(array.stream().map(Normal::pipeline).toList());
            default -> of(value);
        };
    }

    /** The long form of a regular expression. */
    static boolean isPattern(BsonDocument document) {
        return document.get("$regex") instanceof BsonString
                && (document.size() == 1 || (document.size() == 2 && document.get("$options") instanceof BsonString));
    }

    private static BsonValue pattern(BsonDocument document) {
        return new BsonRegularExpression(
                document.getString("$regex").getValue(),
                document.getString("$options", new BsonString("")).getValue());
    }

    private static BsonValue number(BsonValue value) {
        double number = value.asNumber().doubleValue();
        boolean whole = !value.isDouble() || (number == Math.rint(number) && Math.abs(number) < 1L << 53);
        return whole ? new BsonInt64(value.asNumber().longValue()) : new BsonDouble(number);
    }
}
