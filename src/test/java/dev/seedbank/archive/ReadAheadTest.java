package dev.seedbank.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadAheadTest {
    private static final int LARGE = 3_000_001;

    @Test
    void gives_what_the_source_has_in_pieces_of_any_size() throws IOException {
        var bytes = new byte[LARGE];
        new Random(1).nextBytes(bytes);
        try (var in = ReadAhead.of(new ByteArrayInputStream(bytes), LARGE)) {
            assertThat(in.read()).isEqualTo(bytes[0] & 0xff);
            assertThat(in.readNBytes(7)).isEqualTo(java.util.Arrays.copyOfRange(bytes, 1, 8));
            assertThat(in.readAllBytes()).isEqualTo(java.util.Arrays.copyOfRange(bytes, 8, LARGE));
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void a_failure_comes_after_what_was_read_before_it() throws IOException {
        var problem = new IOException("broken");
        var source = new FilterInputStream(new ByteArrayInputStream(new byte[LARGE])) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = super.read(buffer, offset, length);
                if (count < 0) {
                    throw problem;
                }
                return count;
            }
        };
        try (var in = ReadAhead.of(source, LARGE + 1)) {
            assertThat(in.readNBytes(LARGE)).hasSize(LARGE);
            assertThatThrownBy(in::read).isSameAs(problem);
            assertThatThrownBy(in::read).isSameAs(problem);
        }
    }

    @Test
    void closing_in_the_middle_ends_the_thread_and_closes_the_source() throws IOException {
        var closed = new AtomicBoolean();
        var endless = new InputStream() {
            @Override
            public int read() {
                return 1;
            }

            @Override
            public void close() {
                closed.set(true);
            }
        };
        try (var in = ReadAhead.of(endless, Long.MAX_VALUE)) {
            assertThat(in.read()).isEqualTo(1);
        }
        assertThat(closed).isTrue();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.isAlive() && thread.getName().equals("read-ahead"));
    }

    @Test
    void lines_are_counted_as_one_by_one() throws IOException {
        var random = new Random(2);
        for (int length = 0; length < 100; length++) {
            var text = new StringBuilder();
            for (int i = 0; i < length; i++) {
                text.append("\n\u0000\u000b\t\u008aab".charAt(random.nextInt(7)));
            }
            var bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
            var lines = new JsonRows.Lines();
            for (int at = 0; at < bytes.length; at += 37) {
                lines.update(bytes, at, Math.min(37, bytes.length - at));
            }
            assertThat(lines.newlines())
                    .isEqualTo(text.chars().filter(c -> c == '\n').count());
        }
    }
}
