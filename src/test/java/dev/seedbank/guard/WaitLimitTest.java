package dev.seedbank.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.cli.Progress;
import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.failure.Interrupted;
import dev.seedbank.testing.RecordedProgress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WaitLimitTest {
    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void tries_until_the_server_is_there_and_says_once_that_it_waits() {
        var progress = new RecordedProgress();
        var answer = WaitLimit.of(Duration.ofMinutes(1), progress).wait(() -> {
            if (attempts.incrementAndGet() < 3) {
                throw starting();
            }
            return "there";
        });
        assertThat(answer).isEqualTo("there");
        assertThat(attempts).hasValue(3);
        assertThat(progress.lines()).containsExactly("Waiting. starting");
    }

    @Test
    void does_not_wait_for_what_does_not_pass() {
        assertThatThrownBy(() -> WaitLimit.of(Duration.ofMinutes(1), Progress.silent())
                        .wait(() -> {
                            attempts.incrementAndGet();
                            throw new ConnectionFailed("wrong password", "");
                        }))
                .isInstanceOf(ConnectionFailed.class)
                .hasMessage("wrong password");
        assertThat(attempts).hasValue(1);
    }

    @Test
    void ends_with_the_last_reason_when_the_time_is_over() {
        assertThatThrownBy(() -> WaitLimit.of(Duration.ofMillis(300), Progress.silent())
                        .wait(() -> {
                            attempts.incrementAndGet();
                            throw starting();
                        }))
                .isInstanceOf(ConnectionFailed.class)
                .hasMessage("starting");
        assertThat(attempts).hasValueGreaterThan(1);
    }

    @Test
    void takes_the_first_answer_if_it_has_no_patience() {
        assertThatThrownBy(() -> WaitLimit.none(Progress.silent()).wait(() -> {
                    attempts.incrementAndGet();
                    throw starting();
                }))
                .isInstanceOf(ConnectionFailed.class);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void shares_one_time_between_all_servers() {
        var waitLimit = WaitLimit.of(Duration.ofMillis(300), Progress.silent());
        assertThatThrownBy(() -> waitLimit.wait(WaitLimitTest::never)).isInstanceOf(ConnectionFailed.class);
        assertThatThrownBy(() -> waitLimit.wait(() -> {
                    attempts.incrementAndGet();
                    return never();
                }))
                .isInstanceOf(ConnectionFailed.class);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void ends_when_interrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() ->
                        WaitLimit.of(Duration.ofMinutes(1), Progress.silent()).wait(WaitLimitTest::never))
                .isInstanceOf(Interrupted.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static String never() {
        throw starting();
    }

    private static ConnectionFailed starting() {
        return ConnectionFailed.passing("starting", "", null);
    }
}
