package dev.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.cli.Progress.Unit;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaugeTest {
    private long seconds;

    @Test
    void shows_the_part_at_hand_and_all_of_it() {
        var gauge = gauge(Unit.ROWS, 4_000_000);
        gauge.part("main/users", 1_000_000).advance(1_000_000);
        seconds = 10;
        gauge.part("main/orders", 3_000_000).advance(600_000);
        seconds = 16;
        assertThat(gauge.lines(99))
                .containsExactly(
                        "  main/orders                20 %  ███░░░░░░░░░░░░░░░  600,000 of 3,000,000 rows  0:06  0:24 left",
                        "  backup                     40 %  ███████░░░░░░░░░░░  1,600,000 of 4,000,000 rows  0:16  0:24 left");
    }

    @Test
    void shows_one_line_where_the_part_is_all() {
        var gauge = gauge(Unit.BYTES, 3 << 20);
        gauge.part("a", 3 << 20).advance(1 << 20);
        seconds = 1;
        assertThat(gauge.lines(80)).hasSize(1).first().asString().contains("33 %", "1.0 MiB of 3.0 MiB", "0:02 left");
    }

    @Test
    void promises_nothing_where_the_total_is_unknown_or_was_too_low() {
        var gauge = gauge(Unit.ROWS, 0);
        gauge.part("main/logs", 10).advance(11);
        seconds = 3700;
        assertThat(gauge.lines(80))
                .containsExactly(
                        "  main/logs             11 rows  1:01:40", "  backup                11 rows  1:01:40");
    }

    @Test
    void a_last_step_has_a_name_and_a_clock() {
        var gauge = gauge(Unit.ROWS, 10);
        gauge.part("main: putting it in place", 0);
        seconds = 5;
        assertThat(gauge.lines(80).getFirst()).isEqualTo("  main: putting it in place  0:05");
    }

    @ParameterizedTest
    @ValueSource(ints = {59, 69, 79, 99})
    void tells_the_time_left_in_a_narrow_terminal(int width) {
        var gauge = gauge(Unit.ROWS, 13_901_666);
        gauge.part("main/big", 13_900_563).advance(911_000);
        seconds = 3;
        assertThat(gauge.lines(width))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("6 %", "911,000").endsWith("0:03  0:42 left"));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 30, 40, 60, 79, 100})
    void never_is_wider_than_the_terminal(int width) {
        var gauge = gauge(Unit.BYTES, 9_000_000_000L);
        gauge.part("content/データベース_with_a_very_long_name_that_goes_on", 8_000_000_000L)
                .advance(3_000_000_000L);
        seconds = 4000;
        assertThat(gauge.lines(width))
                .allSatisfy(line -> assertThat(Text.width(line)).isLessThanOrEqualTo(width));
    }

    private Gauge gauge(Unit unit, long total) {
        return new Gauge("backup", unit, total, () -> TimeUnit.SECONDS.toNanos(seconds));
    }
}
