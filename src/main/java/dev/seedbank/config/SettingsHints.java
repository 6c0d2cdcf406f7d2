package dev.seedbank.config;

import dev.seedbank.failure.UsageFailure;
import dev.seedbank.yaml.YamlDocument;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** What to say about settings that are written in another way than Seedbank reads them: what was expected, with the lines to write. */
record SettingsHints(String file) {
    private static final String STORES = """
            stores:
              main:
                url: ${DATABASE_URL}""";

    /** How other programs write a variable: {@code $NAME}, {@code %NAME%}, {@code {{ env.NAME }}}, {@code <%= ENV['NAME'] %>}, … */
    private static final Pattern OTHER_VARIABLE = Pattern.compile("\\$[A-Za-z_]\\w*"
            + "|\\$\\(\\w+\\)"
            + "|%[A-Za-z_]\\w*%"
            + "|\\$?\\{\\{.*}}"
            + "|<%.*%>"
            + "|\\$\\{env[.:]\\w+}"
            + "|(?:process\\.env\\.|os\\.environ|env\\(|ENV\\[).*");

    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*(?=\\W*$)");

    Origin at(Node node) {
        return new Origin(file, YamlDocument.line(node));
    }

    /** A key's text. */
    String key(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw at(node).failure(
                        "a key must be a plain name, and this is %s".formatted(kind(node)),
                        "See docs/configuration.md.");
    }

    /** A key at the very top, or at the top of a section, that is none. */
    UsageFailure unknownTop(Node node, String key, String parent) {
        var shown = ConnectionUrl.cut(key);
        if (KnownKeys.below(List.of()).contains(key)) {
            int depth = 2 + 2 * (int) parent.chars().filter(c -> c == '\n').count();
            var lines = (key.equals("stores") ? STORES : key + ": …").indent(depth);
            return at(node).failure(
                            "'%s' must stand below 'seedbank', indented".formatted(shown),
                            write(parent + ":\n" + lines));
        }
        var advice = Nearest.nearest(key, List.of("seedbank"))
                .map("Did you mean '%s'?"::formatted)
                .orElse("The top level holds 'seedbank' and sections of profiles, such as \"%prod\".");
        return at(node).failure("unknown key '%s'".formatted(shown), advice);
    }

    UsageFailure unknown(Node node, List<String> path, Set<String> known) {
        var key = ConnectionUrl.cut(Setting.key(path));
        if (path.getLast().equals("<<")) {
            return at(node).failure("YAML's merge key << is not supported", "Write the keys out.");
        }
        return new Setting(path, List.of(), at(node))
                .failure(
                        "unknown key '%s'".formatted(key),
                        Nearest.advice(path.getLast(), known, "See docs/configuration.md."));
    }

    /** Something else where keys belong, such as a list of stores. */
    UsageFailure notKeys(Node node, List<String> path) {
        var key = ConnectionUrl.cut(Setting.key(path));
        var what = "'%s' is %s; keys belong below it".formatted(key, kind(node));
        if (path.equals(List.of("stores"))) {
            return at(node).failure(
                            "'%s' is %s; stores are written by their names".formatted(key, kind(node)), write(STORES));
        }
        var ofStores = KnownKeys.below(List.of("stores", "*"));
        if (path.size() == 2 && path.getFirst().equals("stores") && ofStores.contains(path.getLast())) {
            return at(node).failure(
                            "'%s' must stand below a store's name, indented".formatted(path.getLast()), write(STORES));
        }
        if (path.size() == 2 && path.getFirst().equals("stores")) {
            return at(node).failure(what, write("%s:\n  url: …".formatted(ConnectionUrl.cut(path.getLast()))));
        }
        var known = KnownKeys.below(path);
        return at(node).failure(
                        what,
                        known.contains("*")
                                ? write("%s:\n  users: email".formatted(path.getLast()))
                                : "Known: " + String.join(", ", known));
    }

    /** Keys, or a list in a list, where a value belongs. */
    UsageFailure notAValue(Node node, List<String> path) {
        var setting = new Setting(path, List.of(), at(node));
        if (node instanceof MappingNode braces && braces.getFlowStyle() == FlowStyle.FLOW) {
            return innermost(braces)
                    .map(name -> otherVariable(setting, "{{ … }}", name))
                    .orElseGet(() -> plainValue(setting, node));
        }
        return plainValue(setting, node);
    }

    private static UsageFailure plainValue(Setting setting, Node node) {
        return setting.failure(
                "'%s' takes a value, and this is %s".formatted(setting.key(), kind(node)),
                write(setting.path().getLast() + ": …"));
    }

    /** {@code {{ env.NAME }}} without quotes is a mapping whose key is a mapping. */
    private static Optional<String> innermost(MappingNode braces) {
        if (braces.getValue().size() != 1) {
            return Optional.empty();
        }
        return switch (braces.getValue().getFirst().getKeyNode()) {
            case MappingNode inner
            when inner.getValue().size() == 1
                    && inner.getValue().getFirst().getKeyNode() instanceof ScalarNode scalar -> name(scalar.getValue());
            default -> Optional.empty();
        };
    }

    /** @throws UsageFailure if the whole value is a variable as another program writes it */
    void refuseOtherVariables(Setting setting, String value) {
        if (OTHER_VARIABLE.matcher(value.strip()).matches()) {
            throw otherVariable(setting, value.strip(), name(value).orElse("DATABASE_URL"));
        }
    }

    private static UsageFailure otherVariable(Setting setting, String written, String name) {
        return setting.failure(
                "'%s' is not how a variable is written".formatted(written),
                write("%s: ${%s}".formatted(setting.path().getLast(), name)));
    }

    /** The last name in it: of {@code {{ env.NAME }}} that of the variable. */
    private static Optional<String> name(String text) {
        var matcher = NAME.matcher(text);
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }

    /** Advice of several lines, which are shown as they are. */
    static String write(String lines) {
        return "Write it as:\n" + lines.indent(2).stripTrailing();
    }

    private static String kind(Node node) {
        return YamlDocument.kind(node, "keys with values");
    }
}
