package dev.seedbank.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.failure.OperationFailed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WriteBehindTest {
    private static final int CHUNK = 1 << 18;
    private static final Set<String> THREADS = Set.of("hash-behind", "write-behind");

    @Test
    void every_target_gets_its_bytes_in_order_and_their_checksum() throws IOException {
        var random = new Random(1);
        try (var behind = new WriteBehind()) {
            for (int length : new int[] {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 9 * CHUNK + 5, 3, 0, 2 * CHUNK}) {
                var bytes = new byte[length];
                random.nextBytes(bytes);
                var target = new ByteArrayOutputStream();
                var checksum = behind.begin(target);
                for (int at = 0; at < length; ) {
                    int part = Math.min(length - at, 1 + random.nextInt(CHUNK));
                    behind.write(bytes, at, part);
                    at += part;
                }
                behind.flush();
                assertThat(target.toByteArray()).isEqualTo(bytes);
                assertThat(checksum.bytes()).isEqualTo(length);
                assertThat(checksum.hex()).isEqualTo(Checksum.of(bytes));
            }
        }
        assertThat(threads()).isZero();
    }

    @Test
    void little_starts_no_thread() throws IOException {
        try (var behind = new WriteBehind()) {
            behind.begin(new ByteArrayOutputStream());
            behind.write(new byte[CHUNK], 0, CHUNK);
            behind.flush();
            assertThat(threads()).isZero();
        }
    }

    @Test
    void what_goes_wrong_on_the_thread_is_thrown_to_the_writer() {
        for (var problem : new RuntimeException[] {new OperationFailed("disk full", ""), new IllegalStateException()}) {
            var target = new OutputStream() {
                @Override
                public void write(int value) {
                    throw problem;
                }
            };
            assertThatThrownBy(() -> write(target)).isSameAs(problem);
        }
        assertThat(threads()).isZero();
    }

    @Test
    void an_interrupt_ends_the_wait_for_a_target_that_hangs() throws Exception {
        var hangs = new CountDownLatch(1);
        var target = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                try {
                    hangs.countDown();
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw new InterruptedIOException();
                }
            }
        };
        var writer = Thread.currentThread();
        var interrupter = Thread.ofPlatform().start(() -> {
            try {
                hangs.await();
                writer.interrupt();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThatThrownBy(() -> write(target)).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
        interrupter.join();
        assertThat(threads()).isZero();
    }

    private static void write(OutputStream target) throws IOException {
        try (var behind = new WriteBehind()) {
            behind.begin(target);
            for (int i = 0; i < 20; i++) {
                behind.write(new byte[CHUNK], 0, CHUNK);
            }
            behind.flush();
        }
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && THREADS.contains(thread.getName()))
                .count();
    }
}
