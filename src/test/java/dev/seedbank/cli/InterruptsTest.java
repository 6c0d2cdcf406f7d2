package dev.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.FakeTerminal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InterruptsTest {
    private final Interrupts interrupts = new Interrupts(FakeTerminal.absent());
    private final List<String> cut = new ArrayList<>();

    /** It interrupts the thread of the command, which is the test's. */
    @AfterEach
    void clear() {
        Thread.interrupted();
    }

    @Test
    void a_hook_that_fails_does_not_stop_the_others() {
        interrupts.onInterrupt(() -> cut.add("first"));
        interrupts.onInterrupt(() -> {
            throw new IllegalStateException("the connection is gone already");
        });
        interrupts.onInterrupt(() -> cut.add("last"));

        interrupts.cutAll();

        assertThat(cut).containsExactlyInAnyOrder("first", "last");
    }

    @Test
    void a_hook_that_is_closed_is_not_called() {
        interrupts.onInterrupt(() -> cut.add("open"));
        interrupts.onInterrupt(() -> cut.add("closed")).close();

        interrupts.cutAll();

        assertThat(cut).containsExactly("open");
    }

    @Test
    void a_hook_that_comes_too_late_is_called_at_once() {
        interrupts.cutAll();

        interrupts.onInterrupt(() -> cut.add("late")).close();

        assertThat(cut).containsExactly("late");
    }
}
