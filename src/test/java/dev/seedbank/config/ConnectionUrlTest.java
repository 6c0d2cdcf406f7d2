package dev.seedbank.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.failure.UsageFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionUrlTest {
    @ParameterizedTest
    @CsvSource({
        "postgresql://u:s3cret@h:5432/d, postgresql://u:***@h:5432/d",
        "postgresql://u:s3c@ret@h/d, postgresql://u:***@h/d",
        "postgresql://u:s3c/re?t@h/d, postgresql://u:***@h/d",
        "'mongodb://u:s3cret@a:1,b:2/d?replicaSet=r', 'mongodb://u:***@a:1,b:2/d?replicaSet=r'",
        "mongodb+srv://u:s3cret@cluster.example/d, mongodb+srv://u:***@cluster.example/d",
        "postgresql://h/d?user=u&password=s3cret&sslmode=require, postgresql://h/d?user=u&password=***&sslmode=require",
        "postgresql://h/d?sslpassword=s3cret, postgresql://h/d?sslpassword=***",
        "mongodb://h/d?authMechanismProperties=AWS_SESSION_TOKEN:s3cret, mongodb://h/d?authMechanismProperties=***",
        "postgresql://h/d, postgresql://h/d",
    })
    void what_is_shown_holds_no_secret(String url, String shown) {
        assertThat(ConnectionUrl.of(url, "x")).hasToString(shown);
        assertThat(ConnectionUrl.of(url, "x").secret()).isEqualTo(url);
    }

    @Test
    void the_scheme_is_in_lower_case() {
        assertThat(ConnectionUrl.of("PostgreSQL://h/d", "x").scheme()).isEqualTo("postgresql");
    }

    @Test
    void what_is_no_url_is_refused_without_being_shown() {
        assertThatThrownBy(() -> ConnectionUrl.of("hunter2", "Store 'main': its url"))
                .isInstanceOf(UsageFailure.class)
                .hasMessage("Store 'main': its url is not a database URL");
    }
}
