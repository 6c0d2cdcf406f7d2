package dev.seedbank.model.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommonPatternTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?<=a)b",
                "(a)\\1",
                "\\k<n>",
                "a*+",
                "{",
                "a{,3}",
                "[]",
                "[^]",
                "\\p{Script=Greek}",
                "(?i)a",
                "(?<n>a)",
                "a**",
                "*a",
                "[z-a]",
                "a{70000}",
                "\\u0000",
                "\\uD83D",
                "[\\d-z]",
                "(",
                "\\A",
                "\\Q",
                "\\",
                "[a"
            })
    void what_engines_read_in_ways_of_their_own_has_no_common_text(String ecma) {
        assertThat(CommonPattern.of(ecma)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "^a+$, aaa, true",
        "'^\\d{2,3}$', 123, true",
        "^\\d$, '\u0661', false",
        "^[A-F0-9]{4}$, BEEF, true",
        "^(ab|cd)*?$, abcd, true",
        "a\\.b, axb, false",
        "a\\.b, a.b, true",
        "\\bfoo\\b, a foo b, true",
        "\\bfoo\\b, afoob, false",
        "\\s, '\u00a0', true",
        "\\S, '\u00a0', false",
        "^[\\s\\S]$, '\u2028', true",
        "^.$, '\u2028', false",
        "^.$, '\uD83D\uDE00', true",
        "^\\uD83D\\uDE00$, '\uD83D\uDE00', true",
        "^\\p{L}$, é, true",
        "[^@]+@[^@]+, a@b, true",
        "^[\\w.-]+$, a.b-c_d, true",
        "^a{2}$, aaa, false",
        "&&|[a&&b], '&&', true",
        "^[-+]?$, -, true",
    })
    void matches_what_the_pattern_says(String ecma, String text, boolean matches) {
        var common = CommonPattern.of(ecma).orElseThrow();
        assertThat(Pattern.compile(common).matcher(text).find()).as(common).isEqualTo(matches);
    }

    @Test
    void the_end_is_the_very_end() {
        var common = CommonPattern.of("a$").orElseThrow();
        assertThat(Pattern.compile(common).matcher("a\n").find()).isFalse();
    }
}
