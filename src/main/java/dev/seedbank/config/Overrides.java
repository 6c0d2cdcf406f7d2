package dev.seedbank.config;

import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.UsageFailure;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Lets variables such as {@code SEEDBANK_STORES_MAIN_URL} win over settings, but for {@code SEEDBANK_SENSITIVE}, which adds to them; lists are written with commas. */
final class Overrides {
    private static final String PREFIX = "SEEDBANK_";

    /** What the file keeps out of backups stays out, whatever the environment says: a variable only adds fields. */
    private static final List<String> SENSITIVE = List.of("sensitive");

    private static final String PROFILE = PREFIX + "PROFILE";

    /** How much is told; no setting of the project. */
    private static final String LOG = PREFIX + "LOG";

    /**
     * What others set: Kubernetes and Docker for a service that is called {@code seedbank}, and those who install or test the
     * program.
     */
    private static final Pattern OTHERS = Pattern.compile("SEEDBANK_(?:\\w+_)?SERVICE_(?:HOST|PORT)(?:_\\w+)?"
            + "|SEEDBANK_(?:\\w+_)?PORT(?:_[0-9]+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?)?"
            + "|SEEDBANK_(?:VERSION|BINARY|TEST_\\w+)");

    private final Variables variables;
    private final SequencedMap<List<String>, Setting> settings;
    private final Map<String, List<List<String>>> pathsByName = new TreeMap<>();

    private Overrides(Variables variables, SequencedMap<List<String>, Setting> settings) {
        this.variables = variables;
        this.settings = settings;
    }

    /**
     * Changes the settings.
     *
     * @param mentions whether the settings file speaks of a variable
     * @throws UsageFailure for a variable that begins with {@code SEEDBANK_} and belongs to no key, naming the nearest that does
     */
    static void apply(SequencedMap<List<String>, Setting> settings, Variables variables, Predicate<String> mentions) {
        var overrides = new Overrides(variables, settings);
        overrides.collectPaths();
        overrides.pathsByName.forEach(overrides::apply);
        overrides.refuseUnknown(mentions);
    }

    private void collectPaths() {
        var stores = new LinkedHashSet<String>();
        settings.keySet().stream()
                .filter(path -> path.size() > 1 && path.getFirst().equals("stores"))
                .forEach(path -> stores.add(path.get(1)));
        for (var known : KnownKeys.ALL) {
            if (known.getLast().equals("*")) { // its keys are names of the user's
                continue;
            }
            if (known.contains("*")) {
                stores.forEach(store -> add(replaceStar(known, store)));
            } else {
                add(known);
            }
        }
    }

    private void add(List<String> path) {
        var name = PREFIX + String.join("_", path).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        pathsByName.computeIfAbsent(name, _ -> new ArrayList<>()).add(path);
    }

    private void apply(String name, List<List<String>> paths) {
        variables.get(name).ifPresent(variable -> {
            if (paths.size() > 1) {
                throw variable.origin()
                        .failure(
                                "it could mean %s or %s"
                                        .formatted(Setting.key(paths.getFirst()), Setting.key(paths.getLast())),
                                "Choose names that differ in letters or digits.");
            }
            var path = paths.getFirst();
            if (path.equals(List.of("allow"))) {
                throw variable.origin()
                        .failure(
                                "no variable permits what a profile does not",
                                "Remove %s. Write 'allow: [backup]' into the profile in seedbank.yaml, or give --allow-production."
                                        .formatted(name));
            }
            boolean url = path.getLast().endsWith("url");
            var values =
                    url ? List.of(variable.value()) : List.of(variable.value().split("\\s*,\\s*"));
            // what stands in a variable is taken as it is
            var plain = values.stream().map(value -> value.replace("${", "$${")).toList();
            var setting = new Setting(path, plain, variable.origin());
            var written = settings.get(path);
            settings.put(path, written != null && path.equals(SENSITIVE) ? written.with(setting) : setting);
        });
    }

    private void refuseUnknown(Predicate<String> mentions) {
        var known = new LinkedHashSet<>(pathsByName.keySet());
        known.add(PROFILE);
        known.add(LOG);
        for (var name : variables.beginning(PREFIX)) {
            if (!known.contains(name) && !OTHERS.matcher(name).matches() && !mentions.test(name)) {
                throw unknown(name, known);
            }
        }
    }

    private UsageFailure unknown(String name, Set<String> known) {
        var origin =
                variables.layers(name).map(Variables.Variable::origin).toList().getLast();
        var text = origin.line() > 0
                ? "%s: there is no setting %s".formatted(origin, name)
                : "The environment variable %s belongs to no setting".formatted(name);
        return origin.of(new UsageFailure(
                ErrorCode.SETTINGS,
                text,
                nearest(name, known)
                        .map("Did you mean '%s'?"::formatted)
                        .orElse("Names that begin with SEEDBANK_ are for its settings: see docs/configuration.md."),
                null));
    }

    /** By what stands behind the prefix that all have; never the one that is always refused. */
    private static Optional<String> nearest(String name, Set<String> known) {
        var ends = known.stream()
                .filter(it -> !it.equals(PREFIX + "ALLOW"))
                .map(it -> it.substring(PREFIX.length()))
                .toList();
        return Nearest.nearest(name.substring(PREFIX.length()), ends).map(PREFIX::concat);
    }

    private static List<String> replaceStar(List<String> known, String store) {
        return known.stream().map(part -> part.equals("*") ? store : part).toList();
    }
}
