package dev.seedbank.config;

import dev.seedbank.yaml.YamlWord;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which fields stay out of backups, as the settings name them: {@code collection.field}, of MongoDB also
 * {@code collection.document.field}, and {@code *.field} for those of all collections.
 *
 * @param names from {@code seedbank.sensitive}
 * @param fills from {@code seedbank.fill}: the same kind of name, and what a restore writes into the field
 */
public record SensitiveFields(List<String> names, Map<String, String> fills) {
    public static final SensitiveFields NONE = new SensitiveFields(List.of(), Map.of());

    private static final String ANY = "*";

    public SensitiveFields {
        names = List.copyOf(names);
        fills = new LinkedHashMap<>(fills);
    }

    public boolean isEmpty() {
        return names.isEmpty();
    }

    /**
     * The fields of one collection, each with the settings' name that means it.
     *
     * @param collection the names under which it is known
     */
    public Map<String, String> of(Set<String> collection) {
        var fields = new LinkedHashMap<String, String>();
        for (var name : names) {
            for (var prefix : prefixes(collection)) {
                if (name.startsWith(prefix) && name.length() > prefix.length()) {
                    fields.putIfAbsent(name.substring(prefix.length()), name);
                }
            }
        }
        return fields;
    }

    /** What a restore writes into a field; of {@code users.api_key} and {@code *.api_key} the first. */
    public Optional<String> fill(Set<String> collection, String field) {
        return prefixes(collection).stream()
                .filter(prefix -> fills.containsKey(prefix + field))
                .findFirst()
                .map(prefix -> fills.get(prefix + field));
    }

    /**
     * What to do about a field that a restore must write something into.
     *
     * @param name as in {@code seedbank.fill}
     * @param unique whether rows must not get the same
     */
    public static String fillAdvice(String name, boolean unique) {
        return "Say in %s what a restore writes there:\n  seedbank:\n    fill: {%s: %s}"
                .formatted(Project.FILE, YamlWord.of(name), YamlWord.quoted(unique ? "removed-{row}" : "!"));
    }

    private static Set<String> prefixes(Set<String> collection) {
        var prefixes = new LinkedHashSet<String>();
        collection.forEach(name -> prefixes.add(name + "."));
        prefixes.add(ANY + ".");
        return prefixes;
    }
}
