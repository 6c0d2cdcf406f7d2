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

    /** The table with the oldest, for each of the two. */
    private static final String AGES = """
            select age(d.datfrozenxid), mxid_age(d.datminmxid),
                (select c.oid::regclass::text from pg_class c where c.relkind in ('r', 'm', 't') and c.relfrozenxid <> '0' order by age(c.relfrozenxid) desc limit 1),
                (select c.oid::regclass::text from pg_class c where c.relkind in ('r', 'm', 't') and c.relminmxid <> '0' order by mxid_age(c.relminmxid) desc limit 1)
            from pg_database d where d.datname = current_database()""";

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
            look(FindingKind.TRANSACTION_AGE, "transaction ids", row.getLong(1), row.getString(3), log);
            look(FindingKind.MULTIXACT_AGE, "multixact ids", row.getLong(2), row.getString(4), log);
            return row;
        });
    }

    private static void look(FindingKind kind, String what, long age, String oldest, Inspection.Log log) {
        long percent = age * 100 / LIMIT;
        log.measured(Evidence.percent(what + " used", percent));
        if (percent >= WARNING_PERCENT) {
            log.found(Finding.of(
                    kind,
                    percent >= CRITICAL_PERCENT ? Severity.CRITICAL : Severity.WARNING,
                    what,
                    "are %d %% used up, and autovacuum is not freeing them: at 100 %% the server accepts no more writes"
                            .formatted(percent),
                    List.of(Evidence.count("age", age).until(LIMIT)),
                    Fix.proposed(Language.SQL, "VACUUM (FREEZE, VERBOSE) " + oldest)));
        }
    }
}
