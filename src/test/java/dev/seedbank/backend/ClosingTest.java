package dev.seedbank.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {
    private final List<String> closed = new ArrayList<>();

    @Test
    void one_that_fails_does_not_keep_the_others_open() {
        var closing = new Closing();
        closing.add(() -> closed.add("first"));
        closing.add(() -> fail("second"));
        closing.add(() -> fail("third"));
        closing.add(() -> closed.add("fourth"));

        assertThatThrownBy(closing::close)
                .hasMessage("second")
                .satisfies(e -> assertThat(e.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("third"));

        assertThat(closed).containsExactly("first", "fourth");
    }

    @Test
    void closes_everything_once() {
        var closing = new Closing();
        closing.add(() -> closed.add("one"));

        closing.close();
        closing.close();

        assertThat(closed).containsExactly("one");
    }

    private static void fail(String message) {
        throw new IllegalStateException(message);
    }
}
