package dev.seedbank.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordTest {
    @ParameterizedTest
    @ValueSource(strings = {"before-2026-01-28T10-30-00", "a/b.json", "users=people", "größe_1", "--store"})
    void what_no_shell_changes_stays_as_it_is(String word) {
        assertThat(ShellWord.of(word)).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "before release,'before release'",
                "a&b,'a&b'",
                "$HOME,'$HOME'",
                "x*,'x*'",
                "it's,'it'\\''s'",
                "``,''"
            })
    void anything_else_is_quoted(String word, String quoted) {
        assertThat(ShellWord.of(word)).isEqualTo(quoted);
    }
}
