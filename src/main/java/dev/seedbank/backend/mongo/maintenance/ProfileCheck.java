package dev.seedbank.backend.mongo.maintenance;

import dev.seedbank.backend.maintenance.Inspection;
import dev.seedbank.backend.maintenance.SlowStatement;
import dev.seedbank.backend.maintenance.Thresholds;
import dev.seedbank.backend.mongo.catalog.Namespaces;
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
        for (var database : namespaces.databases()) {
            namespaces
                    .database(database)
                    .getCollection("system.profile", BsonDocument.class)
                    .find()
                    .sort(new BsonDocument("millis", new BsonInt32(-1)))
                    .limit(SHOWN)
                    .forEach(it -> log.slow(new SlowStatement(
                            "%s %s %s"
                                    .formatted(text(it, "op"), text(it, "ns"), text(it, "planSummary"))
                                    .strip(),
                            1,
                            it.getNumber("millis", new BsonInt64(0)).longValue())));
        }
    }

    private static String text(BsonDocument document, String name) {
        return document.isString(name)
                ? document.getString(name, new BsonString("")).getValue()
                : "";
    }
}
