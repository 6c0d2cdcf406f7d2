package dev.seedbank.backend.postgres.index;

import dev.seedbank.yaml.YamlWord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Existing indexes as the text of a file that declares them: on plain columns by their names, others by the server's definition,
 * which is then found again without asking it.
 */
final class IndexYaml {
    private static final String PLAIN = "btree (";

    private IndexYaml() {}

    static String of(List<Index> indexes, Set<String> columns) {
        var text = new StringBuilder("indexes:\n");
        indexes.forEach(index -> append(text, index, columns));
        return text.toString();
    }

    private static void append(StringBuilder text, Index index, Set<String> columns) {
        var columnsOnly = columnsOnly(index, columns);
        text.append("  - ")
                .append(columnsOnly
                        .map(it -> "key: " + it)
                        .orElseGet(() -> "definition: " + YamlWord.quoted(index.definition())))
                .append('\n');
        line(text, "name", YamlWord.of(index.plainName()));
        if (index.unique()) {
            line(text, "unique", "true");
        }
        if (!index.storage().isEmpty()) {
            line(text, "with", parameters(new TreeMap<>(index.storage())));
        }
        if (!index.tablespace().isEmpty()) {
            line(text, "tablespace", YamlWord.of(index.tablespace()));
        }
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append("    ").append(key).append(": ").append(value).append('\n');
    }

    private static String parameters(Map<String, String> storage) {
        return storage.entrySet().stream()
                .map(it -> YamlWord.of(it.getKey()) + ": " + parameter(it.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String parameter(String value) {
        return value.matches("[0-9]+") ? value : YamlWord.quoted(value);
    }

    /** The list of columns, if there is nothing else to the index. */
    private static Optional<String> columnsOnly(Index index, Set<String> columns) {
        var byName = columns.stream().collect(Collectors.toMap(ExistingIndexes::written, it -> it, (a, b) -> a));
        var inside = index.definition().startsWith(PLAIN) && index.definition().endsWith(")")
                ? index.definition()
                        .substring(PLAIN.length(), index.definition().length() - 1)
                : "";
        if (inside.isEmpty() || !inside.equals(String.join(", ", index.keys()))) {
            return Optional.empty();
        }
        if (!byName.keySet().containsAll(index.keys())) {
            return Optional.empty();
        }
        return Optional.of(
                index.keys().stream().map(byName::get).map(YamlWord::of).collect(Collectors.joining(", ", "[", "]")));
    }
}
