package dev.seedbank.backend.mongo.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoInterruptedException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class DriverCallTest {
    @Test
    void waits_as_long_as_it_takes() {
        var answer = DriverCall.of(() -> {
            pause(Duration.ofMillis(1200));
            return DriverCall.of(() -> "answer"); // on the thread that it is already on
        });

        assertThat(answer).isEqualTo("answer");
    }

    @Test
    void passes_on_what_goes_wrong() {
        var wrong = new IllegalArgumentException("wrong");

        assertThatThrownBy(() -> DriverCall.of(() -> {
                    throw wrong;
                }))
                .isSameAs(wrong);
    }

    @Test
    void an_interruption_ends_the_call_and_what_it_waits_for() throws Exception {
        var begun = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var interrupted = new AtomicBoolean();
        var caller = new FutureTask<>(() -> {
            assertThatThrownBy(() -> DriverCall.of(() -> {
                        begun.countDown();
                        try {
                            Thread.sleep(60_000);
                        } catch (InterruptedException e) {
                            ended.countDown();
                        }
                        return "";
                    }))
                    .isInstanceOf(MongoInterruptedException.class);
            interrupted.set(Thread.currentThread().isInterrupted());
            return "";
        });
        var thread = Thread.ofPlatform().start(caller);
        begun.await();

        thread.interrupt();

        caller.get(5, TimeUnit.SECONDS);
        assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(interrupted).isTrue();
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
