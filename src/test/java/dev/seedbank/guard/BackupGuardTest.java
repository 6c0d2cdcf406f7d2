package dev.seedbank.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.backend.Backends;
import dev.seedbank.cli.Consent;
import dev.seedbank.cli.Interrupts;
import dev.seedbank.config.Environment;
import dev.seedbank.failure.GuardRefusal;
import dev.seedbank.testing.FakeTerminal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may delete a backup, with every combination of what is said in advance, at a terminal and without one. */
class BackupGuardTest {
    private static final String NAME = "before-release-2026-01-28T10-30-00";
    private static final Consent CONFIRM = new Consent(true, List.of(), false, true);

    /** @param typed as after {@code --confirm-backup} */
    record Case(
            Optional<Environment> environment, boolean last, boolean agent, boolean confirm, Optional<String> typed) {
        boolean needsName() {
            return environment.isEmpty() || environment.get() == Environment.PRODUCTION || last || agent;
        }
    }

    static Stream<Case> table() {
        var cases = new ArrayList<Case>();
        var environments = Stream.concat(
                        Stream.of(Environment.values()).map(Optional::of), Stream.of(Optional.<Environment>empty()))
                .toList();
        for (var environment : environments) {
            for (var typed : List.of(Optional.<String>empty(), Optional.of(NAME), Optional.of("before-release"))) {
                for (int flags = 0; flags < 8; flags++) {
                    cases.add(new Case(environment, (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0, typed));
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("table")
    void without_a_terminal(Case line) throws IOException {
        boolean deletes = line.typed.isPresent() ? line.typed.get().equals(NAME) : line.confirm && !line.needsName();

        assertThat(deletes(line, terminal(line, false))).isEqualTo(deletes);
    }

    @ParameterizedTest
    @MethodSource("table")
    void at_a_terminal_what_is_asked_can_be_answered(Case line) throws IOException {
        var terminal = terminal(line, true, line.needsName() ? NAME : "yes");
        boolean deletes = line.typed.isPresent() ? line.typed.get().equals(NAME) : !line.agent;

        assertThat(deletes(line, terminal)).isEqualTo(deletes);
    }

    @ParameterizedTest
    @MethodSource("table")
    void at_a_terminal_yes_is_no_name_and_part_of_a_name_neither(Case line) throws IOException {
        for (var answer : List.of(line.needsName() ? "yes" : "no", "before-release", "")) {
            boolean asked = line.typed.isEmpty() && (line.needsName() || !line.confirm);

            assertThat(deletes(line, terminal(line, true, answer)))
                    .isEqualTo(!asked && !line.typed.equals(Optional.of("before-release")));
        }
    }

    private static FakeTerminal terminal(Case line, boolean interactive, String... answers) {
        return new FakeTerminal(interactive, line.agent ? Map.of("AI_AGENT", "1") : Map.of(), List.of(answers));
    }

    private static boolean deletes(Case line, FakeTerminal terminal) throws IOException {
        var guard = new Guard(new Backends(List.of()), terminal, new Interrupts(terminal));
        try {
            new BackupGuard(guard, terminal).permit(deletion(line), line.typed, line.confirm ? CONFIRM : Consent.NONE);
            return true;
        } catch (GuardRefusal e) {
            assertThat(e).hasMessageNotContaining("Exception");
            return false;
        }
    }

    private static BackupGuard.Deletion deletion(Case line) {
        return new BackupGuard.Deletion() {
            @Override
            public String name() {
                return NAME;
            }

            @Override
            public Optional<Environment> environment() {
                return line.environment;
            }

            @Override
            public List<String> lastOf() {
                return line.last ? List.of("main") : List.of();
            }
        };
    }
}
