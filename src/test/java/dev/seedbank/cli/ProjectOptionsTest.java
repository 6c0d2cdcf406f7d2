package dev.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.SeedbankCommands;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Which commands in a text get the options that the user typed, and where. */
class ProjectOptionsTest {
    private static final ProjectOptions NONE = options("", "");
    private static final ProjectOptions PROD = options("prod", "");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            To run what is pending: seedbank migrate                 | To run what is pending: seedbank migrate --profile prod
            Accept it: seedbank migrate repair --accept 3.           | Accept it: seedbank migrate repair --profile prod --accept 3.
            Run seedbank migrate again; it goes on.                  | Run seedbank migrate --profile prod again; it goes on.
            Then go on: seedbank migrate, then seedbank seed.        | Then go on: seedbank migrate --profile prod, then seedbank seed --profile prod.
            To see which: seedbank seed status; or else seed         | To see which: seedbank seed status --profile prod; or else seed
            S (seedbank undo restores it)                            | S (seedbank undo --profile prod restores it)
            seedbank migrate status shows what is applied.           | seedbank migrate status --profile prod shows what is applied.
            seedbank migrate statuses                                | seedbank migrate --profile prod statuses
            To restore it: seedbank restore before-x                 | To restore it: seedbank restore --profile prod before-x
            Save one: seedbank push --plan FILE                      | Save one: seedbank push --profile prod --plan FILE
            See it: seedbank schema diff                             | See it: seedbank schema diff --profile prod
            Use another backup: seedbank backup list                 | Use another backup: seedbank backup list --profile prod
            """)
    void commands_get_them_behind_their_words(String text, String completed) {
        assertThat(PROD.in(text)).isEqualTo(completed);
        assertThat(NONE.in(text)).isEqualTo(text);
    }

    @Test
    void what_a_command_says_itself_is_left_as_it_is() {
        var text = "If so: seedbank init --quick --profile prod. If not: drop it, then seedbank init.";
        assertThat(options("test", "a.b.yaml").in(text))
                .isEqualTo("If so: seedbank init --config a.b.yaml --quick --profile prod. "
                        + "If not: drop it, then seedbank init --profile test --config a.b.yaml.");
        var own = "seedbank seed --config a.b.yaml --profile dev";
        assertThat(options("test", "a.b.yaml").in(own)).isEqualTo(own);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Undone: 'seedbank clean --confirm' of 2026",
                "which process 4711 holds, user ada, application seedbank migrate 550e8400",
                "the schema seedbank and the server's own",
                "drop schema seedbank cascade",
                "drop table seedbank.environment",
                "-- seedbank:allow drop",
                "see seedbank migrate repair --help.",
                "seedbank status-quo",
                "my-seedbank status",
                "seedbank completion bash"
            })
    void what_is_not_to_be_typed_stays(String text) {
        assertThat(PROD.in(text)).isEqualTo(text);
    }

    @Test
    void all_that_was_typed_is_repeated_as_a_shell_takes_it() {
        assertThat(options("test", "other settings.yaml", "one", "t'wo").in("To undo this: seedbank undo"))
                .isEqualTo(
                        "To undo this: seedbank undo --profile test --config 'other settings.yaml' --store one --store 't'\\''wo'");
        assertThat(options("$1", "").in("seedbank undo")).isEqualTo("seedbank undo --profile '$1'");
    }

    @Test
    void stores_are_named_only_to_commands_that_know_them() {
        var one = options("", "", "one");
        assertThat(one.in("seedbank backup")).isEqualTo("seedbank backup --store one");
        for (var command : List.of("backup list", "backup show x", "config")) {
            assertThat(one.in("seedbank " + command)).isEqualTo("seedbank " + command);
        }
    }

    @Test
    void hints_in_documents_are_the_same_as_in_text() {
        Map<String, Object> error = Map.of("message", "seedbank undo", "hint", "To undo: seedbank undo");
        var facts = Map.of("stores", List.of(Map.of("error", error)), "count", 1);
        var completed = Map.of("message", "seedbank undo", "hint", "To undo: seedbank undo --profile prod");
        assertThat(PROD.inHints(facts)).isEqualTo(Map.of("stores", List.of(Map.of("error", completed)), "count", 1));
        assertThat(PROD.inHints(Collections.singletonMap("hint", null)))
                .isEqualTo(Collections.singletonMap("hint", null));
    }

    @Test
    void every_command_gets_the_options_that_it_knows() {
        var all = options("prod", "x.yaml", "one");
        var commands = new ArrayList<CommandLine>();
        collect(SeedbankCommands.description(), commands);
        assertThat(commands).hasSizeGreaterThan(20);
        for (var command : commands) {
            var spec = command.getCommandSpec();
            var known = UsefulOptions.of(spec).stream()
                    .map(it -> it.longestName())
                    .filter(List.of("--profile", "--config", "--store")::contains)
                    .sorted()
                    .toList();
            var added =
                    all.in(spec.qualifiedName()).substring(spec.qualifiedName().length());
            assertThat(Arrays.stream(added.split(" "))
                            .filter(it -> it.startsWith("--"))
                            .sorted())
                    .as(spec.qualifiedName())
                    .isEqualTo(known);
        }
    }

    private static void collect(CommandLine command, List<CommandLine> all) {
        for (var sub : command.getSubcommands().values()) {
            all.add(sub);
            collect(sub, all);
        }
    }

    private static ProjectOptions options(String profile, String config, String... stores) {
        return new ProjectOptions(
                Optional.of(profile).filter(it -> !it.isEmpty()),
                Optional.of(config).filter(it -> !it.isEmpty()).map(Path::of),
                List.of(stores));
    }
}
