package dev.seedbank.config;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/** The values of settings, with their variables filled in when they are asked for. */
record Values(SequencedMap<List<String>, Setting> settings, Variables variables) {
    /** Without what is empty. */
    List<String> list(String... path) {
        var setting = settings.get(List.of(path));
        return setting == null ? List.of() : expanded(setting);
    }

    /** @throws dev.seedbank.failure.UsageFailure if it is a list of several */
    Optional<String> text(String... path) {
        var values = list(path);
        if (values.size() > 1) {
            var setting = Objects.requireNonNull(settings.get(List.of(path)));
            throw setting.failure("'%s' takes one value".formatted(setting.key()), "Write it without a list.");
        }
        return values.stream().findFirst();
    }

    /** @throws dev.seedbank.failure.UsageFailure if it is none of those that are allowed */
    String oneOf(List<String> allowed, String otherwise, String... path) {
        var value = text(path).orElse(otherwise);
        requireAllowed(allowed, value, path);
        return value;
    }

    /** Each of them one of those that are allowed. */
    List<String> someOf(List<String> allowed, String... path) {
        var values = list(path);
        values.forEach(value -> requireAllowed(allowed, value, path));
        return values;
    }

    List<String> expanded(Setting setting) {
        return setting.values().stream()
                .map(value -> variables.expand(value, setting))
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private void requireAllowed(List<String> allowed, String value, String... path) {
        if (!allowed.contains(value)) {
            var setting = Objects.requireNonNull(settings.get(List.of(path)));
            throw setting.failure(
                    "'%s' cannot be '%s'".formatted(setting.key(), value),
                    Nearest.nearest(value, allowed)
                            .map("Did you mean '%s'?"::formatted)
                            .orElse("Allowed values: " + String.join(", ", allowed)));
        }
    }
}
