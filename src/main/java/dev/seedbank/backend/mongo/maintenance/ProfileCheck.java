package dev.seedbank.backend.mongo.maintenance;

import dev.seedbank.backend.maintenance.Inspection;
import dev.seedbank.backend.maintenance.SlowStatement;
import dev.seedbank.backend.maintenance.Thresholds;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import java.util.ArrayList;
import java.util.Comparator;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;

/** The slowest operations that the profiler has kept, where it is or was switched on. Values are not shown. */
record ProfileCheck(Namespaces namespaces) implements Check {
    private static final int SHOWN = 5;

    @Override
    public String subject() {
        return "the profiler's operations";
    }

    @Override
    public void look(Thresholds thresholds, Inspection.Log log) {
        var slowest = new ArrayList<SlowStatement>();
        for (var database : namespaces.databases()) {
            namespaces
                    .database(database)
                    .getCollection("system.profile", BsonDocument.class)
                    .find()
                    .sort(new BsonDocument("millis", new BsonInt32(-1)))
                    .limit(SHOWN)
                    .map(ProfileCheck::statement)
                    .into(slowest);
        }
        slowest.stream()
                .sorted(Comparator.comparingLong(SlowStatement::millis).reversed())
                .limit(SHOWN)
                .forEach(log::slow);
    }

    private static SlowStatement statement(BsonDocument kept) {
        return new SlowStatement(
                "%s %s %s"
                        .formatted(text(kept, "op"), text(kept, "ns"), text(kept, "planSummary"))
                        .strip(),
                1,
                kept.getNumber("millis", new BsonInt64(0)).longValue());
    }

    private static String text(BsonDocument document, String name) {
        return document.isString(name)
                ? document.getString(name, new BsonString("")).getValue()
                : "";
    }
}
