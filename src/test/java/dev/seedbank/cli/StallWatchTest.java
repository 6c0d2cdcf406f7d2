package dev.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StallWatchTest {
    private final LinkedBlockingQueue<String> said = new LinkedBlockingQueue<>();

    @Test
    void says_once_what_the_work_waits_for() throws Exception {
        var asked = new CountDownLatch(3);
        try (var _ = new StallWatch(
                () -> 0,
                () -> {
                    asked.countDown();
                    return Optional.of("table orders");
                },
                said::add)) {
            assertThat(said.poll(30, TimeUnit.SECONDS)).isEqualTo("table orders");
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(said).isEmpty();
    }

    @Test
    void does_not_ask_while_work_goes_on() throws Exception {
        var work = new AtomicLong();
        var looked = new CountDownLatch(3);
        var asked = new AtomicInteger();
        try (var _ = new StallWatch(
                () -> {
                    looked.countDown();
                    return work.incrementAndGet();
                },
                () -> {
                    asked.incrementAndGet();
                    return Optional.empty();
                },
                said::add)) {
            assertThat(looked.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(asked).hasValue(0);
    }
}
