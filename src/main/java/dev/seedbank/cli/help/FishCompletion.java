package dev.seedbank.cli.help;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A completion script for fish, which picocli makes none for. */
final class FishCompletion {
    private final String name;
    private final StringBuilder script = new StringBuilder();

    private FishCompletion(String name) {
        this.name = name;
    }

    static String script(CommandLine top) {
        var fish = new FishCompletion(top.getCommandName());
        var values = new TreeSet<String>();
        var paths = new ArrayList<String>();
        survey(top, values, paths);
        fish.script.append(where(top.getCommandName(), String.join(" ", values), String.join(" ", paths)));
        fish.add(top);
        return fish.script.toString();
    }

    /** Follows the words typed so far from command to command; the value of an option is no command. */
    private static String where(String name, String optionsWithValue, String paths) {
        return """
            function __%1$s_at --description 'Whether the words typed so far lead to this command'
                set -l path ''
                set -l value 0
                for word in (commandline -opc)[2..]
                    if test $value = 1
                        set value 0
                    else if contains -- $word %2$s
                        set value 1
                    else if contains -- "$path $word" %3$s
                        set path "$path $word"
                    end
                end
                test "$path" = "$argv[1]"
            end
            complete -c %1$s -f
            """.formatted(name, optionsWithValue, paths);
    }

    private static void survey(CommandLine command, Set<String> values, List<String> paths) {
        for (var option : command.getCommandSpec().options()) {
            if (takesValue(option)) {
                values.addAll(List.of(option.names()));
            }
        }
        for (var sub : visible(command)) {
            paths.add(quoted(path(sub)));
            survey(sub, values, paths);
        }
    }

    private void add(CommandLine command) {
        var here = "-n " + quoted("__%s_at %s".formatted(name, quoted(path(command))));
        for (var sub : visible(command)) {
            line(
                    here,
                    "-a " + sub.getCommandName(),
                    describe(sub.getCommandSpec().usageMessage().header()));
        }
        for (var parameter : command.getCommandSpec().positionalParameters()) {
            values(parameter)
                    .ifPresent(values -> line(here, "-a " + quoted(values), describe(parameter.description())));
        }
        for (var option : command.getCommandSpec().options()) {
            if (!option.hidden()) {
                line(here, names(option) + argument(option), describe(option.description()));
            }
        }
        visible(command).forEach(this::add);
    }

    private void line(String... parts) {
        var line = new StringJoiner(" ").add("complete -c " + name);
        List.of(parts).forEach(line::add);
        script.append(line).append('\n');
    }

    private static String names(OptionSpec option) {
        var names = new StringJoiner(" ");
        for (var name : option.names()) {
            names.add(name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1));
        }
        return names.toString();
    }

    private static String argument(OptionSpec option) {
        if (!takesValue(option)) {
            return "";
        }
        if (option.type() == Path.class) {
            return " -rF";
        }
        return values(option).map(values -> " -xa " + quoted(values)).orElse(" -x");
    }

    private static Optional<String> values(ArgSpec argument) {
        var candidates = argument.completionCandidates();
        return candidates == null ? Optional.empty() : Optional.of(String.join(" ", candidates));
    }

    private static boolean takesValue(OptionSpec option) {
        return option.arity().max() > 0;
    }

    private static List<CommandLine> visible(CommandLine command) {
        return command.getSubcommands().values().stream()
                .filter(sub -> !sub.getCommandSpec().usageMessage().hidden())
                .toList();
    }

    /** {@code " backup list"}; empty for the program itself. */
    private static String path(CommandLine command) {
        var path = new StringBuilder();
        CommandPath.of(command).forEach(word -> path.append(' ').append(word));
        return path.toString();
    }

    private static String describe(String[] text) {
        return "-d " + quoted(text.length == 0 ? "" : text[0].replace("%n", " ").replace("%%", "%"));
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
