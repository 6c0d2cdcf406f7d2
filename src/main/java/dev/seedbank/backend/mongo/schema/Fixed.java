package dev.seedbank.backend.mongo.schema;

import dev.seedbank.backend.mongo.catalog.Definition;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.catalog.Normal;
import dev.seedbank.backend.mongo.index.IndexWords;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** What no command changes of a collection that is there (MongoDB manual, collMod). */
final class Fixed {
    private final BsonDocument declared;
    private final BsonDocument existing;
    private final List<String> found = new ArrayList<>();

    private Fixed(BsonDocument declared, BsonDocument existing) {
        this.declared = declared;
        this.existing = existing;
    }

    /** {@code it is not capped, declared capped}, and the like; empty if all that differs can be changed where it is. */
    static List<String> differences(Wanted wanted, Namespaces.Entry entry) {
        var kind = wanted.isView()
                ? Namespaces.Entry.Type.VIEW
                : wanted.isTimeSeries() ? Namespaces.Entry.Type.TIME_SERIES : Namespaces.Entry.Type.COLLECTION;
        if (kind != entry.type()) {
            return List.of("it is %s, declared %s".formatted(words(entry.type()), words(kind)));
        }
        var fixed = new Fixed(wanted.declared(), entry.options());
        fixed.collation();
        if (kind != Namespaces.Entry.Type.VIEW) {
            fixed.capped();
            fixed.series();
            fixed.other("clusteredIndex", clustered(wanted.declared()), clustered(entry.options()));
            fixed.other("storageEngine");
            fixed.other("indexOptionDefaults");
            fixed.other("encryptedFields", encrypted(wanted.declared()), encrypted(entry.options()));
        }
        return fixed.found;
    }

    private static String words(Namespaces.Entry.Type type) {
        return switch (type) {
            case VIEW -> "a view";
            case TIME_SERIES -> "a time-series collection";
            case COLLECTION -> "a collection";
        };
    }

    private void collation() {
        var none = new BsonDocument();
        other(
                "collation",
                Normal.collation(declared.getDocument("collation", none)),
                Normal.collation(existing.getDocument("collation", none)));
    }

    private void capped() {
        boolean wanted = Definition.isTrue(declared, "capped");
        if (wanted != Definition.isTrue(existing, "capped")) {
            found.add(wanted ? "it is not capped, declared capped" : "it is capped, declared without");
        }
    }

    private void series() {
        if (!declared.containsKey("timeseries")) {
            return;
        }
        var wanted = declared.getDocument("timeseries");
        var is = existing.getDocument("timeseries", new BsonDocument());
        other("timeField", wanted.get("timeField"), is.get("timeField"));
        other("metaField", wanted.get("metaField"), is.get("metaField"));
        if (Buckets.isFiner(wanted, is)) {
            found.add(
                    "its buckets are of %s, declared the finer %s".formatted(Buckets.words(is), Buckets.words(wanted)));
        }
    }

    private void other(String option) {
        other(option, declared.get(option), existing.get(option));
    }

    private void other(String option, @Nullable BsonValue wanted, @Nullable BsonValue is) {
        var should = wanted == null || isNone(wanted) ? BsonNull.VALUE : Normal.options(wanted);
        var now = is == null || isNone(is) ? BsonNull.VALUE : Normal.options(is);
        if (!should.equals(now)) {
            found.add("%s is %s, declared %s".formatted(option, words(now), words(should)));
        }
    }

    private static boolean isNone(BsonValue value) {
        return value.isNull() || (value.isDocument() && value.asDocument().isEmpty());
    }

    private static String words(BsonValue value) {
        return isNone(value) ? "not set" : IndexWords.flow(value);
    }

    /** Without what the server adds; {@code true} is its short form. */
    private static @Nullable BsonValue clustered(BsonDocument options) {
        var value = options.get("clusteredIndex");
        if (value instanceof BsonDocument index) {
            var name = index.getString("name", new BsonString("_id_")).getValue();
            return name.startsWith("_id_") ? BsonBoolean.TRUE : new BsonString(name);
        }
        return value != null && value.equals(BsonBoolean.FALSE) ? null : value;
    }

    private static @Nullable BsonValue encrypted(BsonDocument options) {
        return options.get("encryptedFields") instanceof BsonDocument fields ? fields.get("fields") : null;
    }
}
