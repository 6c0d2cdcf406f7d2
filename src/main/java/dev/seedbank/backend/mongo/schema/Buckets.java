package dev.seedbank.backend.mongo.schema;

import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.BsonString;

/** How a time-series collection puts documents together (MongoDB manual, Set Granularity for Time Series Data). */
final class Buckets {
    static final String SPAN = "bucketMaxSpanSeconds";
    static final String ROUNDING = "bucketRoundingSeconds";
    static final String GRANULARITY = "granularity";

    private static final Map<String, Long> SPANS = Map.of("seconds", 3_600L, "minutes", 86_400L, "hours", 2_592_000L);

    private Buckets() {}

    /** Whether anything is said of them; if not, they stay as they are. */
    static boolean areSaid(BsonDocument series) {
        return series.containsKey(GRANULARITY) || series.containsKey(SPAN);
    }

    private static long span(BsonDocument series) {
        var granularity =
                series.getString(GRANULARITY, new BsonString("seconds")).getValue();
        return series.get(SPAN) instanceof BsonNumber span ? span.longValue() : SPANS.getOrDefault(granularity, 0L);
    }

    /** Which no command makes them. */
    static boolean isFiner(BsonDocument wanted, BsonDocument is) {
        return areSaid(wanted) && span(wanted) < span(is);
    }

    static boolean isCoarser(BsonDocument wanted, BsonDocument is) {
        return areSaid(wanted) && span(wanted) > span(is);
    }

    /** As {@code collMod} takes it. */
    static BsonDocument change(BsonDocument wanted) {
        var change = new BsonDocument();
        for (var part : new String[] {GRANULARITY, SPAN, ROUNDING}) {
            if (wanted.containsKey(part)) {
                change.append(part, wanted.get(part));
            }
        }
        return change;
    }

    static String words(BsonDocument series) {
        return series.containsKey(GRANULARITY) ? series.getString(GRANULARITY).getValue() : span(series) + " seconds";
    }

    /** As a file has them: the server lists what it made of the granularity, too, and does not take both. */
    static BsonDocument written(BsonDocument series) {
        var written = series.clone();
        if (series.containsKey(GRANULARITY)) {
            written.remove(SPAN);
            written.remove(ROUNDING);
        }
        return written;
    }
}
