package dev.seedbank.backend.postgres.maintenance;

import dev.seedbank.backend.maintenance.FindingKind;
import dev.seedbank.backend.maintenance.Inspection;
import dev.seedbank.backend.maintenance.Thresholds;
import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.connection.Session;
import java.util.Set;

/** What is locked so that even its size cannot be asked for without waiting: the other checks leave it out. */
record LockedCheck(Session session, Schemas schemas) implements Check {
    /**
     * A list in SQL of relations, one that is waited for included: who asks then waits behind it. Reading a sequence's last number takes
     * the lock of a writer.
     */
    static final String LOCKED = """
            (select l.relation from pg_locks l where l.locktype = 'relation'
                and (l.mode = 'AccessExclusiveLock'
                    or l.mode in ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock') and l.relation in (select seqrelid from pg_sequence))
                and l.database = (select d.oid from pg_database d where d.datname = current_database()))""";

    @Override
    public String subject() {
        return "locks";
    }

    @Override
    public Set<FindingKind> kinds() {
        return Set.of();
    }

    @Override
    public void look(Thresholds thresholds, Inspection.Log log) {
        var sql = """
                select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'm', 'p', 'S') and c.oid in %s and %s order by 1""".formatted(LOCKED, schemas.condition("n.nspname"));
        session.query(sql, row -> row.getString(1))
                .forEach(it -> log.note("Not looked at: %s, because a session has locked it".formatted(it)));
    }
}
