package dev.seedbank.cli.help;

import dev.seedbank.cli.UsefulOptions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A command as completion sees it, with those below it.
 *
 * @param header one line of what it does
 * @param arguments in their order; the last may be repeated
 */
public record CommandTree(
        String name, String header, List<CommandTree> commands, List<Option> options, List<Value> arguments) {
    public CommandTree {
        commands = List.copyOf(commands);
        options = List.copyOf(options);
        arguments = List.copyOf(arguments);
    }

    /**
     * @param names short ones and long ones
     * @param value empty for one that takes none
     */
    public record Option(List<String> names, Optional<Value> value, boolean repeatable, String description) {
        public Option {
            names = List.copyOf(names);
        }

        public String longName() {
            return names.getLast();
        }
    }

    /**
     * Something to be typed.
     *
     * @param label as help has it, {@code BACKUP}; of an option's value its long name
     * @param fixed all that it can be; empty where names of the project or anything else may stand
     */
    public record Value(String label, List<String> fixed) {
        public Value {
            fixed = List.copyOf(fixed);
        }
    }

    /** Without hidden commands, and without options that would do nothing. */
    public static CommandTree of(CommandLine command) {
        var spec = command.getCommandSpec();
        return new CommandTree(
                spec.name(),
                String.join(" ", spec.usageMessage().header()),
                HelpPage.commands(command).stream().map(CommandTree::of).toList(),
                UsefulOptions.of(spec).stream().map(CommandTree::option).toList(),
                spec.positionalParameters().stream()
                        .map(it -> new Value(it.paramLabel(), fixed(it)))
                        .toList());
    }

    /** The one below with this name. */
    public Optional<CommandTree> command(String wanted) {
        return commands.stream().filter(it -> it.name.equals(wanted)).findFirst();
    }

    /** The one with this name, short or long. */
    public Optional<Option> option(String wanted) {
        return options.stream().filter(it -> it.names.contains(wanted)).findFirst();
    }

    private static Option option(OptionSpec option) {
        var names = List.of(option.names()).stream()
                .sorted((a, b) -> Boolean.compare(a.startsWith("--"), b.startsWith("--")))
                .toList();
        return new Option(
                names,
                option.arity().max() > 0
                        ? Optional.of(new Value(option.longestName(), fixed(option)))
                        : Optional.empty(),
                option.isMultiValue(),
                String.join(" ", option.description()));
    }

    private static List<String> fixed(ArgSpec argument) {
        return argument.completionCandidates() == null
                ? List.of()
                : StreamSupport.stream(argument.completionCandidates().spliterator(), false)
                        .map(text -> argument.type().isEnum() ? text.toLowerCase(Locale.ROOT) : text)
                        .toList();
    }
}
