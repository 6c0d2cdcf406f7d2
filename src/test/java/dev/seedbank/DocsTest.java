package dev.seedbank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.cli.CommandLineSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What the documents tell people to type exists, and where they send people there is something. */
class DocsTest {
    private static final Pattern LINK = Pattern.compile("(?<!!)\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern INLINE = Pattern.compile("`(seedbank [^`]+)`");
    private static final Pattern WORD = Pattern.compile("\"((?:\\\\.|[^\"\\\\])*)\"|'([^']*)'|([^\\s\"']+)");
    /** Everything before a command on its line, as shells have it. */
    private static final Pattern BEFORE =
            Pattern.compile("^(?:\\$ )?(?:(?:if|while|then|!|time|export|[A-Z_]+=\\S*) +)*");

    static List<Path> documents() throws IOException {
        var found = new ArrayList<Path>();
        try (var top = Files.list(Path.of(""))) {
            top.filter(DocsTest::isDocument).forEach(found::add);
        }
        for (var folder : List.of("docs", "examples", "seeds", "backups", ".github")) {
            try (var files = Files.walk(Path.of(folder))) {
                files.filter(DocsTest::isDocument).forEach(found::add);
            }
        }
        return found.stream().sorted().toList();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void links_lead_somewhere(Path document) throws IOException {
        var broken = new ArrayList<String>();
        for (var target :
                matches(LINK, prose(document)).map(match -> match.group(1)).toList()) {
            if (!target.matches("[a-z]+:.*") && !exists(document, target)) {
                broken.add(target);
            }
        }
        assertThat(broken).as("links of %s that lead nowhere", document).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void commands_can_be_typed(Path document) throws IOException {
        var wrong = new ArrayList<String>();
        for (var command : commands(document)) {
            var problem = problem(command);
            if (problem != null) {
                wrong.add(command + "  ->  " + problem);
            }
        }
        assertThat(wrong).as("commands of %s that do not exist", document).isEmpty();
    }

    @Test
    void there_are_commands_in_the_documents() throws IOException {
        var commands = new TreeSet<String>();
        for (var document : documents()) {
            commands.addAll(commands(document));
        }
        assertThat(commands).contains("seedbank backup", "seedbank undo").hasSizeGreaterThan(20);
    }

    @Test
    void messages_that_troubleshooting_quotes_are_in_the_program() throws IOException {
        var program = new StringBuilder();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
                program.append(Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", ""));
            }
        }
        var quoted = Files.readAllLines(Path.of("docs/troubleshooting.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> matches(Pattern.compile("`([^`]+)`"), line.split("\\|", -1)[1]))
                .map(match -> match.group(1))
                .toList();
        assertThat(quoted)
                .hasSizeGreaterThan(15)
                .allSatisfy(message -> assertThat(program).contains(message));
    }

    static Stream<CommandLine> everyCommand() {
        return Stream.concat(Stream.of(program()), below(program()));
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void the_help_of_each_command_has_an_example_that_can_be_typed(CommandLine command) {
        var usage = command.getCommandSpec().usageMessage();
        var examples = Stream.of(usage.footer())
                .map(String::strip)
                .filter(line -> line.startsWith("seedbank ") && !line.contains("COMMAND"))
                .toList();
        assertThat(examples)
                .as(command.getCommandSpec().qualifiedName())
                .isNotEmpty()
                .allSatisfy(example -> assertThat(problem(example)).as(example).isNull());
    }

    private static Stream<CommandLine> below(CommandLine command) {
        return command.getSubcommands().values().stream().flatMap(sub -> Stream.concat(Stream.of(sub), below(sub)));
    }

    /** Each {@code seedbank …} of a block of commands, and of the text around them. */
    private static List<String> commands(Path document) throws IOException {
        var commands = new ArrayList<String>();
        var block = "";
        for (var line : Files.readAllLines(document)) {
            if (line.strip().startsWith("```")) {
                block = block.isEmpty() ? line.strip() + " " : "";
            } else if (block.isEmpty() && !line.contains("not there yet")) {
                matches(INLINE, line)
                        .flatMap(match -> typed(match.group(1)).stream())
                        .forEach(commands::add);
            } else if (block.matches("```(bash|sh) ") || (block.startsWith("```console") && line.startsWith("$ "))) {
                commands.addAll(typed(line));
            }
        }
        return commands;
    }

    private static List<String> typed(String line) {
        return Stream.of(line.replaceFirst("(^|\\s)#.*", "").split("&&|\\|\\||[;|]", -1))
                .map(part -> BEFORE.matcher(part.strip()).replaceFirst(""))
                .filter(part -> part.startsWith("seedbank ") || part.equals("seedbank"))
                .map(String::strip)
                .toList();
    }

    private static @Nullable String problem(String command) {
        var words = matches(WORD, command.replaceAll("\\s[<>]{1,2} \\S+", ""))
                .map(match -> Stream.of(1, 2, 3)
                        .map(match::group)
                        .filter(it -> it != null)
                        .findFirst()
                        .orElseThrow())
                .skip(1)
                .filter(word -> !word.matches("[<>].*|\\[.*|.*…]?"))
                .toList();
        try {
            program().parseArgs(words.toArray(new String[0]));
            return null;
        } catch (ParameterException e) {
            return e.getMessage();
        }
    }

    private static CommandLine program() {
        return CommandLineSetup.description(SeedbankCommand.class);
    }

    private static boolean exists(Path document, String target) throws IOException {
        var parts = target.split("#", 2);
        var folder = document.getParent() == null ? Path.of("") : document.getParent();
        var file = parts[0].isEmpty() ? document : folder.resolve(parts[0]).normalize();
        if (!Files.exists(file)) {
            return false;
        }
        return parts.length == 1 || headings(file).contains(parts[1]);
    }

    /** As they are linked to. */
    private static Set<String> headings(Path document) throws IOException {
        var headings = new TreeSet<String>();
        for (var line : prose(document).lines().filter(it -> it.startsWith("#")).toList()) {
            headings.add(line.replaceFirst("^#+ *", "")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-'));
        }
        return headings;
    }

    /** Without blocks of code. */
    private static String prose(Path document) throws IOException {
        return Files.readString(document).replaceAll("(?ms)^```.*?^```", "");
    }

    private static Stream<MatchResult> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }

    private static boolean isDocument(Path file) {
        return file.toString().endsWith(".md");
    }
}
