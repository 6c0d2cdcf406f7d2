package dev.seedbank.cli;

import dev.seedbank.config.ShellWord;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The options that chose project, profile and stores on this command line. Messages name the next command without them, as in
 * {@code seedbank migrate repair --accept 3}; they get them here, where messages are printed, so that whoever pastes the command runs
 * it on the same databases. What the environment or a default has chosen is chosen again anyway, and is not repeated.
 */
record ProjectOptions(Optional<String> profile, Optional<Path> config, List<String> stores) {
    /** Commands that know no store. */
    private static final String OF_PROJECT = "backup (?:list|show|verify|delete)|config";

    /**
     * A command that is to be typed, and the rest of it: up to the end of the sentence or the parenthesis. One in quotes was typed
     * before, and a session's application is a name.
     */
    private static final Pattern COMMAND = Pattern.compile("""
            (?<![\\w'"`./-])(?<!application )seedbank (?:(?<ofProject>%s)|init|status|maintenance|push|pull|generate|schema(?: diff)?|backup|restore|clean|reset|undo\
            |seed(?: status)?\
            |migrate(?: (?:status|create|rollback|validate|lint|repair|baseline|import))?\
            |index(?: (?:apply|status|prune|pull))?\
            |model(?: (?:check|apply|infer))?)(?![\\w-])\
            (?=(?<rest>(?:[^;:,.)\\n]|[:,.](?!\\s|$))*))""".formatted(OF_PROJECT));

    ProjectOptions {
        stores = List.copyOf(stores);
    }

    /** The text with these options in each of its commands, but for those that a command has itself. */
    String in(String text) {
        return isEmpty() || !text.contains("seedbank ")
                ? text
                : COMMAND.matcher(text).replaceAll(found -> Matcher.quoteReplacement(found.group() + missing(found)));
    }

    private boolean isEmpty() {
        return profile.isEmpty() && config.isEmpty() && stores.isEmpty();
    }

    private String missing(MatchResult command) {
        var rest = " " + command.group("rest");
        if (rest.contains(" --help")) {
            return "";
        }
        boolean ofStores = command.group("ofProject") == null;
        return Stream.of(
                        typed("--profile", profile.stream(), rest),
                        typed("--config", config.stream().map(Path::toString), rest),
                        typed("--store", ofStores ? stores.stream() : Stream.empty(), rest))
                .collect(Collectors.joining());
    }

    private static String typed(String option, Stream<String> values, String rest) {
        return rest.contains(" " + option + " ")
                ? ""
                : values.map(value -> " %s %s".formatted(option, ShellWord.of(value)))
                        .collect(Collectors.joining());
    }

    /** A JSON document's facts, with these options in the hints of failures. */
    @Nullable
    Object inHints(@Nullable Object facts) {
        if (isEmpty()) {
            return facts;
        }
        return switch (facts) {
            case Map<?, ?> map -> {
                var all = new LinkedHashMap<Object, @Nullable Object>();
                map.forEach((key, value) -> all.put(
                        key,
                        key.equals(FailureFacts.HINT) && value instanceof String hint ? in(hint) : inHints(value)));
                yield all;
            }
            case List<?> list -> list.stream().map(this::inHints).toList();
            case null, default -> facts;
        };
    }
}
