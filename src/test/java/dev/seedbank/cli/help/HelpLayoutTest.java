package dev.seedbank.cli.help;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.SeedbankCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Help as it looks on terminals of several widths. */
class HelpLayoutTest {
    private static final Path SNAPSHOTS = Path.of("src", "test", "resources", "help");

    /** Of these the looks are kept word by word: {@code ./mvnw test -Dtest=HelpLayoutTest -Dhelp.snapshots=write} writes them again. */
    private static final List<List<String>> SHOWN = List.of(List.of(), List.of("init"), List.of("backup", "delete"));

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 120, 200})
    void looks_the_same_as_before(int width) throws IOException {
        var looks = SHOWN.stream()
                .map(path -> HelpPages.page(command(path), width, false))
                .collect(Collectors.joining("\n" + "-".repeat(width) + "\n\n"));
        var file = SNAPSHOTS.resolve(width + ".txt");
        if ("write".equals(System.getProperty("help.snapshots"))) {
            Files.writeString(file, looks, UTF_8);
        }
        assertThat(looks)
                .as("see %s, and how to write it again in this test", file)
                .isEqualTo(Files.readString(file, UTF_8));
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 120, 200})
    void fits_the_terminal_and_breaks_no_word(int width) {
        for (var command : all(SeedbankCommands.description()).toList()) {
            var page = HelpPage.of(command);
            var text = HelpLayout.of(page, width, false);
            assertThat(text.lines().filter(line -> page.examples().stream().noneMatch(line::contains)))
                    .as(page.command())
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
            var words = text.split("\\s+");
            for (var section : page.sections()) {
                section.entries()
                        .forEach(entry -> assertThat(words)
                                .as("%s: %s", page.command(), entry.label())
                                .contains((entry.label().strip() + " " + entry.text()).split("\\s+")));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 120})
    void colours_change_nothing_else(int width) {
        for (var command : all(SeedbankCommands.description()).toList()) {
            assertThat(HelpPages.page(command, width, true).replaceAll("\u001b\\[[0-9]+m", ""))
                    .isEqualTo(HelpPages.page(command, width, false));
        }
    }

    private static CommandLine command(List<String> path) {
        var command = SeedbankCommands.description();
        for (var word : path) {
            command = command.getSubcommands().get(word);
        }
        return command;
    }

    private static Stream<CommandLine> all(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(HelpLayoutTest::all));
    }
}
