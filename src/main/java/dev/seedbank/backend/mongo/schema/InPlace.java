package dev.seedbank.backend.mongo.schema;

import dev.seedbank.backend.mongo.catalog.Definition;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.catalog.Normal;
import dev.seedbank.backend.mongo.catalog.NormalRule;
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
    /** Servers round up to whole ones, and to that much at least (MongoDB manual, Capped Collections). */
    private static final long CAPPED_UNIT = 256;

    private static final long CAPPED_LEAST = 4096;
    private static final BsonInt32 NONE = new BsonInt32(0);

    private final Wanted wanted;
    private final BsonDocument declared;
    private final BsonDocument existing;
    private final Documents documents;
    private final Draft draft;

    InPlace(Wanted wanted, Namespaces.Entry entry, Documents documents, Draft draft) {
        this.wanted = wanted;
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

    private void step(String option, BsonValue value, Stake stake) {
        draft.step(wanted.object(), command().append(option, value), stake);
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
        long is = existing.getNumber("size", NONE).longValue();
        if (size.longValue() != is && rounded(size) != is) {
            step("cappedSize", size, sizeStake(size.longValue(), is));
        }
        var max = declared.getNumber("max", NONE);
        long before = existing.getNumber("max", NONE).longValue();
        if (max.longValue() != before) {
            step("cappedMax", max, maxStake(max.longValue(), before));
        }
    }

    private Stake sizeStake(long size, long before) {
        if (size >= before || !documents.areSeen()) {
            return Stake.NONE;
        }
        long held = documents.live() ? documents.bytes(wanted.name()) : 0;
        if (!documents.live() || (held == 0 && !documents.isEmpty(wanted.name()))) {
            return Stake.lost("its oldest documents, if it holds more than %d bytes".formatted(size));
        }
        return size < held
                ? Stake.lost("its oldest documents: it holds %d bytes, and is to hold %d".formatted(held, size))
                : Stake.relyingOn(new Held.Size(size));
    }

    private Stake maxStake(long max, long before) {
        boolean fewer = max > 0 && (before == 0 || max < before);
        if (!fewer || !documents.areSeen()) {
            return Stake.NONE;
        }
        if (!documents.live()) {
            return Stake.lost("its oldest documents, if it holds more than %d".formatted(max));
        }
        long over = documents.count(wanted.name()) - max;
        return over > 0
                ? Stake.lost("its oldest %s".formatted(Documents.counted(over)))
                : Stake.relyingOn(new Held.Count(max));
    }

    /** As some servers list it. */
    private static long rounded(BsonNumber size) {
        return Math.max(CAPPED_LEAST, (size.longValue() + CAPPED_UNIT - 1) / CAPPED_UNIT * CAPPED_UNIT);
    }

    private void buckets() {
        var series = declared.getDocument("timeseries", new BsonDocument());
        if (Buckets.isCoarser(series, existing.getDocument("timeseries", new BsonDocument()))) {
            step("timeseries", Buckets.change(series), Stake.NONE);
        }
    }

    private void expiry() {
        var seconds = number(declared);
        var before = number(existing);
        if (seconds == null ? before == null : before != null && seconds.longValue() == before.longValue()) {
            return;
        }
        if (seconds == null) {
            step(Definition.EXPIRY, new BsonString("off"), Stake.NONE);
            return;
        }
        boolean sooner = before == null || seconds.longValue() < before.longValue();
        var field = wanted.isTimeSeries()
                ? declared.getDocument("timeseries").getString("timeField").getValue()
                : "_id";
        step(
                Definition.EXPIRY,
                seconds,
                sooner ? documents.expired(wanted.name(), field, new BsonDocument(), seconds) : Stake.NONE);
    }

    private static @Nullable BsonNumber number(BsonDocument options) {
        return options.get(Definition.EXPIRY) instanceof BsonNumber number ? number : null;
    }

    private void images() {
        boolean enabled = enabled(declared);
        if (enabled != enabled(existing)) {
            step("changeStreamPreAndPostImages", new BsonDocument("enabled", BsonBoolean.valueOf(enabled)), Stake.NONE);
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
        boolean sameRules = NormalRule.of(validator).equals(NormalRule.of(before));
        boolean same = wanted.level().equals(existing.getString("validationLevel", new BsonString("strict")))
                && wanted.action().equals(existing.getString("validationAction", new BsonString("error")));
        if (sameRules && (same || validator.isEmpty())) {
            return;
        }
        boolean checks = !validator.isEmpty() && !wanted.level().getValue().equals("off");
        var misfits =
                checks && documents.areSeen() ? documents.misfits(wanted.name(), validator) : Documents.Misfits.NONE;
        draft.step(
                wanted.object(),
                command()
                        .append("validator", validator)
                        .append("validationLevel", wanted.level())
                        .append("validationAction", wanted.action()),
                misfits.stake());
        wanted.model().ifPresent(model -> model.notes().forEach(draft::note));
        if (validator.isEmpty()) {
            draft.note("%s: nothing checks its documents from then on".formatted(wanted.name()));
        }
        misfits.words().ifPresent(it -> draft.note("%s: %s%s".formatted(wanted.name(), it, after())));
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
