package dev.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What several threads say at once, and what they count. */
class OutputTest {
    private static final int THREADS = 8;
    private static final int TIMES = 200;
    private static final ProjectOptions NO_OPTIONS = new ProjectOptions(Optional.empty(), Optional.empty(), List.of());

    private final Printed terminal = new Printed();
    private final Output output = new Output(terminal, new Output.Mode(false, false, false), NO_OPTIONS);

    @Test
    void lines_of_one_report_stay_together() {
        inThreads(thread -> {
            var lines =
                    IntStream.range(0, 5).mapToObj(line -> thread + "/" + line).toList();
            output.show(new Lines(lines, Map.of()));
            output.note("note");
        });

        var printed =
                terminal.printed().lines().filter(line -> !line.equals("note")).toList();
        assertThat(printed).hasSize(THREADS * TIMES * 5);
        for (int i = 0; i < printed.size(); i += 5) {
            var thread = printed.get(i).substring(0, printed.get(i).indexOf('/'));
            assertThat(printed.subList(i, i + 5))
                    .containsExactly(thread + "/0", thread + "/1", thread + "/2", thread + "/3", thread + "/4");
        }
    }

    @Test
    void nothing_that_threads_count_is_lost() {
        var gauge = new Gauge("backup", Progress.Unit.ROWS, THREADS * TIMES, () -> 0);
        inThreads(thread -> gauge.part("main/" + thread, TIMES).advance(1));

        assertThat(gauge.done()).isEqualTo(THREADS * TIMES);
        assertThat(gauge.lines(99).getLast()).contains("100 %", "1,600 of 1,600 rows");
    }

    /** {@link StallWatch} takes a number that went back for a sign of life, and one that stays for none. */
    @Test
    void works_that_go_on_at_once_are_all_counted_and_end_alone() {
        var bars = new Bars(terminal, false);
        var signs = new ArrayList<Long>();
        var first = bars.begin(new Gauge("first", Progress.Unit.ROWS, 0, () -> 0));
        var second = bars.begin(new Gauge("second", Progress.Unit.ROWS, 0, () -> 0));
        var meter = first.part("a", 0);
        second.part("b", 0).advance(2);
        signs.add(bars.signs());
        meter.advance(3);
        signs.add(bars.signs());
        first.close();
        first.close();
        signs.add(bars.signs());
        second.close();
        signs.add(bars.signs());

        assertThat(signs).containsExactly(2L, 5L, 5L, 5L);
    }

    @Test
    void what_threads_change_is_told_as_a_whole() {
        inThreads(thread -> {
            output.changing(thread);
            output.changed(thread, "1 row");
        });

        var words = output.outcome().words();
        assertThat(words).startsWith("Already changed: ").doesNotContain("Possibly");
        assertThat(words.split("; ", -1)).hasSize(THREADS * TIMES);
    }

    private static void inThreads(Consumer<String> work) {
        try (var executor = Executors.newFixedThreadPool(THREADS)) {
            var running = new ArrayList<Future<?>>();
            for (int thread = 0; thread < THREADS; thread++) {
                var name = "thread " + thread;
                running.add(executor.submit(() -> {
                    for (int i = 0; i < TIMES; i++) {
                        work.accept(name);
                    }
                }));
            }
            for (var one : running) {
                one.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** Keeps what is printed to standard output. */
    private static final class Printed extends Terminal {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

        String printed() {
            return bytes.toString(StandardCharsets.UTF_8);
        }

        @Override
        PrintStream out() {
            return out;
        }
    }
}
