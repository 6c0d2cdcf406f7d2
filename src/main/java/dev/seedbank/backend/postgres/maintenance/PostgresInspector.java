package dev.seedbank.backend.postgres.maintenance;

import dev.seedbank.backend.maintenance.Finding;
import dev.seedbank.backend.maintenance.FindingKind;
import dev.seedbank.backend.maintenance.Inspection;
import dev.seedbank.backend.maintenance.Inspector;
import dev.seedbank.backend.maintenance.Thresholds;
import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.connection.PostgresErrors;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.failure.OperationFailed;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All checks, one after the other. What one of them may not read keeps no other from being made. */
public final class PostgresInspector implements Inspector {
    /** Insufficient privilege; undefined function, table, column or object; an extension that is not loaded; a lock just taken. */
    private static final Set<String> NOT_HERE =
            Set.of("42501", "42883", "42P01", "42703", "42704", "55000", "0A000", "55P03");

    private final List<Check> checks;

    public PostgresInspector(Session session, Schemas schemas) {
        this.checks = List.of(
                new LockedCheck(session, schemas),
                new IndexCheck(session, schemas),
                new ForeignKeyCheck(session, schemas),
                new SequenceCheck(session, schemas),
                new TableCheck(session, schemas),
                new AgeCheck(session),
                new SessionCheck(session),
                new BlockerCheck(session),
                new TransactionCheck(session),
                new SlotCheck(session),
                new ServerCheck(session),
                new StatementCheck(session));
    }

    @Override
    public Inspection inspect(Thresholds thresholds) {
        var log = new Inspection.Log();
        checks.forEach(check -> look(check, thresholds, log));
        return log.end();
    }

    /** A finding as it is now; empty if it is no longer there. */
    Optional<Finding> find(Finding finding, Thresholds thresholds) {
        return find(finding.kind(), thresholds).stream()
                .filter(it -> it.id().equals(finding.id()))
                .findFirst();
    }

    /** All of a kind, as they are now. */
    List<Finding> find(FindingKind kind, Thresholds thresholds) {
        var log = new Inspection.Log();
        checks.stream().filter(check -> check.kinds().contains(kind)).forEach(check -> look(check, thresholds, log));
        return log.end().findings().stream().filter(it -> it.kind() == kind).toList();
    }

    private static void look(Check check, Thresholds thresholds, Inspection.Log log) {
        try {
            check.look(thresholds, log);
        } catch (OperationFailed e) {
            if (!(e.getCause() instanceof SQLException refused) || !NOT_HERE.contains(PostgresErrors.state(refused))) {
                throw e;
            }
            log.note("Not looked at: %s (%s)".formatted(check.subject(), e.getMessage()));
        }
    }
}
