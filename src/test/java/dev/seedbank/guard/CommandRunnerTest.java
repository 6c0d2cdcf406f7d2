package dev.seedbank.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.backend.Backends;
import dev.seedbank.cli.CliAccess;
import dev.seedbank.cli.Consent;
import dev.seedbank.cli.Interrupts;
import dev.seedbank.cli.Lines;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Report;
import dev.seedbank.failure.GuardRefusal;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.testing.FakeTerminal;
import dev.seedbank.testing.MemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order that every command keeps, whatever it does. */
class CommandRunnerTest {
    private static final Consent YES = new Consent(true, List.of(), false, true);

    @TempDir
    Path folder;

    private final MemoryStore.Data data = new MemoryStore.Data();
    private final List<String> calls = new ArrayList<>();
    private boolean impossible;

    @BeforeEach
    void settings() throws IOException {
        Files.writeString(folder.resolve("seedbank.yaml"), "seedbank: {stores: {main: {url: 'memory://host/shop'}}}\n");
    }

    @Test
    void warns_checks_announces_and_asks_before_it_does_anything() throws IOException {
        assertThat(run(FakeTerminal.absent(), YES, false)).isZero();

        assertThat(calls).containsExactly("plan", "warnings", "check", "announcement", "question", "run");
        assertThat(data.closed).isEqualTo(1);
    }

    @Test
    void a_dry_run_asks_nothing_and_does_nothing() throws IOException {
        assertThat(run(FakeTerminal.absent(), Consent.NONE, true)).isZero();

        assertThat(calls).containsExactly("plan", "warnings", "dry run");
    }

    @Test
    void what_cannot_be_done_is_told_before_anybody_is_asked() {
        impossible = true;
        var terminal = new FakeTerminal(true, Map.of(), List.of("yes"));

        assertThatThrownBy(() -> run(terminal, Consent.NONE, false)).isInstanceOf(OperationFailed.class);

        assertThat(terminal.questions()).isEmpty();
        assertThat(calls).containsExactly("plan", "warnings", "check");
        assertThat(data.closed).isEqualTo(1);
    }

    @Test
    void nothing_is_done_without_a_yes() {
        var terminal = new FakeTerminal(true, Map.of(), List.of("no"));

        assertThatThrownBy(() -> run(terminal, Consent.NONE, false)).isInstanceOf(GuardRefusal.class);

        assertThat(terminal.questions()).containsExactly("This does something. Continue? (yes/no): ");
        assertThat(calls).containsExactly("plan", "warnings", "check", "announcement", "question");
        assertThat(data.closed).isEqualTo(1);
    }

    private int run(FakeTerminal terminal, Consent consent, boolean dryRun) throws IOException {
        var guard = new Guard(new Backends(List.of(MemoryStore.backend(data))), terminal, new Interrupts(terminal));
        var runner = new CommandRunner(guard, CliAccess.options(terminal, folder.resolve("seedbank.yaml")));
        var request = new CommandRunner.Request(Action.CLEAN, List.of(), consent, dryRun, Duration.ZERO);
        return runner.run(
                request,
                targets -> {
                    calls.add("plan");
                    return new Recorded();
                },
                (plan, permit) -> {
                    calls.add("run");
                    return nothing();
                });
    }

    private static Lines nothing() {
        return new Lines(List.of(), Map.of());
    }

    private final class Recorded implements Plan {
        @Override
        public List<String> warnings() {
            calls.add("warnings");
            return List.of();
        }

        @Override
        public Report dryRun(Progress progress) {
            calls.add("dry run");
            return nothing();
        }

        @Override
        public void check() {
            calls.add("check");
            if (impossible) {
                throw new OperationFailed("It does not fit", "");
            }
        }

        @Override
        public List<String> announcement() {
            calls.add("announcement");
            return List.of();
        }

        @Override
        public String question() {
            calls.add("question");
            return "This does something.";
        }
    }
}
