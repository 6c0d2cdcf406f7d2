package dev.seedbank.backend.mongo.maintenance;

import dev.seedbank.backend.maintenance.Inspection;
import dev.seedbank.backend.maintenance.Inspector;
import dev.seedbank.backend.maintenance.Thresholds;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import dev.seedbank.failure.OperationFailed;
import java.util.List;

/** All checks, one after the other. What one of them may not read, or this server does not have, keeps no other from being made. */
public final class MongoInspector implements Inspector {
    private final List<Check> checks;

    public MongoInspector(Namespaces namespaces) {
        this.checks = List.of(
                new IndexCheck(namespaces),
                new OperationCheck(namespaces),
                new ServerCheck(namespaces),
                new OplogCheck(namespaces),
                new ProfileCheck(namespaces));
    }

    @Override
    public Inspection inspect(Thresholds thresholds) {
        var log = new Inspection.Log();
        for (var check : checks) {
            try {
                MongoErrors.during("looking at " + check.subject(), () -> check.look(thresholds, log));
            } catch (OperationFailed e) {
                log.note("Not looked at: %s (%s)".formatted(check.subject(), e.getMessage()));
            }
        }
        return log.end();
    }
}
