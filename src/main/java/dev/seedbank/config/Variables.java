package dev.seedbank.config;

import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.UsageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Environment variables over those of {@code .env}; an empty one counts as not set. Fills in {@code ${NAME:default}}. */
final class Variables {
    /** One that is set. */
    record Variable(String value, Origin origin) {}

    private record Written(Variable variable, Optional<String> problem) {
        Variable checked(String name) {
            if (problem.isPresent()) {
                throw variable.origin()
                        .failure("the value of %s cannot be read: %s".formatted(name, problem.get()), "Fix that line.");
            }
            return variable;
        }
    }

    private final Map<String, Written> ofFile = new HashMap<>();
    private final Map<String, Written> ofEnvironment = new HashMap<>();

    private Variables() {}

    /** @param location whose folder's {@code .env} is read, if it has one */
    static Variables read(Location location, Map<String, String> environment) {
        var result = new Variables();
        environment.forEach((name, value) -> put(
                result.ofEnvironment, name, new Written(new Variable(value, Origin.variable(name)), Optional.empty())));
        var path = location.folder().resolve(".env");
        if (Files.exists(path) && !Files.isDirectory(path)) { // some keep a Python environment there
            result.readDotEnv(path, location.shown(path), environment);
        }
        return result;
    }

    /** @throws UsageFailure if it is set in a way that cannot be read */
    Optional<Variable> get(String name) {
        return Stream.of(ofEnvironment, ofFile)
                .flatMap(layer -> Stream.ofNullable(layer.get(name)))
                .findFirst()
                .map(written -> written.checked(name));
    }

    /** What says it, from the weakest to the strongest. */
    Stream<Variable> layers(String name) {
        return Stream.of(ofFile, ofEnvironment)
                .flatMap(layer -> Stream.ofNullable(layer.get(name)))
                .map(written -> written.checked(name));
    }

    /** The names of all that begin so. */
    Set<String> beginning(String prefix) {
        var names = new TreeSet<String>();
        List.of(ofFile, ofEnvironment)
                .forEach(layer -> layer.keySet().stream()
                        .filter(name -> name.startsWith(prefix))
                        .forEach(names::add));
        return names;
    }

    /**
     * Fills in every variable written as a dollar sign and its name in braces, with or without a default behind a colon;
     * defaults may hold further ones. A second dollar sign before it keeps it as it is.
     *
     * @throws UsageFailure naming the variable and the setting, if one without default is not set
     */
    String expand(String text, Setting setting) {
        var result = new StringBuilder();
        int from = 0;
        for (int start = text.indexOf("${"); start >= 0; start = text.indexOf("${", from)) {
            if (start > 0 && text.charAt(start - 1) == '$') {
                result.append(text, from, start - 1).append("${");
                from = start + 2;
                continue;
            }
            int end = closing(text, start + 2, setting);
            result.append(text, from, start).append(value(text.substring(start + 2, end), setting));
            from = end + 1;
        }
        return result.append(text, from, text.length()).toString();
    }

    private String value(String expression, Setting setting) {
        int colon = expression.indexOf(':');
        var name = colon < 0 ? expression : expression.substring(0, colon);
        var variable = get(name);
        if (variable.isPresent()) {
            return variable.get().value();
        }
        if (colon < 0) {
            throw setting.failure(
                    "'%s' needs the variable %s, which is not set".formatted(setting.key(), name),
                    "Set it in the environment or in .env, or give a default: ${%s:…}".formatted(name));
        }
        return expand(expression.substring(colon + 1), setting);
    }

    private static int closing(String text, int from, Setting setting) {
        int depth = 1;
        for (int i = from; i < text.length(); i++) {
            if (text.startsWith("${", i)) {
                depth++;
            } else if (text.charAt(i) == '}' && --depth == 0) {
                return i;
            }
        }
        throw setting.failure("'${' without '}' in '%s'".formatted(setting.key()), "Close it.");
    }

    private void readDotEnv(Path path, String shown, Map<String, String> environment) {
        try {
            DotEnv.parse(TextFile.read(path, shown), environment)
                    .forEach((name, entry) -> put(
                            ofFile,
                            name,
                            new Written(
                                    new Variable(entry.value(), new Origin(shown, entry.line())), entry.problem())));
        } catch (IOException e) {
            throw new UsageFailure(
                    ErrorCode.SETTINGS,
                    "Cannot read %s: %s".formatted(shown, e.getMessage()),
                    "Check its permissions.",
                    e);
        }
    }

    private static void put(Map<String, Written> layer, String name, Written written) {
        if (!written.variable().value().isEmpty() || written.problem().isPresent()) {
            layer.put(name, written);
        }
    }
}
