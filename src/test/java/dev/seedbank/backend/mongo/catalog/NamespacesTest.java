package dev.seedbank.backend.mongo.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether the patterns of two families could have a database in common. */
class NamespacesTest {
    @ParameterizedTest
    @CsvSource({
        "shop_*, shop_*, true",
        "shop_*, *_eu, true",
        "shop_*, shops_*, false",
        "*, x, true",
        "a*c, abd*, true",
        "a*c, abd*c, true",
        "a*c, abd, false",
        "a**, a, true",
        "*_a, *_b, false",
        "a*b*, *b*a, true"
    })
    void both_ways_round(String one, String other, boolean expected) {
        assertThat(Namespaces.overlap(one, other)).isEqualTo(expected);
        assertThat(Namespaces.overlap(other, one)).isEqualTo(expected);
    }

    @Test
    void many_stars_take_no_time() {
        assertThat(Namespaces.overlap("a*".repeat(30) + "x", "*a".repeat(30) + "y"))
                .isFalse();
    }
}
