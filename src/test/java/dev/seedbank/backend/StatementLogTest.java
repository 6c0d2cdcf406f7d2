package dev.seedbank.backend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a statement is told. */
class StatementLogTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select a from t                        | select a from t",
                "select a from t where b = ?            | select a from t where b = ?",
                "insert into keys values ('s3cret', 1)  | insert into keys values (…",
                "insert into keys values (E'it\\'s')    | insert into keys values (E…",
                "do $$ s3cret $$                        | do …",
                "do $body$ s3cret $body$                | do …",
                "create role a PASSWORD s3cret          | create role a PASSWORD…",
            })
    void values_are_left_out(String statement, String told) {
        assertThat(StatementLog.withoutValues(statement)).isEqualTo(told);
    }

    @Test
    void it_is_one_line_that_can_be_read() {
        assertThat(StatementLog.withoutValues("select a\n    from t\n")).isEqualTo("select a from t");
        assertThat(StatementLog.withoutValues("select " + "a, ".repeat(1000)))
                .hasSize(201)
                .endsWith("…");
    }
}
