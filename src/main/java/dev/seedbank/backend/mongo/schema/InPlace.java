package dev.seedbank.backend.mongo.schema;

import dev.seedbank.backend.mongo.catalog.Definition;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.catalog.Normal;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNumber;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** What {@code collMod} changes of a collection that is there, each thing by a command of its own. */
final class InPlace {
    /** The server rounds up to whole ones (MongoDB manual, Capped Collections). */
    private static final long CAPPED_UNIT = 256;

    private final Wanted wanted;
    private final Namespaces.Entry entry;
    private final BsonDocument declared;
    private final BsonDocument existing;
    private final Documents documents;
    private final Draft draft;

    InPlace(Wanted wanted, Namespaces.Entry entry, Documents documents, Draft draft) {
        this.wanted = wanted;
        this.entry = entry;
        this.declared = wanted.declared();
        this.existing = entry.options();
        this.documents = documents;
        this.draft = draft;
    }

    /** All but the validator. */
    void options() {
        if (wanted.isView()) {
            view();
            return;
        }
        size();
        buckets();
        expiry();
        images();
    }

    private void step(String option, BsonValue value, String loss) {
        draft.step(wanted.object(), command().append(option, value), loss);
    }

    private BsonDocument command() {
        return new BsonDocument("collMod", new BsonString(wanted.name()));
    }

    private void view() {
        boolean same = declared.getString("viewOn").equals(existing.getString("viewOn"))
                && Normal.pipeline(wanted.pipeline())
                        .equals(Normal.pipeline(existing.getArray("pipeline", new BsonArray())));
        if (!same) {
            draft.step(
                    wanted.object(),
                    command().append("viewOn", declared.getString("viewOn")).append("pipeline", wanted.pipeline()));
        }
    }

    private void size() {
        if (!Definition.isTrue(declared, "capped")) {
            return;
        }
        var size = declared.getNumber("size");
        if (rounded(size) != rounded(existing.getNumber("size", new BsonInt32(0)))) {
            step("cappedSize", size, sizeLoss(size));
        }
        var max = declared.getNumber("max", new BsonInt32(0));
        if (max.longValue() != existing.getNumber("max", new BsonInt32(0)).longValue()) {
            step("cappedMax", max, maxLoss(max.longValue()));
        }
    }

    private String sizeLoss(BsonNumber size) {
        boolean smaller =
                size.longValue() < existing.getNumber("size", new BsonInt32(0)).longValue();
        long held = documents.bytes(entry);
        if (smaller && (!documents.live() || (held == 0 && !documents.isEmpty(wanted.name())))) {
            return "its oldest documents, if it holds more than %d bytes".formatted(size.longValue());
        }
        return size.longValue() < held
                ? "its oldest documents: it holds %d bytes, and is to hold %d".formatted(held, size.longValue())
                : "";
    }

    private String maxLoss(long max) {
        long before = existing.getNumber("max", new BsonInt32(0)).longValue();
        if (max > 0 && !documents.live()) {
            return before == 0 || max < before ? "its oldest documents, if it holds more than %d".formatted(max) : "";
        }
        long over = max > 0 ? documents.count(wanted.name()) - max : 0;
        return over > 0 ? "its oldest %s".formatted(documents(over)) : "";
    }

    private static long rounded(BsonNumber size) {
        return (size.longValue() + CAPPED_UNIT - 1) / CAPPED_UNIT;
    }

    private void buckets() {
        var series = declared.getDocument("timeseries", new BsonDocument());
        if (Buckets.isCoarser(series, existing.getDocument("timeseries", new BsonDocument()))) {
            step("timeseries", Buckets.change(series), "");
        }
    }

    private void expiry() {
        var seconds = number(declared);
        var before = number(existing);
        if (seconds == null ? before == null : before != null && seconds.longValue() == before.longValue()) {
            return;
        }
        if (seconds == null) {
            step(Definition.EXPIRY, new BsonString("off"), "");
            return;
        }
        boolean sooner = before == null || seconds.longValue() < before.longValue();
        var field = wanted.isTimeSeries()
                ? declared.getDocument("timeseries").getString("timeField").getValue()
                : "_id";
        step(
                Definition.EXPIRY,
                seconds,
                sooner ? expiredLoss(documents, wanted.name(), field, new BsonDocument(), seconds) : "");
    }

    /** Empty if there are none. */
    static String expiredLoss(
            Documents documents, String collection, String field, BsonDocument filter, BsonNumber seconds) {
        if (!documents.live()) {
            return "documents past the time that is set";
        }
        long expired = documents.expired(collection, field, filter, seconds);
        return expired == 0 ? "" : "%s past the time that is set".formatted(documents(expired));
    }

    private static String documents(long count) {
        return count == 1 ? "1 document" : count + " documents";
    }

    private static @Nullable BsonNumber number(BsonDocument options) {
        return options.get(Definition.EXPIRY) instanceof BsonNumber number ? number : null;
    }

    private void images() {
        boolean enabled = enabled(declared);
        if (enabled != enabled(existing)) {
            step("changeStreamPreAndPostImages", new BsonDocument("enabled", BsonBoolean.valueOf(enabled)), "");
        }
    }

    private static boolean enabled(BsonDocument options) {
        return options.get("changeStreamPreAndPostImages") instanceof BsonDocument images
                && Definition.isTrue(images, "enabled");
    }

    /** A validator that takes everything is none. */
    void validator() {
        var validator = wanted.validator();
        var before = existing.getDocument("validator", new BsonDocument());
        boolean sameRules = Normal.rule(validator).equals(Normal.rule(before));
        boolean same = wanted.level().equals(existing.getString("validationLevel", new BsonString("strict")))
                && wanted.action().equals(existing.getString("validationAction", new BsonString("error")));
        if (sameRules && (same || validator.isEmpty())) {
            return;
        }
        draft.step(
                wanted.object(),
                command()
                        .append("validator", validator)
                        .append("validationLevel", wanted.level())
                        .append("validationAction", wanted.action()));
        wanted.model().ifPresent(model -> model.notes().forEach(draft::note));
        if (validator.isEmpty()) {
            draft.note("%s: nothing checks its documents from then on".formatted(wanted.name()));
        } else if (!wanted.level().getValue().equals("off")) {
            documents
                    .misfits(wanted.name(), validator)
                    .ifPresent(it -> draft.note("%s: %s%s".formatted(wanted.name(), it, after())));
        }
    }

    private String after() {
        if (wanted.action().getValue().equals("warn")) {
            return "; they stay, and the server's log says so when one is changed";
        }
        return wanted.level().getValue().equals("moderate")
                ? "; they stay, and can be changed as before"
                : "; they stay, and no change of one is taken that does not make it fit";
    }
}
