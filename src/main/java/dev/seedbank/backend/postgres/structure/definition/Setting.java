package dev.seedbank.backend.postgres.structure.definition;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** An option and its value, both as SQL: {@code fillfactor} and {@code 70} or {@code '70'}. */
public record Setting(String name, String value) {
    /** @param option {@code name=value}, as the catalog keeps it */
    public static Setting of(String option) {
        int at = option.indexOf('=');
        return at < 0 ? new Setting(option, "") : new Setting(option.substring(0, at), option.substring(at + 1));
    }

    /** With a comma and a blank between them. */
    static String list(List<Setting> settings, String between) {
        return settings.stream()
                .map(setting -> setting.name + between + setting.value)
                .collect(joining(", "));
    }

    static List<Part> parts(Aspect aspect, List<Setting> settings) {
        return settings.stream()
                .map(setting -> Part.of(aspect, setting.name, setting.value))
                .toList();
    }
}
