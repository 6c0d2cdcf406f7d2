package dev.seedbank.migrate.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.backend.migration.HistoryEntry.State;
import dev.seedbank.backend.migration.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoryTest {
    @Test
    void the_last_entry_of_a_version_counts_however_it_is_written() {
        var history = new History(List.of(
                entry(1, Kind.VERSIONED, "1", State.DONE),
                entry(2, Kind.VERSIONED, "0.9.0", State.DONE),
                entry(3, Kind.VERSIONED, "0.10.0", State.DONE),
                entry(4, Kind.VERSIONED, "1.0", State.ROLLED_BACK)));
        assertThat(history.head()).hasToString("Optional[0.10.0]");
        assertThat(history.applied()).isEqualTo(2);
        assertThat(history.inForce()).extracting(HistoryEntry::number).containsExactly(2L, 3L);
    }

    @Test
    void what_is_in_force_says_the_same_as_all_of_it() {
        var history = new History(List.of(
                entry(1, Kind.BASELINE, "2", State.DONE),
                entry(2, Kind.VERSIONED, "3", State.FAILED),
                entry(3, Kind.VERSIONED, "3", State.DONE),
                entry(4, Kind.REPEATABLE, "", State.DONE),
                entry(5, Kind.REPEATABLE, "", State.DONE),
                entry(6, Kind.VERSIONED, "4", State.FAILED)));
        assertThat(history.inForce()).extracting(HistoryEntry::number).containsExactly(1L, 3L, 5L, 6L);
        var again = new History(history.inForce());
        assertThat(again.head()).isEqualTo(history.head());
        assertThat(again.baseline()).isEqualTo(history.baseline());
        assertThat(again.last().values())
                .containsExactlyInAnyOrderElementsOf(history.last().values());
    }

    @Test
    void additions_make_it_say_what_another_says() {
        var now = new History(List.of(
                entry(1, Kind.BASELINE, "1", State.DONE),
                entry(2, Kind.VERSIONED, "2", State.DONE),
                entry(3, Kind.VERSIONED, "3", State.DONE),
                entry(4, Kind.REPEATABLE, "", State.DONE)));
        for (var wanted : List.of(
                new History(List.of()),
                new History(List.of(entry(1, Kind.VERSIONED, "2", State.DONE))),
                new History(List.of(
                        entry(1, Kind.BASELINE, "1", State.DONE),
                        entry(2, Kind.VERSIONED, "2", State.FAILED),
                        entry(3, Kind.VERSIONED, "4", State.DONE))))) {
            var all = new ArrayList<>(now.entries());
            all.addAll(now.additionsFor(wanted));
            var then = new History(all);
            assertThat(then.head()).isEqualTo(wanted.head());
            assertThat(then.baseline()).isEqualTo(wanted.baseline());
            assertThat(then.applied()).isEqualTo(wanted.applied());
            assertThat(then.additionsFor(wanted)).isEmpty();
            assertThat(wanted.additionsFor(wanted)).isEmpty();
        }
    }

    @Test
    void an_empty_one_has_no_version() {
        var history = new History(List.of());
        assertThat(history.head()).isEmpty();
        assertThat(history.inForce()).isEmpty();
        assertThat(history.applied()).isZero();
    }

    private static HistoryEntry entry(long number, Kind kind, String version, State state) {
        return new HistoryEntry(
                number,
                kind,
                version,
                "description",
                "file.sql",
                "sha256:00",
                Optional.empty(),
                state,
                Instant.EPOCH,
                Duration.ZERO,
                "ada@here",
                0,
                0,
                "",
                "",
                "seedbank");
    }
}
