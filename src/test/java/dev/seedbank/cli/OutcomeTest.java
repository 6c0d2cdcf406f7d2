package dev.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutcomeTest {
    private final Outcome outcome = new Outcome();

    @Test
    void nothing_was_changed_if_nobody_said_so() {
        assertThat(outcome.words()).isEqualTo("Nothing was changed");
        outcome.changing("content/users");
        outcome.changed("content/users", "");
        assertThat(outcome.words()).isEqualTo("Nothing was changed");
    }

    @Test
    void tells_what_is_changed_and_what_may_be() {
        outcome.changing("main");
        assertThat(outcome.words()).isEqualTo("Possibly changed: main");
        outcome.changed("main", "3 collections restored");
        outcome.changing("content");
        assertThat(outcome.words())
                .isEqualTo("Already changed: main: 3 collections restored. Possibly changed: content");
    }

    @Test
    void threads_that_change_several_things_at_once_end_what_they_began() {
        outcome.changing("main");
        outcome.changing("content");
        outcome.changed("main", "3 collections emptied");
        assertThat(outcome.words())
                .isEqualTo("Already changed: main: 3 collections emptied. Possibly changed: content");
        outcome.changing("media");
        assertThat(outcome.words()).endsWith("Possibly changed: content; media");
    }
}
