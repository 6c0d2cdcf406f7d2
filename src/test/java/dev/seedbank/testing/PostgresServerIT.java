package dev.seedbank.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PostgresServerIT {
    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void makes_databases_by_any_name(PostgresServer server) {
        try (var db = server.createDatabase(
                "o'dd \"näme\" of %d".formatted(ProcessHandle.current().pid()))) {
            db.run(
                    "create table t (at timestamptz, b bytea)",
                    "insert into t values ('2026-01-28 10:30+00', '\\x00ff')");
            assertThat(db.query("select at from t")).containsExactly("2026-01-28 10:30:00+00");
            assertThat(db.query("select b::text from t")).containsExactly("\\x00ff");
            assertThat(db.as(db.url()).query("select current_database()")).containsExactly(db.name());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void the_owner_of_a_database_is_no_superuser(PostgresServer server) {
        try (var db = server.createDatabase()) {
            var owner = db.as(db.createOwner());
            owner.run("create table mine (id int)", "create schema more");
            assertThat(owner.query("select rolsuper from pg_roles where rolname = current_user"))
                    .containsExactly("f");
            assertThatThrownBy(() -> owner.run("set session_replication_role = replica"))
                    .hasMessageContaining("permission denied");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void a_wrong_password_is_refused(PostgresServer server) {
        try (var db = server.createDatabase()) {
            var wrong = PostgresUrl.parse(db.url()).withUser("postgres", "wrong");
            assertThatThrownBy(wrong::connect).hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void a_private_server_comes_back_with_its_data() throws Exception {
        var server = PostgresServer.privateServer();
        try (var db = server.createDatabase()) {
            db.run("create table t (id int)", "insert into t values (1)");
            try (var cut = db.connect()) {
                server.stop();
                assertThat(cut.isValid(5)).isFalse();
            }
            assertThatThrownBy(db::connect).hasMessageContaining("refused");
            server.start();
            assertThat(db.query("select id from t")).containsExactly("1");
        }
    }
}
