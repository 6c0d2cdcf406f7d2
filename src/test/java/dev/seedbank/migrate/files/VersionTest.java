package dev.seedbank.migrate.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionTest {
    @Test
    void are_ordered_as_numbers_and_pre_releases_before_their_release() {
        var ordered = List.of(
                "0.9.0",
                "0.10.0",
                "0.33.8",
                "0.33.9",
                "1.0.0-alpha",
                "1.0.0-alpha.1",
                "1.0.0-alpha.beta",
                "1.0.0-rc.2",
                "1.0.0-rc.10",
                "1",
                "1.1",
                "1_2",
                "2",
                "10",
                "20260101120000",
                "20260101120001",
                "a_name",
                "b_name");
        var shuffled = new ArrayList<>(ordered.stream().map(Version::new).toList());
        Collections.shuffle(shuffled, new Random(7));

        assertThat(shuffled.stream().sorted().map(Version::text).collect(Collectors.toList()))
                .isEqualTo(ordered);
    }

    @ParameterizedTest
    @CsvSource({"1, 1.0", "1, 001", "1.2, 1_2", "1.2.0.0, 1.2", "0.0, 0"})
    void may_be_written_in_several_ways(String one, String other) {
        assertThat(new Version(one)).isEqualTo(new Version(other)).hasSameHashCodeAs(new Version(other));
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "1.0.0-rc, 1.0.0", "1.1, 1_10", "a, b", "1, a"})
    void are_told_apart(String one, String other) {
        assertThat(new Version(one)).isNotEqualTo(new Version(other)).isLessThan(new Version(other));
    }
}
