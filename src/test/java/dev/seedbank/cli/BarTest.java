package dev.seedbank.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class BarTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Bar bar = new Bar(new PrintStream(written, true, UTF_8), "main/users", 4 << 20);

    @Test
    void appears_when_the_work_takes_long() throws Exception {
        bar.advance(1 << 20);
        assertThat(written.toString(UTF_8)).isEmpty();
        Thread.sleep(1100);
        bar.advance(1 << 20);
        bar.close();
        assertThat(written.toString(UTF_8)).contains("main/users");
    }

    @Test
    void does_not_come_back_once_it_is_closed() throws Exception {
        bar.close();
        Thread.sleep(1100);
        bar.advance(1 << 20);
        bar.close();
        assertThat(written.toString(UTF_8)).isEmpty();
    }
}
