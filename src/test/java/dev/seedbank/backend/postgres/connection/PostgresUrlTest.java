package dev.seedbank.backend.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.failure.UsageFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresUrlTest {
    @ParameterizedTest
    @CsvSource({
        "postgresql://u:p@db.example:6432/shop, jdbc:postgresql://db.example:6432/shop, u, p",
        "postgres://u@/shop, jdbc:postgresql://localhost:5432/shop, u,",
        "postgres://u@host, jdbc:postgresql://host:5432/u, u,",
        "postgres://a%40b:p%2Fw%3A%25@host/d%20b, jdbc:postgresql://host:5432/d%20b, a@b, p/w:%",
        "postgres://u:p@ss@w@host/db, jdbc:postgresql://host:5432/db, u, p@ss@w",
        "postgres://u:a+b@[::1]:7000/db, jdbc:postgresql://[::1]:7000/db, u, a+b",
        "postgres://u@[2001:db8::1]/db, jdbc:postgresql://[2001:db8::1]:5432/db, u,",
        "postgres:///db?host=h&port=99&user=x&password=y, jdbc:postgresql://h:99/db, x, y",
        "postgres://u@h/?dbname=other, jdbc:postgresql://h:5432/other, u,"
    })
    void is_taken_apart_as_libpq_does(String url, String jdbc, String user, String password) {
        var parsed = PostgresUrl.parse(url);
        assertThat(parsed.jdbc()).isEqualTo(jdbc);
        assertThat(parsed.user()).isEqualTo(user);
        assertThat(parsed.properties().getProperty("password")).isEqualTo(password);
        assertThat(parsed.toString()).doesNotContain("p@ss", "p/w");
    }

    @Test
    void several_hosts_keep_their_ports() {
        assertThat(PostgresUrl.parse("postgres://u@a:1,b:2,c/db").jdbc())
                .isEqualTo("jdbc:postgresql://a:1,b:2,c:5432/db");
    }

    @Test
    void without_a_user_it_is_the_operating_systems() {
        assertThat(PostgresUrl.parse("postgres://host/db").user()).isEqualTo(System.getProperty("user.name"));
    }

    @Test
    void parameters_get_the_drivers_names_and_those_of_other_clients_are_left_out() {
        var properties = PostgresUrl.parse("postgres://u@h/db?sslmode=verify-full&sslrootcert=%2Ftmp%2Fca.pem"
                        + "&connect_timeout=3&application_name=me&options=-c%20geqo%3Doff&channel_binding=require"
                        + "&target_session_attrs=read-write&pgbouncer=true&schema=public&connection_limit=1")
                .properties();
        assertThat(properties)
                .containsEntry("sslmode", "verify-full")
                .containsEntry("sslrootcert", "/tmp/ca.pem")
                .containsEntry("connectTimeout", "3")
                .containsEntry("ApplicationName", "me")
                .containsEntry("options", "-c geqo=off")
                .containsEntry("channelBinding", "require")
                .containsEntry("targetServerType", "primary")
                .doesNotContainKeys("pgbouncer", "schema", "connection_limit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://u@%2Fvar%2Frun/db",
                "postgres:///db?host=/var/run",
                "postgres://u@h:port/db",
                "postgres://u@h:99999/db",
                "postgres://u:%zz@h/db"
            })
    void what_cannot_work_is_said_at_once(String url) {
        assertThatThrownBy(() -> PostgresUrl.parse(url)).isInstanceOf(UsageFailure.class);
    }
}
