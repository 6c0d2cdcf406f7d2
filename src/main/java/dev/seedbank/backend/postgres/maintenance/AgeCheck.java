package dev.seedbank.backend.postgres.maintenance;

import dev.seedbank.backend.maintenance.Evidence;
import dev.seedbank.backend.maintenance.Finding;
import dev.seedbank.backend.maintenance.FindingKind;
import dev.seedbank.backend.maintenance.Fix;
import dev.seedbank.backend.maintenance.Fix.Language;
import dev.seedbank.backend.maintenance.Inspection;
import dev.seedbank.backend.maintenance.Severity;
import dev.seedbank.backend.maintenance.Thresholds;
import dev.seedbank.backend.postgres.connection.Session;
import java.util.List;
import java.util.Set;

/**
 * How far the database's oldest transaction ids are from where the server stops taking writes, some 2^31 after them (PostgreSQL manual,
 * Preventing Transaction ID Wraparound Failures).
 */
record AgeCheck(Session session) implements Check {
    private static final long LIMIT = 1L << 31;
    private static final int WARNING_PERCENT = 40;
    private static final int CRITICAL_PERCENT = 75;

    private static final String AGES = """
            select age(d.datfrozenxid), mxid_age(d.datminmxid) from pg_database d where d.datname = current_database()""";

    @Override
    public String subject() {
        return "the age of transaction ids";
    }

    @Override
    public Set<FindingKind> kinds() {
        return Set.of(FindingKind.TRANSACTION_AGE, FindingKind.MULTIXACT_AGE);
    }

    @Override
    public void look(Thresholds thresholds, Inspection.Log log) {
        session.query(AGES, row -> {
            look(FindingKind.TRANSACTION_AGE, "transaction ids", row.getLong(1), log);
            look(FindingKind.MULTIXACT_AGE, "multixact ids", row.getLong(2), log);
            return row;
        });
    }

    private void look(FindingKind kind, String what, long age, Inspection.Log log) {
        long percent = age * 100 / LIMIT;
        log.measured(Evidence.percent(what + " used", percent));
        if (percent >= WARNING_PERCENT) {
            log.found(Finding.of(
                    kind,
                    percent >= CRITICAL_PERCENT ? Severity.CRITICAL : Severity.WARNING,
                    what,
                    "are %d %% used up, and %s: at 100 %% the server accepts no more writes"
                            .formatted(percent, reason(age)),
                    List.of(Evidence.count("age", age).until(LIMIT)),
                    Fix.proposed(Language.SQL, "VACUUM (FREEZE, VERBOSE)")));
        }
    }

    /** VACUUM frees nothing that somebody still sees. */
    private String reason(long age) {
        return Horizon.of(session)
                .filter(it -> it.age() > age / 2)
                .map(it -> it.holder() + " keeps VACUUM from freeing them")
                .orElse("autovacuum is not freeing them");
    }
}
