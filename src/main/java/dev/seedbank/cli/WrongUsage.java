package dev.seedbank.cli;

import dev.seedbank.failure.UsageFailure;
import dev.seedbank.failure.Where;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A command line that picocli does not understand, in words of ours: what was wrong with it, and what to type instead. */
final class WrongUsage {
    private static final Map<String, String> EXAMPLES = Map.of("OLD=NEW", "users=users_old", "DURATION", "60s");

    private static final Pattern VERSION = Pattern.compile("[vV]?\\d[\\w.-]*");

    private final CommandSpec command;

    private WrongUsage(CommandSpec command) {
        this.command = command;
    }

    static UsageFailure of(ParameterException thrown) {
        return new WrongUsage(thrown.getCommandLine().getCommandSpec()).explain(thrown);
    }

    private UsageFailure explain(ParameterException thrown) {
        return switch (thrown) {
            case UnmatchedArgumentException unmatched ->
                unmatched(unmatched.getUnmatched().getFirst());
            case MissingParameterException missing -> missing(missing.getMissing());
            case OverwrittenOptionException twice -> failure(name(twice.getOverwritten()) + " is given twice", "");
            default ->
                thrown.getArgSpec() == null
                        ? failure(
                                String.valueOf(thrown.getMessage())
                                        .lines()
                                        .findFirst()
                                        .orElse("Wrong usage"),
                                "")
                        : invalid(thrown.getArgSpec(), thrown);
        };
    }

    private UsageFailure unmatched(String typed) {
        if (typed.startsWith("-") && typed.length() > 1) {
            return unknownOption(typed.split("=", 2)[0]); // the value may be a secret
        }
        var path = path();
        var suggested = command.subcommands().isEmpty()
                ? Optional.<String>empty()
                : Synonyms.command(typed, path, visible(command));
        if (suggested.isPresent() || path.isEmpty()) {
            return failure("Unknown command '%s'".formatted((path + " " + typed).strip()), suggested.orElse(""));
        }
        if (Synonyms.isCommand(typed, path)) {
            var commands = visible(command);
            return failure(
                    "Unknown command '%s %s'. The commands are %s and %s"
                            .formatted(
                                    path,
                                    typed,
                                    String.join(", ", commands.subList(0, commands.size() - 1)),
                                    commands.getLast()),
                    "");
        }
        var option = (VERSION.matcher(typed).matches()
                        ? Stream.of("--to", "--version", "--collection", "--store")
                        : Stream.of("--collection", "--store"))
                .filter(this::takesValue)
                .findFirst();
        var what = command.positionalParameters().isEmpty()
                ? "'%s' takes no argument, but got '%s'".formatted(path, typed)
                : "'%s' takes one %s; '%s' is one too many"
                        .formatted(
                                path, command.positionalParameters().getFirst().paramLabel(), typed);
        return failure(what, option.map(name -> name + " " + typed).orElse(""));
    }

    private UsageFailure unknownOption(String typed) {
        return at(
                typed,
                failure(
                        "Unknown option '%s'".formatted(typed),
                        Synonyms.option(typed, known()).orElse("")));
    }

    private boolean takesValue(String option) {
        return UsefulOptions.of(command).stream()
                .anyMatch(it -> it.arity().max() > 0 && List.of(it.names()).contains(option));
    }

    private List<String> known() {
        return UsefulOptions.of(command).stream()
                .flatMap(option -> List.of(option.names()).stream())
                .toList();
    }

    private UsageFailure missing(List<ArgSpec> missing) {
        var argument = missing.getFirst();
        if (argument instanceof OptionSpec option) {
            return at(name(option), failure(needs(option), ""));
        }
        return failure(
                "'%s' needs a %s: %s"
                        .formatted(path(), argument.paramLabel(), lowerFirst(String.join(" ", argument.description()))),
                "");
    }

    private UsageFailure invalid(ArgSpec argument, ParameterException thrown) {
        var name = argument instanceof OptionSpec option ? name(option) : argument.paramLabel();
        var value = String.valueOf(thrown.getValue());
        if (argument instanceof OptionSpec option && option.arity().max() == 0) {
            return at(name, failure(name + " takes no value", ""));
        }
        if (argument.completionCandidates() != null) {
            var values = StreamSupport.stream(argument.completionCandidates().spliterator(), false)
                    .map(candidate -> candidate.toLowerCase(Locale.ROOT))
                    .toList();
            return at(name, failure("%s must be %s, not '%s'".formatted(name, oneOf(values), value), ""));
        }
        if (argument.converters().length > 0) { // our own, whose words stand behind picocli's
            return at(
                    name,
                    failure(name + ": " + String.valueOf(thrown.getMessage()).replaceFirst("(?s)^.*?: ", ""), ""));
        }
        return at(
                name,
                failure(argument instanceof OptionSpec option ? needs(option) : name + " cannot be " + value, ""));
    }

    /** {@code --rename needs OLD=NEW, e.g. users=users_old}. */
    private static String needs(OptionSpec option) {
        var example = EXAMPLES.getOrDefault(option.paramLabel(), "");
        return "%s needs %s%s"
                .formatted(name(option), option.paramLabel(), example.isEmpty() ? "" : ", e.g. " + example);
    }

    private UsageFailure failure(String what, String suggestion) {
        var message = suggestion.isEmpty() ? what : "%s. Did you mean '%s'?".formatted(what, suggestion);
        return new UsageFailure(message, "See '%s --help'.".formatted(command.qualifiedName()));
    }

    private static UsageFailure at(String option, UsageFailure failure) {
        return Where.at(Where.Key.OPTION, option).of(failure);
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    /** Without the program's own name. */
    private String path() {
        return command.qualifiedName().replaceFirst("^\\S+ ?", "");
    }

    private static List<String> visible(CommandSpec command) {
        return command.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(spec -> !spec.usageMessage().hidden())
                .map(CommandSpec::name)
                .toList();
    }

    /** {@code auto, snapshot or collection}. */
    private static String oneOf(List<String> values) {
        int last = values.size() - 1;
        return last < 1
                ? String.join("", values)
                : String.join(", ", values.subList(0, last)) + " or " + values.get(last);
    }

    private static String lowerFirst(String text) {
        return text.isEmpty()
                ? ""
                : Character.toLowerCase(text.charAt(0)) + text.substring(1).replaceFirst("\\.$", "");
    }
}
