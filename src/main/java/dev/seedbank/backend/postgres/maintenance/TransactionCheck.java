package dev.seedbank.backend.postgres.maintenance;

import dev.seedbank.backend.maintenance.Evidence;
import dev.seedbank.backend.maintenance.Finding;
import dev.seedbank.backend.maintenance.FindingKind;
import dev.seedbank.backend.maintenance.Fix;
import dev.seedbank.backend.maintenance.Fix.Language;
import dev.seedbank.backend.maintenance.Inspection;
import dev.seedbank.backend.maintenance.Severity;
import dev.seedbank.backend.maintenance.Thresholds;
import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.Session;
import java.util.List;
import java.util.Set;

/** Transactions that were prepared for a second phase, which has not come. */
record TransactionCheck(Session session) implements Check {
    private static final String PREPARED = """
            select gid, owner, extract(epoch from now() - prepared) from pg_prepared_xacts
            where database = current_database() and prepared < now() - make_interval(secs => ?) order by prepared""";

    @Override
    public String subject() {
        return "prepared transactions";
    }

    @Override
    public Set<FindingKind> kinds() {
        return Set.of(FindingKind.PREPARED_TRANSACTION);
    }

    @Override
    public void look(Thresholds thresholds, Inspection.Log log) {
        double seconds = thresholds.operation().toMillis() / 1000.0;
        session.query(
                        PREPARED,
                        row -> Finding.of(
                                FindingKind.PREPARED_TRANSACTION,
                                Severity.WARNING,
                                "transaction " + row.getString(1),
                                "was prepared by %s and neither committed nor rolled back: until then it holds its locks"
                                        .formatted(row.getString(2)),
                                List.of(Evidence.seconds("prepared", row.getLong(3))),
                                Fix.proposed(
                                        Language.SQL, "ROLLBACK PREPARED " + Identifiers.literal(row.getString(1)))),
                        seconds)
                .forEach(log::found);
    }
}
