package dev.seedbank.guard;

import static dev.seedbank.guard.GuardTest.Outcome.ASKS_NAME;
import static dev.seedbank.guard.GuardTest.Outcome.ASKS_YES;
import static dev.seedbank.guard.GuardTest.Outcome.REFUSES;
import static dev.seedbank.guard.GuardTest.Outcome.RUNS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.backend.Backends;
import dev.seedbank.cli.Consent;
import dev.seedbank.cli.Interrupts;
import dev.seedbank.cli.Progress;
import dev.seedbank.config.Environment;
import dev.seedbank.config.Project;
import dev.seedbank.failure.GuardRefusal;
import dev.seedbank.testing.FakeTerminal;
import dev.seedbank.testing.MemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract's table: every action, in every environment, with every combination of flags, with and without a terminal. */
class GuardTest {
    private static final String YAML = """
            seedbank:
              stores:
                main: {url: 'memory://host/shop'}
            "%unknown":
              seedbank: {backups: {layout: file}}
            "%allowed":
              seedbank: {environment: production, allow: [backup]}
            """;

    @TempDir
    Path folder;

    private final MemoryStore.Data data = new MemoryStore.Data();

    /** What happens when somebody sits at the terminal and answers nothing. */
    enum Outcome {
        RUNS,
        ASKS_YES,
        ASKS_NAME,
        REFUSES
    }

    /** One line of the table. */
    record Case(Action action, String profile, boolean confirm, boolean name, boolean allow) {
        Consent consent() {
            return new Consent(confirm, name ? List.of("shop") : List.of(), allow, true);
        }

        /** The contract, written a second time and otherwise than in the code: by environment first. */
        Outcome expected() {
            boolean copies = action == Action.BACKUP;
            boolean changes = action == Action.MIGRATE
                    || action == Action.INIT
                    || action == Action.INDEX_APPLY
                    || action == Action.MODEL_APPLY
                    || action == Action.PUSH;
            boolean drops = action == Action.INDEX_PRUNE || action == Action.MAINTENANCE_FIX;
            boolean replaces = action == Action.RESTORE || action == Action.UNDO || action == Action.ROLLBACK;
            boolean destroys = action == Action.CLEAN
                    || action == Action.RESET
                    || action == Action.INIT_RESET
                    || action == Action.SEED_CLEAN
                    || action == Action.PUSH_FORCE;
            if (profile.equals("dev") || profile.equals("test")) {
                return (replaces || destroys || drops) && !confirm && !name ? ASKS_YES : RUNS;
            }
            if (destroys) {
                return REFUSES;
            }
            if (replaces) {
                return !allow ? REFUSES : name ? RUNS : ASKS_NAME;
            }
            if (changes || drops) {
                return confirm || name ? RUNS : ASKS_YES;
            }
            return copies && !allow ? REFUSES : RUNS;
        }
    }

