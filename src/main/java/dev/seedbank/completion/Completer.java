package dev.seedbank.completion;

import dev.seedbank.cli.help.CommandTree;
import dev.seedbank.cli.help.CommandTree.Option;
import dev.seedbank.cli.help.CommandTree.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what may stand at the end of a command line that is being typed. */
final class Completer {
    /** Arguments that may be given several times. */
    private static final Set<String> REPEATED = Set.of("SET", "COMMAND");

    private final CandidateSource names;
    private final List<String> positional = new ArrayList<>();
    private final List<Typed> typed = new ArrayList<>();
    private final CommandTree top;
    private CommandTree command;
    private @Nullable Option pending;

    private Completer(CommandTree top, CandidateSource names) {
        this.top = top;
        this.command = top;
        this.names = names;
    }

    /** An option with its value, as far as it has one. */
    private record Typed(Option option, String value) {}

    /** @param words behind the program's name; the last, which may be empty, is to be completed */
    static Candidates complete(CommandTree top, List<String> words, CandidateSource names) {
        var completer = new Completer(top, names);
        words.subList(0, words.size() - 1).forEach(completer::take);
        var candidates = completer.candidates(words.getLast());
        return candidates.beginningWith(words.getLast());
    }

    private void take(String word) {
        if (pending != null) {
            typed.add(new Typed(pending, word));
            pending = null;
        } else if (word.startsWith("-") && word.length() > 1) {
            var parts = word.split("=", 2);
            command.option(parts[0]).ifPresent(option -> take(option, parts));
        } else {
            command.command(word).ifPresentOrElse(below -> command = below, () -> positional.add(word));
        }
    }

    private void take(Option option, String[] parts) {
        if (option.value().isPresent() && parts.length == 1) {
            pending = option;
        } else {
            typed.add(new Typed(option, parts.length == 2 ? parts[1] : ""));
        }
    }

    private Candidates candidates(String current) {
        if (pending != null) {
            return values(pending.value().orElseThrow());
        }
        int equals = current.indexOf('=');
        if (current.startsWith("-") && equals > 0) {
            return command.option(current.substring(0, equals))
                    .flatMap(Option::value)
                    .map(value -> values(value).behind(current.substring(0, equals + 1)))
                    .orElse(Candidates.NONE);
        }
        if (current.startsWith("-")) {
            return options();
        }
        return commands(command).and(argument());
    }

    private static Candidates commands(CommandTree command) {
        return new Candidates(
                false,
                command.commands().stream()
                        .map(it -> new Candidates.Candidate(it.name(), it.header()))
                        .toList());
    }

    /** Of {@code help}, whose arguments are the way to a command. */
    private Candidates commandsToExplain() {
        var explained = Optional.of(top);
        for (var word : positional) {
            explained = explained.flatMap(above -> above.command(word));
        }
        return explained.map(Completer::commands).orElse(Candidates.NONE);
    }

    private Candidates options() {
        var candidates = new ArrayList<Candidates.Candidate>();
        for (var option : command.options()) {
            boolean there = typed.stream().anyMatch(it -> it.option.equals(option));
            if (!there || option.repeatable()) {
                option.names().forEach(name -> candidates.add(new Candidates.Candidate(name, option.description())));
            }
        }
        return new Candidates(false, candidates);
    }

    private Candidates argument() {
        var arguments = command.arguments();
        int place = positional.size();
        boolean repeated =
                !arguments.isEmpty() && REPEATED.contains(arguments.getLast().label());
        if (place >= arguments.size() && !repeated) {
            return Candidates.NONE;
        }
        return values(arguments.get(Math.min(place, arguments.size() - 1)));
    }

    private Candidates values(Value value) {
        if (!value.fixed().isEmpty()) {
            return Candidates.of(value.fixed());
        }
        return switch (value.label()) {
            case "--config", "--plan", "FILE", "FOLDER" -> Candidates.FILES;
            case "--profile" -> Candidates.of(names.profiles(settings()));
            case "--store" -> Candidates.of(names.stores(settings()));
            case "--backup", "BACKUP" -> Candidates.of(names.backups(settings()));
            case "COMMAND" -> commandsToExplain();
            case "SET" -> Candidates.of(names.sets(settings()));
            case "--collection" -> Candidates.of(names.collections(settings(), backup()));
            case "--rename" ->
                Candidates.of(names.collections(settings(), backup()).stream()
                        .map(name -> name + "=")
                        .toList());
            default -> Candidates.NONE;
        };
    }

    private CandidateSource.Settings settings() {
        return new CandidateSource.Settings(value("--config"), value("--profile"));
    }

    /** The backup that the command line names. */
    private Optional<String> backup() {
        boolean takesOne =
                command.arguments().stream().anyMatch(value -> value.label().equals("BACKUP"));
        return value("--backup").or(() -> takesOne ? positional.stream().findFirst() : Optional.empty());
    }

    private Optional<String> value(String option) {
        return typed.stream()
                .filter(it -> it.option.longName().equals(option))
                .map(Typed::value)
                .reduce((first, last) -> last);
    }
}
