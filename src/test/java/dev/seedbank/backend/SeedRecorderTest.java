package dev.seedbank.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.backend.SeedRow.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What is noted of the rows of a seed file, and what it tells later. */
class SeedRecorderTest {
    private static final long STORED = 2718505091489089891L;
    private static final SeedSource SOURCE = new SeedSource("seeds/users.json", "new");

    /** The parts of one file. */
    private static final class Parts implements SeedRecorder.Storage {
        final List<byte[]> parts = new ArrayList<>();
        long rows = -1;
        boolean behind;

        @Override
        public void part(byte[] rows) {
            parts.add(rows);
        }

        @Override
        public void complete(long count, boolean isBehind) {
            rows = count;
            behind = isBehind;
        }

        SeededRows read() {
            var read = new SeededRows();
            parts.forEach(read::add);
            return read;
        }
    }

    @RepeatedTest(20)
    void what_is_noted_is_read_back() {
        var random = new Random();
        var expected = new HashMap<Long, Long>();
        var parts = new Parts();
        var recorder = new SeedRecorder(new SeededRows(), parts);
        int rows = random.nextInt(100_000);
        for (int row = 0; row < rows; row++) {
            long key = row % 7 == 0 ? random.nextInt(20) : random.nextLong();
            long content = random.nextLong();
            expected.putIfAbsent(key, content);
            recorder.row(key, content);
            if (random.nextInt(1000) == 0) {
                recorder.pause();
            }
        }
        recorder.complete();
        var read = parts.read();
        assertThat(parts.rows).isEqualTo(rows);
        assertThat(parts.behind).isFalse();
        expected.forEach((key, content) -> assertThat(read.content(key)).isEqualTo(OptionalLong.of(content)));
        for (int i = 0; i < 1000; i++) {
            long key = random.nextLong();
            assertThat(read.content(key).isPresent()).isEqualTo(expected.containsKey(key));
        }
        assertThat(parts.parts).allSatisfy(part -> assertThat(part.length).isLessThan(1 << 20));
    }

    @Test
    void a_row_that_was_skipped_is_noted_as_the_older_file_said_it() {
        var first = new Parts();
        var recorder = new SeedRecorder(new SeededRows(), first);
        recorder.row(1, 10);
        recorder.row(2, 20);
        recorder.complete();
        var second = new Parts();
        var again = new SeedRecorder(first.read(), second);
        again.row(1, 10);
        again.row(2, 21);
        again.row(3, 30);
        again.inserted(3);
        again.complete();
        assertThat(second.behind).isTrue();
        var third = new Parts();
        var inserting = new SeedRecorder(first.read(), third);
        inserting.row(2, 21);
        inserting.inserted(1);
        inserting.complete();
        assertThat(third.behind).isFalse();
        assertThat(third.read().content(2)).isEqualTo(OptionalLong.of(21));
        var noted = second.read();
        assertThat(List.of(noted.content(1), noted.content(2), noted.content(3)))
                .containsExactly(OptionalLong.of(10), OptionalLong.of(20), OptionalLong.of(30));
    }

    @Test
    void who_changed_a_row() {
        var parts = new Parts();
        var recorder = new SeedRecorder(new SeededRows(), parts);
        recorder.row(1, 10);
        recorder.complete();
        assertThat(states(Optional.empty(), parts)).isEqualTo(new SeedStates(2, 0, 0, 2, 0, 0));
        assertThat(states(Optional.of(noted("new", false)), parts)).isEqualTo(new SeedStates(0, 0, 0, 2, 2, 0));
        assertThat(states(Optional.of(noted("new", true)), parts)).isEqualTo(new SeedStates(1, 0, 1, 1, 1, 0));
        assertThat(states(Optional.of(noted("old", false)), parts)).isEqualTo(new SeedStates(1, 0, 1, 1, 1, 0));
    }

    /** Rows 1 and 2 missing; row 1 different, as it was noted and not so. */
    private static SeedStates states(Optional<SeededFile> noted, Parts parts) {
        var tally = new SeedTally(noted, SOURCE, parts::read);
        tally.missingRow(1);
        tally.missingRow(2);
        tally.differentRow(1, 10);
        tally.differentRow(1, 11);
        return tally.states();
    }

    private static SeededFile noted(String hash, boolean behind) {
        return new SeededFile("seeds/users.json", "public.users", hash, 1, behind, Instant.EPOCH);
    }

    @Test
    void content_is_that_of_the_file_in_any_order() {
        var row = row("a", new Value.Json("1"), "b", new Value.Text("x"));
        assertThat(RowHash.content(row("b", new Value.Text("x"), "a", new Value.Json("1"))))
                .isEqualTo(RowHash.content(row));
        assertThat(RowHash.content(row(
                        "a",
                        new Value.Json("1"),
                        "b",
                        new Value.Text("x"),
                        "c",
                        new Value.Hashed("h"),
                        "d",
                        new Value.Generated(SeedRow.Value.Kind.TEXT, "g"))))
                .isEqualTo(RowHash.content(row));
        for (var other : List.of(
                row("a", new Value.Json("1"), "b", new Value.Text("y")),
                row("b", new Value.Json("1"), "a", new Value.Text("x")),
                row("a", new Value.Json("1")),
                row("a", new Value.Json("1x"), "b", new Value.Text("")))) {
            assertThat(RowHash.content(other)).isNotEqualTo(RowHash.content(row));
        }
        assertThat(RowHash.of(List.of("ab", "c"))).isNotEqualTo(RowHash.of(List.of("a", "bc")));
    }

    @Test
    void different_values_have_different_hashes() {
        var hashes = new HashSet<Long>();
        for (int i = 0; i < 300_000; i++) {
            hashes.add(RowHash.of(List.of("id", Integer.toString(i))));
            hashes.add(RowHash.of(List.of("user" + i + "@example.com")));
            hashes.add(
                    RowHash.of(List.of("a long text of which only the very beginning differs".replace("a", "" + i))));
        }
        assertThat(hashes).hasSize(900_000);
        assertThat(RowHash.of(List.of("seedbank", "Ünïcode 🌱")))
                .as("as it is stored")
                .isEqualTo(STORED);
    }

    private static SeedRow row(Object... fields) {
        var map = new LinkedHashMap<String, Value>();
        for (int i = 0; i < fields.length; i += 2) {
            map.put((String) fields[i], (Value) fields[i + 1]);
        }
        return new SeedRow("seeds/users.json", 1, map);
    }
}
