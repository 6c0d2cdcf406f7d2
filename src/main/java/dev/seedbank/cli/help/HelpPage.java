package dev.seedbank.cli.help;

import dev.seedbank.cli.UsefulOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What the help of a command says, not yet laid out for a terminal's width.
 *
 * @param command its name with the program's own: {@code seedbank backup list}
 * @param usage what may stand behind the name: {@code [OPTIONS] [BACKUP]}
 * @param examples command lines
 * @param closing a last sentence; may be empty
 */
record HelpPage(
        String command, String usage, String header, List<Section> sections, List<String> examples, String closing) {
    HelpPage {
        sections = List.copyOf(sections);
        examples = List.copyOf(examples);
    }

    /** A heading with its entries; without entries it is not shown. */
    record Section(String title, List<Entry> entries) {
        Section {
            entries = List.copyOf(entries);
        }
    }

    /** A name, such as {@code -o, --output text|json}, and what it does. */
    record Entry(String label, String text) {}

    static HelpPage of(CommandLine commandLine) {
        var spec = commandLine.getCommandSpec();
        var options = options(spec);
        var sections = List.of(
                new Section(
                        "Commands",
                        commands(commandLine).stream()
                                .map(it -> new Entry(
                                        it.getCommandName(),
                                        text(it.getCommandSpec().usageMessage().header())))
                                .toList()),
                new Section(
                        "Arguments",
                        spec.positionalParameters().stream()
                                .map(it -> new Entry(it.paramLabel(), text(it.description())))
                                .toList()),
                new Section(
                        "Options",
                        entries(options.stream()
                                .filter(it -> !isGlobal(spec, it))
                                .toList())),
                new Section(
                        "Global options",
                        entries(options.stream()
                                .filter(it -> isGlobal(spec, it))
                                .toList())));
        var footer = List.of(spec.usageMessage().footer());
        return new HelpPage(
                spec.qualifiedName(),
                usage(commandLine),
                text(spec.usageMessage().header()),
                sections,
                footer.stream()
                        .filter(line -> line.startsWith("  "))
                        .map(String::strip)
                        .toList(),
                footer.stream()
                        .filter(line -> !line.isEmpty() && !line.matches("  .*|Examples?:"))
                        .collect(Collectors.joining(" ")));
    }

    /** Those of the command, then the two that all have. */
    static List<OptionSpec> options(CommandSpec spec) {
        return UsefulOptions.of(spec).stream()
                .sorted(Comparator.comparing(HelpPage::isStandard)) // these at the end
                .toList();
    }

    static List<CommandLine> commands(CommandLine commandLine) {
        return commandLine.getSubcommands().values().stream()
                .filter(it -> !it.getCommandSpec().usageMessage().hidden())
                .toList();
    }

    private static boolean isGlobal(CommandSpec spec, OptionSpec option) {
        return spec.parent() == null || option.inherited() || isStandard(option);
    }

    private static boolean isStandard(OptionSpec option) {
        return option.usageHelp() || option.versionHelp();
    }

    private static String usage(CommandLine commandLine) {
        var words = new ArrayList<String>();
        words.add("[OPTIONS]");
        if (commandLine.getParent() == null) {
            words.add("COMMAND");
        } else if (!commands(commandLine).isEmpty()) {
            words.add("[COMMAND]");
        }
        commandLine.getCommandSpec().positionalParameters().forEach(it -> words.add(usage(it)));
        return String.join(" ", words);
    }

    private static String usage(PositionalParamSpec parameter) {
        var label = parameter.paramLabel() + (parameter.arity().max() > 1 ? "…" : "");
        return parameter.arity().min() > 0 ? label : "[" + label + "]";
    }

    private static List<Entry> entries(List<OptionSpec> options) {
        return options.stream()
                .map(option -> new Entry(label(option), text(option.description())))
                .toList();
    }

    /** Long names stand below each other whether there is a short one or not. */
    private static String label(OptionSpec option) {
        var names = Stream.of(option.names())
                .sorted(Comparator.comparing(name -> name.startsWith("--")))
                .collect(Collectors.joining(", "));
        var value = option.arity().max() > 0 ? " " + option.paramLabel() : "";
        return (option.shortestName().startsWith("--") ? "    " : "") + names + value;
    }

    private static String text(String... lines) {
        return String.join(" ", lines).replace("%%", "%");
    }
}
