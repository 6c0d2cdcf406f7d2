package dev.seedbank.backend.mongo.maintenance;

import dev.seedbank.backend.maintenance.Evidence;
import dev.seedbank.backend.maintenance.Finding;
import dev.seedbank.backend.maintenance.FindingKind;
import dev.seedbank.backend.maintenance.Fix;
import dev.seedbank.backend.maintenance.Fix.Language;
import dev.seedbank.backend.maintenance.Inspection;
import dev.seedbank.backend.maintenance.Severity;
import dev.seedbank.backend.maintenance.Thresholds;
import dev.seedbank.backend.mongo.catalog.Hello;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import java.util.List;
import java.util.OptionalLong;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonTimestamp;

/** How far back a replica set's log goes: a member that is away for longer has to be copied anew. */
record OplogCheck(Namespaces namespaces) implements Check {
    private static final long SHORT_SECONDS = 24 * 3600;

    /** A log that is not full yet goes back to its beginning, however short that is. */
    private static final int FULL_PERCENT = 90;

    @Override
    public String subject() {
        return "the replica set's log";
    }

    @Override
    public void look(Thresholds thresholds, Inspection.Log log) {
        if (Hello.of(namespaces).kind() != Hello.Kind.REPLICA_SET) {
            return;
        }
        var first = end(1);
        var last = end(-1);
        if (first.isEmpty() || last.isEmpty()) {
            return;
        }
        long seconds = last.getAsLong() - first.getAsLong();
        var evidence = Evidence.seconds("oplog covers", seconds);
        log.measured(evidence);
        if (seconds < SHORT_SECONDS && isFull()) {
            log.found(Finding.of(
                    FindingKind.OPLOG,
                    Severity.WARNING,
                    "oplog",
                    "covers less than a day: a member that is down for longer needs a full resync",
                    List.of(evidence),
                    Fix.proposed(
                            Language.MONGODB,
                            Shell.command(
                                    "admin",
                                    new BsonDocument("replSetResizeOplog", new BsonInt32(1))
                                            .append("minRetentionHours", new BsonInt32(24))))));
        }
    }

    /** The time of its first or last entry, in seconds. */
    private OptionalLong end(int direction) {
        var entry = namespaces
                .client()
                .getDatabase("local")
                .getCollection("oplog.rs", BsonDocument.class)
                .find()
                .sort(new BsonDocument("$natural", new BsonInt32(direction)))
                .projection(new BsonDocument("ts", new BsonInt32(1)))
                .first();
        return entry != null && entry.get("ts") instanceof BsonTimestamp time
                ? OptionalLong.of(Integer.toUnsignedLong(time.getTime()))
                : OptionalLong.empty();
    }

    private boolean isFull() {
        var sizes = namespaces
                .client()
                .getDatabase("local")
                .runCommand(new BsonDocument("collStats", new BsonString("oplog.rs")), BsonDocument.class);
        long size = sizes.getNumber("size", new BsonInt64(0)).longValue();
        long limit = sizes.getNumber("maxSize", new BsonInt64(0)).longValue();
        return limit > 0 && size * 100 / limit >= FULL_PERCENT;
    }
}
