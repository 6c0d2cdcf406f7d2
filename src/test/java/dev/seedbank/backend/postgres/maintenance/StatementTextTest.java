package dev.seedbank.backend.postgres.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            select pg_sleep($1) | select pg_sleep($1)
            select * from users where email = 'ada@x.org' and id = 7 | select * from users where email = …
            select t1.id from t1 where t1.id > 5 | select t1.id from t1 where t1.id > …
            create role ada password 'geheim' | create role ada password …
            create subscription s connection 'postgresql://u:p@h/db' | create subscription s connection …
            do $$ begin perform 'geheim'; end $$ | do …
            do $body$ geheim | do …
            select E'geheim\\', 'geheim' | select …
            set app.token = geheim | set app.token = …
            SET app.token TO geheim | SET app.token TO …
            update t set a = $1 where b = $2 | update t set a = $1 where b = $2
            /* web: geheim */ select a from t | select a from t
            select a /* geheim */ from t | select a …
            select a from t -- geheim | select a from t …
            """)
    void ends_where_the_first_value_begins(String statement, String shown) {
        assertThat(StatementText.of(statement, 200)).isEqualTo(shown);
    }

    @Test
    void a_name_above_it_is_no_part_of_it() {
        assertThat(StatementText.of("-- name: Users :many\nselect a\n  from  t", 200))
                .isEqualTo("select a from t");
    }

    @Test
    void is_no_longer_than_it_may_be() {
        assertThat(StatementText.of("select a from t", 8)).isEqualTo("select a …");
    }
}