    static Stream<Case> table() {
        var cases = new ArrayList<Case>();
        for (var action : Action.values()) {
            for (var profile : List.of("dev", "test", "prod", "unknown")) {
                for (int flags = 0; flags < 8; flags++) {
                    cases.add(new Case(action, profile, (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0));
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("table")
    void at_a_terminal(Case line) throws IOException {
        var terminal = new FakeTerminal(true, Map.of(), List.of());

        assertThat(outcome(line, terminal)).isEqualTo(line.expected());
    }

    @ParameterizedTest
    @MethodSource("table")
    void without_a_terminal_what_would_be_asked_is_refused(Case line) throws IOException {
        var expected = line.expected() == RUNS ? RUNS : REFUSES;

        assertThat(outcome(line, FakeTerminal.absent())).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("table")
    void a_coding_agent_needs_the_name_for_what_destroys(Case line) throws IOException {
        var agent = new FakeTerminal(true, Map.of("AI_AGENT", "1"), List.of("yes", "yes"));
        boolean destructive = line.action().danger().destructive();
        boolean asks = !destructive && line.expected() == ASKS_YES;
        var expected = line.expected() == REFUSES || asks || (destructive && !line.name()) ? REFUSES : RUNS;

        assertThat(outcome(line, agent)).isEqualTo(expected);
        assertThat(agent.questions()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("table")
    void a_production_database_refuses_lesser_profiles_whatever_is_said(Case line) throws IOException {
        data.marker = Optional.of(Environment.PRODUCTION);
        boolean lesser = line.profile().equals("dev") || line.profile().equals("test");
        var expected = lesser ? REFUSES : line.expected();

        assertThat(outcome(line, new FakeTerminal(true, Map.of(), List.of()))).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void the_refusal_names_both_environments(Action action) throws IOException {
        data.marker = Optional.of(Environment.PRODUCTION);
        var consent = new Consent(true, List.of("shop"), true, true);

        assertThatThrownBy(() -> guard(FakeTerminal.absent())
                        .open(action, project("dev"), List.of(), consent, Progress.silent()))
                .isInstanceOf(GuardRefusal.class)
                .hasMessage("Store 'main': this database is production, the profile 'dev' is development");
    }

    @Test
    void every_variable_that_gives_an_agent_away_counts() throws IOException {
        var variables = new ArrayList<>(CodingAgents.VARIABLES);
        CodingAgents.PREFIXES.forEach(prefix -> variables.add(prefix + "SOMETHING"));
        variables.addAll(List.of("CODEX_SANDBOX", "CODEX_SANDBOX_NETWORK_DISABLED", "CLAUDE_CODE_ENTRYPOINT"));
        for (var variable : variables) {
            var terminal = new FakeTerminal(false, Map.of(variable, "1"), List.of());
            var line = new Case(Action.CLEAN, "dev", true, false, false);
            assertThat(outcome(line, terminal)).as(variable).isEqualTo(REFUSES);
            var empty = new FakeTerminal(false, Map.of(variable, ""), List.of());
            assertThat(outcome(line, empty)).as(variable + " empty").isEqualTo(RUNS);
        }
    }

    @Test
    void what_editors_set_for_people_is_no_agent() throws IOException {
        var terminal = Map.of(
                "TERM_PROGRAM", "vscode",
                "CURSOR_TRACE_ID", "1",
                "CURSOR_EXTENSION_HOST_ROLE", "user",
                "AWS_EXECUTION_ENV", "CloudShell",
                "ZED_TERM", "true",
                "SSH_AGENT_PID", "1",
                "CODEX_HOME", "/home/me/.codex",
                "COPILOT_GITHUB_TOKEN", "x");
        var line = new Case(Action.CLEAN, "dev", true, false, false);

        assertThat(outcome(line, new FakeTerminal(false, terminal, List.of()))).isEqualTo(RUNS);
        for (var agent : CodingAgents.VALUES.entrySet()) {
            var given = Map.of(agent.getKey(), agent.getValue() + "-For-CLI");
            assertThat(outcome(line, new FakeTerminal(false, given, List.of()))).isEqualTo(REFUSES);
        }
    }

    @Test
    void a_name_that_is_another_database_s_is_refused_whoever_types_it() throws IOException {
        for (var terminal : List.of(FakeTerminal.absent(), new FakeTerminal(false, Map.of("AGENT", "1"), List.of()))) {
            var wrong = new Consent(true, List.of("nope"), true, true);
            assertThatThrownBy(() ->
                            guard(terminal).open(Action.CLEAN, project("dev"), List.of(), wrong, Progress.silent()))
                    .isInstanceOf(GuardRefusal.class)
                    .hasMessage("'nope' is not this database's name. Nothing was changed");
        }
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void the_server_s_own_databases_are_read_only(Action action) throws IOException {
        var consent = new Consent(true, List.of("admin"), true, true);
        var line = new Case(action, "own", true, false, true);
        var own = YAML + "\"%own\": {seedbank: {environment: test, stores: {main: {url: 'memory://host/admin'}}}}\n";
        Files.writeString(folder.resolve("seedbank.yaml"), own);
        var project = Project.read(folder, Optional.empty(), Optional.of(line.profile()), Map.of());

        if (!action.danger().writes()) {
            guard(FakeTerminal.absent())
                    .open(action, project, List.of(), consent, Progress.silent())
                    .close();
        } else {
            assertThatThrownBy(() ->
                            guard(FakeTerminal.absent()).open(action, project, List.of(), consent, Progress.silent()))
                    .isInstanceOf(GuardRefusal.class)
                    .hasMessageContaining("'admin' is a database of the server itself");
        }
    }

    @Test
    void only_the_right_answer_confirms() throws IOException {
        var line = new Case(Action.CLEAN, "dev", false, false, false);
        for (var yes : List.of("yes", "YES", "y")) {
            assertThat(outcome(line, answering(yes))).isEqualTo(RUNS);
        }
        for (var no : List.of("no", "", "yess", "ja")) {
            assertThat(outcome(line, answering(no))).isEqualTo(ASKS_YES);
        }
        var production = new Case(Action.RESTORE, "prod", true, false, true);
        assertThat(outcome(production, answering("shop"))).isEqualTo(RUNS);
        assertThat(outcome(production, answering("Shop"))).isEqualTo(ASKS_NAME);
        assertThat(outcome(production, answering("yes"))).isEqualTo(ASKS_NAME);
    }

    @Test
    void the_profile_may_allow_backups() throws IOException {
        var line = new Case(Action.BACKUP, "allowed", false, false, false);

        assertThat(outcome(line, FakeTerminal.absent())).isEqualTo(RUNS);
    }

    @Test
    void production_always_takes_a_safety_backup() throws IOException {
        var without = new Consent(true, List.of("shop"), true, false);

        assertThatThrownBy(() -> guard(FakeTerminal.absent())
                        .open(Action.RESTORE, project("prod"), List.of(), without, Progress.silent()))
                .isInstanceOf(GuardRefusal.class)
                .hasMessageContaining("--no-safety-backup");
        assertThat(permit(Action.RESTORE, "prod", new Consent(true, List.of("shop"), true, true))
                        .safetyBackup())
                .isTrue();
        assertThat(permit(Action.RESTORE, "dev", without).safetyBackup()).isFalse();
        assertThat(permit(Action.RESTORE, "dev", new Consent(true, List.of(), false, true))
                        .safetyBackup())
                .isTrue();
    }

    @Test
    void production_is_refused_before_a_connection_is_opened() throws IOException {
        var consent = new Consent(true, List.of("shop"), true, true);

        assertThatThrownBy(() -> guard(FakeTerminal.absent())
                        .open(Action.CLEAN, project("prod"), List.of(), consent, Progress.silent()))
                .isInstanceOf(GuardRefusal.class);
        assertThat(data.opened).isZero();
    }

    private Permit permit(Action action, String profile, Consent consent) throws IOException {
        var guard = guard(FakeTerminal.absent());
        try (var targets = guard.open(action, project(profile), List.of(), consent, Progress.silent())) {
            return guard.permit(targets, "This does something.");
        }
    }

    private Outcome outcome(Case line, FakeTerminal terminal) throws IOException {
        var guard = guard(terminal);
        try (var targets =
                guard.open(line.action(), project(line.profile()), List.of(), line.consent(), Progress.silent())) {
            guard.permit(targets, "This does something.");
            return RUNS;
        } catch (GuardRefusal refused) {
            if (terminal.questions().isEmpty()) {
                return REFUSES;
            }
            return terminal.questions().getFirst().contains("(yes/no)") ? ASKS_YES : ASKS_NAME;
        }
    }

    private Guard guard(FakeTerminal terminal) {
        return new Guard(new Backends(List.of(MemoryStore.backend(data))), terminal, new Interrupts(terminal));
    }

    private static FakeTerminal answering(String answer) {
        return new FakeTerminal(true, Map.of(), List.of(answer));
    }

    private Project project(String profile) throws IOException {
        Files.writeString(folder.resolve("seedbank.yaml"), YAML);
        return Project.read(folder, Optional.empty(), Optional.of(profile), Map.of());
    }
}
