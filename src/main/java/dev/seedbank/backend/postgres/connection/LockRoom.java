package dev.seedbank.backend.postgres.connection;

import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.OperationFailed;

/**
 * What a transaction may lock. The server keeps the locks of all sessions in one table; what a transaction locks stays in it until
 * the transaction ends.
 *
 * @param setting {@code max_locks_per_transaction}
 * @param sessions the number by which the server multiplies it
 * @param used by others, now
 */
public record LockRoom(long setting, long sessions, long used) {
    /** {@code MaxBackends} and prepared transactions, of which {@code InitLocks} of the server makes the table's size. */
    private static final String SQL = """
            select current_setting('max_locks_per_transaction')::bigint,
                current_setting('max_connections')::bigint + current_setting('max_prepared_transactions')::bigint
                    + current_setting('max_worker_processes')::bigint + current_setting('max_wal_senders')::bigint
                    + coalesce(current_setting('autovacuum_worker_slots', true), current_setting('autovacuum_max_workers'))::bigint + 1,
                (select count(*) from pg_locks where not fastpath and pid <> pg_backend_pid())
            """;

    public static LockRoom of(Session session) {
        return session.first(SQL, row -> new LockRoom(row.getLong(1), row.getLong(2), row.getLong(3)))
                .orElseThrow();
    }

    /**
     * Refuses what would end in "out of shared memory" after hours of work.
     *
     * @param locks of one transaction
     * @param what that is, such as {@code Restoring 2000 tables}
     */
    public void require(long locks, String what) {
        if (has(locks)) {
            return;
        }
        boolean fitsAlone = locks <= all();
        var set = "et the server's max_locks_per_transaction to %d (it is %d), and restart the server."
                .formatted(settingFor(locks), setting);
        throw new OperationFailed(
                fitsAlone ? ErrorCode.LOCKED : ErrorCode.FAILED,
                "%s in one transaction takes about %d locks, and the server has room for %d%s. Nothing was changed"
                        .formatted(
                                what,
                                locks,
                                all(),
                                fitsAlone ? ", of which other sessions hold %d now".formatted(used) : ""),
                fitsAlone ? "Try again later, or s" + set : "S" + set,
                null);
    }

    public boolean has(long locks) {
        return locks + used <= all();
    }

    public long free() {
        return Math.max(0, all() - used);
    }

    private long all() {
        return setting * sessions;
    }

    /** With a tenth to spare for what others will lock. */
    long settingFor(long locks) {
        long wanted = locks + used + locks / 10;
        return (wanted + sessions - 1) / sessions;
    }
}
