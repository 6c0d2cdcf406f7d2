package dev.seedbank.config;

import dev.seedbank.failure.UsageFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Environment variables over those of {@code .env}; an empty one counts as not set. Fills in {@code ${NAME:default}}. */
final class Variables {
    /** @param origin {@code environment variable NAME} or {@code .env:3} */
    record Variable(String value, String origin) {}

    private final Map<String, Variable> variables = new HashMap<>();

    private Variables() {}

    /** @param folder whose {@code .env} is read, if it has one */
    static Variables read(Path folder, Map<String, String> environment) {
        var result = new Variables();
        result.readDotEnv(folder.resolve(".env"));
        environment.forEach((name, value) -> result.put(name, value, "environment variable " + name));
        return result;
    }

    Optional<Variable> get(String name) {
        return Optional.ofNullable(variables.get(name));
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
        var variable = variables.get(name);
        if (variable != null) {
            return variable.value();
        }
        if (colon < 0) {
            throw new UsageFailure(
                    "%s: '%s' needs the variable %s, which is not set".formatted(setting.origin(), setting.key(), name),
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
        throw new UsageFailure("%s: '${' without '}' in '%s'".formatted(setting.origin(), setting.key()), "Close it.");
    }

    private void readDotEnv(Path file) {
        try {
            int line = 0;
            for (var text :
                    Files.readString(file, StandardCharsets.UTF_8).lines().toList()) {
                line++;
                readLine(text.strip(), ".env:" + line);
            }
        } catch (NoSuchFileException e) {
            // a project need not have one
        } catch (IOException e) {
            throw new UsageFailure(
                    "Cannot read " + file + ": " + e.getMessage(), "Check its permissions and that it is UTF-8.");
        }
    }

    private void readLine(String line, String origin) {
        int equals = line.indexOf('=');
        if (line.startsWith("#") || equals < 1) {
            return;
        }
        var name = line.substring(0, equals).replaceFirst("^export\\s+", "").strip();
        put(name, unquote(line.substring(equals + 1).strip()), origin);
    }

    private void put(String name, String value, String origin) {
        if (!value.isEmpty()) {
            variables.put(name, new Variable(value, origin));
        }
    }

    private static String unquote(String value) {
        if (value.length() >= 2 && (value.charAt(0) == '"' || value.charAt(0) == '\'')) {
            int end = value.indexOf(value.charAt(0), 1);
            return end > 0 ? value.substring(1, end) : value;
        }
        int comment = value.indexOf(" #");
        return comment < 0 ? value : value.substring(0, comment).strip();
    }
}
