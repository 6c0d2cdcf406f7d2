package dev.seedbank.backend.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.seedbank.backend.Emptying;
import dev.seedbank.backend.postgres.PostgresStores;
import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.testing.PostgresServer;
import dev.seedbank.testing.Waiting;
import java.net.URI;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each reason for which there is no connection has words of its own, and none of them tells a secret. */
class PostgresConnectionIT {
    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void says_what_is_wrong(PostgresServer server) {
        try (var db = server.createDatabase()) {
            var owner = db.createOwner();
            var uri = URI.create(owner);
            var place = uri.getHost() + ":" + uri.getPort();
            var login = uri.getRawUserInfo();
            says("postgresql://" + login + "@" + place + "/no%20such", "there is no database 'no such' on the server");
            says("postgresql://" + login + "@127.0.0.1:1/db", "no PostgreSQL server listens at 127.0.0.1:1");
            says("postgresql://" + login + "@no-such-host.invalid/db", "there is no host no-such-host.invalid:5432");
            says(owner + "?sslmode=require", "has no TLS, and the URL asks for it");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void knows_the_server(PostgresServer server) {
        try (var db = server.createDatabase();
                var store = PostgresStores.open(db.url())) {
            assertThat(store.server().engine()).isEqualTo("PostgreSQL");
            assertThat(store.server().version()).startsWith(server.major() + ".");
            assertThat(store.server().database()).isEqualTo(db.name());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void an_abort_from_outside_ends_what_waits(PostgresServer server) throws SQLException {
        try (var db = server.createDatabase();
                var store = PostgresStores.open(db.url())) {
            db.run("create table t (id int)");
            try (var lock = db.connect();
                    var statement = lock.createStatement();
                    var threads = Executors.newSingleThreadExecutor()) {
                lock.setAutoCommit(false);
                statement.execute("lock table t in access exclusive mode");
                var waiting = threads.submit(() -> {
                    store.cleaner().clean(store.collections(), Emptying.UNRECORDED);
                    return null;
                });
                Waiting.until(
                        "it stands at the lock",
                        () -> db.query("select 1 from pg_stat_activity"
                                                + " where wait_event_type = 'Lock' and datname = current_database()")
                                        .size()
                                == 1);
                store.abort();
                assertThatThrownBy(() -> waiting.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(ConnectionFailed.class);
            }
        }
    }

    @Test
    void says_that_the_password_is_wrong_or_missing_and_that_tls_is_needed() {
        var server = PostgresServer.privateServer();
        try (var db = server.createDatabase()) {
            db.run(
                    "create role asked login password 'secret'",
                    "create role encrypted login",
                    "create role nobody login",
                    """
                    do $$ begin execute format('copy (select unnest(array[
                        ''local all all trust'', ''hostssl all encrypted all trust'', ''host all asked all scram-sha-256'',
                        ''host all nobody,encrypted all reject'', ''host all all all trust''])) to %L', current_setting('hba_file')); end $$
                    """,
                    "select pg_reload_conf()");
            assertThat(db.query("select pg_sleep(0.5) is null")).hasSize(1);
            says(db.url("asked", "sesame"), "wrong password for the user 'asked' on the server");
            says(db.url("asked", "sesame").replace(":sesame", ""), "asks for a password and the URL has none");
            says(db.url("encrypted", "x"), "in without encryption");
            says(db.url("nobody", "x"), "in without encryption");
        } finally {
            server.stop();
        }
    }

    private static void says(String url, String words) {
        var failure = catchThrowableOfType(
                ConnectionFailed.class, () -> PostgresStores.open(url).close());
        assertThat(failure).as(words).isNotNull();
        assertThat(failure.getMessage()).contains(words).doesNotContain("secret");
        assertThat(failure.advice()).isNotEmpty().doesNotContain("secret of");
    }
}
