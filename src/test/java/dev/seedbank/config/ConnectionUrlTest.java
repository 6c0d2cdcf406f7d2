package dev.seedbank.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.failure.UsageFailure;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionUrlTest {
    @ParameterizedTest
    @CsvSource({
        "postgresql://u:s3cret@h:5432/d, postgresql://u:***@h:5432/d",
        "postgresql://u:s3c@ret@h/d, postgresql://u:***@h/d",
        "postgresql://u:s3c/re?t@h/d, postgresql://u:***@h/d",
        "postgresql://u:s3c#re?t@h/d, postgresql://u:***@h/d",
        "postgresql://u:s3c#re?t=@h/d, postgresql://u:***@***",
        "postgresql://h/d?password=s3c@ret, postgresql://***@***",
        "postgresql://s3c@re:t@h/d, postgresql://***@h/d",
        "postgresql://u@h/d, postgresql://u@h/d",
        "postgresql://u:s3cret/d, postgresql://u:***",
        "postgresql://u:s3cret, postgresql://u:***",
        "'postgresql://u:s3cret,h:1/d', postgresql://u:***",
        "'postgresql://[::1]:5432,h:1/d', 'postgresql://[::1]:5432,h:1/d'",
        "postgresql://h/d#s3cret, postgresql://h/d#***",
        "postgresql://h/d?passwd=s3cret&pwd=s3cret&pass=s3cret, postgresql://h/d?passwd=***&pwd=***&pass=***",
        "postgresql://h/d?s3cret, postgresql://h/d?***",
        "postgresql://h/d?sslmode=s3cret!, postgresql://h/d?sslmode=***",
        "postgresql://h/d?user=u&s3c ret=s3cret, postgresql://h/d?user=u&***",
        "postgresql://h/d?options=-c%20x.y=s3cret, postgresql://h/d?options=***",
        "jdbc:postgresql://h/d?user=u&password=s3cret, jdbc:postgresql://h/d?user=u&password=***",
        "mongodb://h/d?tls=true;tlsCertificateKeyFilePassword=s3cret, mongodb://h/d?tls=true&tlsCertificateKeyFilePassword=***",
        "'mongodb://u:s3c@ret@a:1,b:2/d?w=majority', 'mongodb://u:***@a:1,b:2/d?w=majority'",
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
        assertThat(ConnectionUrl.of("jdbc:postgresql://h/d", "x").scheme()).isEqualTo("postgresql");
        assertThat(ConnectionUrl.of("jdbc:mysql://h/d", "x").scheme()).isEqualTo("jdbc:mysql");
    }

    /** Random text between the user's name and the last at sign is never shown, nor what a parameter of an unknown name holds. */
    @Test
    void no_password_whatever_its_signs_is_shown() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int run = 0; run < 20_000; run++) {
            var password = "S3" + random(random, ":/?#@[]&;=%+, \\'\"{}$aZ9") + "CRET";
            var shown = ConnectionUrl.of("mongodb://user:" + password + "@host:1,other:2/db?x=" + password, "x");
            assertThat(shown.toString())
                    .as("seed %d: %s", seed, password)
                    .doesNotContain("S3")
                    .doesNotContain("CRET");
        }
    }

    private static String random(Random random, String signs) {
        return random.ints(random.nextInt(12), 0, signs.length())
                .mapToObj(i -> signs.substring(i, i + 1))
                .collect(Collectors.joining());
    }

    @Test
    void what_is_no_url_is_refused_without_being_shown() {
        assertThatThrownBy(() -> ConnectionUrl.of("hunter2", "Store 'main': its url"))
                .isInstanceOf(UsageFailure.class)
                .hasMessage("Store 'main': its url is not a database URL");
    }
}
