package dev.seedbank.config;

import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.UsageFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A store of a project without a settings file, named after its engine, by the variables that make it.
 *
 * @param url such as {@code DATABASE_URL}
 * @param directUrl such as {@code DATABASE_URL_UNPOOLED}, if it is set
 */
public record VariableStore(String name, String url, Optional<String> directUrl) {
    /**
     * One for each of the two usual variables; the URL's scheme says which engine it is, not the variable's name.
     *
     * @throws UsageFailure if both are for one engine and differ
     */
    static List<VariableStore> of(Variables variables) {
        var stores = new ArrayList<VariableStore>();
        for (var variable : List.of("DATABASE_URI", "DATABASE_URL")) {
            var url = variables.get(variable);
            if (url.isEmpty()) {
                continue;
            }
            var scheme = ConnectionUrl.of(url.get().value(), variable).scheme();
            var name = scheme.startsWith("mongodb") ? "mongodb" : "postgresql";
            if (stores.stream().noneMatch(store -> store.name.equals(name))) {
                var direct = variable + "_UNPOOLED";
                stores.add(
                        new VariableStore(name, variable, variables.get(direct).map(_ -> direct)));
            } else if (!value(variables, stores.getFirst().url).equals(url.get().value())) {
                throw new UsageFailure(
                        ErrorCode.SETTINGS,
                        "DATABASE_URI and DATABASE_URL are both for %s and differ".formatted(name),
                        "Unset one, or write a %s that names two stores.".formatted(Project.FILE),
                        null);
            }
        }
        return stores;
    }

    /** As a file would say it. */
    static SequencedMap<List<String>, Setting> settings(List<VariableStore> stores, Variables variables) {
        var settings = new LinkedHashMap<List<String>, Setting>();
        for (var store : stores) {
            store.put(settings, "url", store.url, variables);
            store.directUrl.ifPresent(direct -> store.put(settings, "direct-url", direct, variables));
        }
        return settings;
    }

    private void put(SequencedMap<List<String>, Setting> settings, String key, String variable, Variables variables) {
        var path = List.of("stores", name, key);
        var origin = variables.get(variable).orElseThrow().origin();
        settings.put(path, new Setting(path, List.of("${" + variable + "}"), origin));
    }

    private static String value(Variables variables, String name) {
        return variables.get(name).map(Variables.Variable::value).orElse("");
    }
}
