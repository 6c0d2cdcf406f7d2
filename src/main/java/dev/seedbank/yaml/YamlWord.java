package dev.seedbank.yaml;

import java.util.stream.Collectors;

/** A name as it can be written into a YAML file, also within braces. */
public final class YamlWord {
    private static final String PLAIN = "[\\p{L}_][\\p{L}\\p{N}_./-]*";
    private static final String OTHER_MEANING = "(?i)true|false|yes|no|on|off|null|y|n";

    private YamlWord() {}

    /** In double quotes, unless YAML reads it as this text without them. */
    public static String of(String name) {
        return name.matches(PLAIN) && !name.matches(OTHER_MEANING) ? name : quoted(name);
    }

    /** In double quotes in any case. */
    public static String quoted(String text) {
        return text.codePoints().mapToObj(YamlWord::escaped).collect(Collectors.joining("", "\"", "\""));
    }

    private static String escaped(int character) {
        var shown = Character.toString(character);
        if (character == '"' || character == '\\') {
            return "\\" + shown;
        }
        return shown.matches("[\\p{C}\\p{Zl}\\p{Zp}]") ? "\\U%08x".formatted(character) : shown;
    }
}
