package dev.seedbank.backend.postgres.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.backend.Lease.Work;
import dev.seedbank.backend.postgres.PostgresStores;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.testing.PostgresServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PostgresLeaseIT {
    private static final String END_HOLDERS =
            "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted";

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void it_is_lost_with_its_connection_and_then_free(PostgresServer server) throws Exception {
        try (var db = server.createDatabase();
                var store = PostgresStores.open(db.url());
                var other = PostgresStores.open(db.url());
                var lease = store.lease(Work.MIGRATION)) {
            lease.check();
            db.run(END_HOLDERS);
            assertThatThrownBy(lease::check)
                    .isInstanceOf(OperationFailed.class)
                    .hasMessage("The connection that holds the migration lock was lost");
            try (var next = other.lease(Work.MIGRATION)) {
                next.check();
            }
            assertThat(store.collections()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void it_is_of_one_database(PostgresServer server) {
        try (var db = server.createDatabase();
                var another = server.createDatabase();
                var store = PostgresStores.open(db.url());
                var beside = PostgresStores.open(another.url());
                var lease = store.lease(Work.RESTORE);
                var second = beside.lease(Work.RESTORE)) {
            lease.check();
            second.check();
        }
    }
}
