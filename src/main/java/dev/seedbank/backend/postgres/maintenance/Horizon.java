package dev.seedbank.backend.postgres.maintenance;

import dev.seedbank.backend.postgres.connection.Session;
import java.util.Optional;

/**
 * Who sees the oldest rows, so that VACUUM can neither remove nor freeze what is younger.
 *
 * @param holder {@code session 4711}
 * @param age in transactions
 */
record Horizon(String holder, long age) {
    /** A role that may not see others' sessions sees its own. */
    private static final String OLDEST = """
            select holder, age from (
                select 'session ' || pid, pg_catalog.age(backend_xmin) from pg_catalog.pg_stat_activity
                where (datname is null or datname = pg_catalog.current_database()) and pid <> pg_catalog.pg_backend_pid()
                union all select 'the prepared transaction ' || gid, pg_catalog.age(transaction) from pg_catalog.pg_prepared_xacts
                where database = pg_catalog.current_database()
                union all select 'the replication slot ' || slot_name, greatest(pg_catalog.age(xmin), pg_catalog.age(catalog_xmin))
                from pg_catalog.pg_replication_slots) held (holder, age)
            where age is not null order by age desc limit 1""";

    /** Empty if nobody does that this role may see. */
    static Optional<Horizon> of(Session session) {
        return session.first(OLDEST, row -> new Horizon(row.getString(1), row.getLong(2)));
    }
}
