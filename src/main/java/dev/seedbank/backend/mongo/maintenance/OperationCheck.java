package dev.seedbank.backend.mongo.maintenance;

import com.mongodb.MongoException;
import dev.seedbank.backend.maintenance.Evidence;
import dev.seedbank.backend.maintenance.Finding;
import dev.seedbank.backend.maintenance.FindingKind;
import dev.seedbank.backend.maintenance.Fix;
import dev.seedbank.backend.maintenance.Fix.Language;
import dev.seedbank.backend.maintenance.Inspection;
import dev.seedbank.backend.maintenance.Severity;
import dev.seedbank.backend.maintenance.Thresholds;
import dev.seedbank.backend.mongo.catalog.Definition;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;

/** Operations on the store's databases that take long, or wait for a lock. MongoDB does not say who has the lock. */
record OperationCheck(Namespaces namespaces) implements Check {
    @Override
    public String subject() {
        return "running operations";
    }

    @Override
    public void look(Thresholds thresholds, Inspection.Log log) {
        for (var operation : operations(log)) {
            long seconds = operation.getNumber("secs_running", new BsonInt64(0)).longValue();
            boolean waits = Definition.isTrue(operation, "waitingForLock") && seconds >= 1;
            if (isOfStore(operation)
                    && (waits || seconds >= Math.max(1, thresholds.operation().toSeconds()))) {
                log.found(finding(operation, waits, seconds));
            }
        }
    }

    /** A user without the right to see others' operations sees their own. */
    private List<BsonDocument> operations(Inspection.Log log) {
        try {
            return operations(true);
        } catch (MongoException e) {
            if (e.getCode() != MongoErrors.UNAUTHORIZED) {
                throw e;
            }
            log.note("Not looked at: operations of other users, which this user may not see (role clusterMonitor)");
            return operations(false);
        }
    }

    private List<BsonDocument> operations(boolean all) {
        var stages = List.of(new BsonDocument("$currentOp", new BsonDocument("allUsers", BsonBoolean.valueOf(all))));
        return namespaces
                .client()
                .getDatabase("admin")
                .aggregate(stages, BsonDocument.class)
                .into(new ArrayList<>());
    }

    /** Without what servers do for themselves for as long as they run. */
    private boolean isOfStore(BsonDocument operation) {
        var namespace = text(operation, "ns");
        var database = namespace.replaceFirst("\\..*", "");
        return Definition.isTrue(operation, "active")
                && namespaces.has(database)
                && !text(operation, "op").equals("none");
    }

    private static Finding finding(BsonDocument operation, boolean waits, long seconds) {
        var id = operation.get("opid", new BsonString("?"));
        var shown = id.isString()
                ? id.asString().getValue()
                : String.valueOf(id.asNumber().longValue());
        var what = "(%s on %s%s) "
                .formatted(
                        text(operation, "op"),
                        text(operation, "ns"),
                        named(", application ", text(operation, "appName")));
        return Finding.of(
                waits ? FindingKind.WAITING : FindingKind.LONG_OPERATION,
                Severity.WARNING,
                "operation " + shown,
                what + (waits ? "waits for a lock" : "has been running for a long time"),
                List.of(Evidence.seconds("running", seconds)),
                Fix.proposed(
                        Language.MONGODB,
                        Shell.command("admin", new BsonDocument("killOp", new BsonInt32(1)).append("op", id))));
    }

    private static String named(String before, String value) {
        return value.isEmpty() ? "" : before + value;
    }

    private static String text(BsonDocument document, String name) {
        return Optional.ofNullable(document.get(name))
                .filter(BsonValue::isString)
                .map(it -> it.asString().getValue())
                .filter(Predicate.not(String::isBlank))
                .orElse("");
    }
}
