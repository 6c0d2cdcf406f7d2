package dev.seedbank.backend.postgres.connection;

import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.OperationFailed;
import java.util.List;

/** Finds out who held the lock that a statement did not get in time. Its transaction must be over. */
public record LockHolders(Session session) {
    /** Whoever changed a row has a lock on its table, too; the stronger the lock, the likelier it was the one. */
    private static final String HOLDERS = """
            with recursive wanted (oid) as (
                select unnest(?::oid[])
                union select confrelid from pg_constraint k join wanted w on k.conrelid = w.oid and k.contype = 'f'),
            relations (oid) as (
                select oid from wanted union select relid::oid from wanted, pg_partition_tree(wanted.oid::regclass))
            select l.relation::regclass::text, l.pid, a.usename, nullif(a.application_name, ''), a.state,
                   to_char(a.xact_start at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS')
            from pg_locks l left join pg_stat_activity a on a.pid = l.pid
            where l.locktype = 'relation' and l.granted and l.pid <> pg_backend_pid() and l.relation in (select oid from relations)
              and l.database = (select oid from pg_database where datname = current_database())
            order by array_position(array['AccessExclusiveLock', 'ExclusiveLock', 'ShareRowExclusiveLock', 'ShareLock',
                         'ShareUpdateExclusiveLock', 'RowExclusiveLock', 'RowShareLock', 'AccessShareLock'], l.mode), a.xact_start
            limit 1
            """;

    /** The failure with the holder's name, if one still holds a lock on one of the tables or on those that they refer to. */
    public OperationFailed explain(OperationFailed failure, List<Long> tables) {
        return session.first(
                        HOLDERS,
                        row -> LockWaits.words(
                                "table " + row.getString(1),
                                row.getLong(2),
                                new LockWaits.Holder(
                                        row.getString(3), row.getString(4), row.getString(5), row.getString(6))),
                        tables)
                .map(holder -> new OperationFailed(
                        ErrorCode.LOCKED,
                        "Gave up waiting for " + holder,
                        "Wait for that transaction to end, then try again; nothing of this run was kept.",
                        failure))
                .orElse(failure);
    }
}
