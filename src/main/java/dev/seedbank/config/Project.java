package dev.seedbank.config;

import dev.seedbank.failure.UsageFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * A project's settings in force for one profile. Values are filled in when asked for, so that a variable that only one store
 * needs is not missed by a command on another.
 */
public final class Project {
    /** The name of the file that makes a folder a project. */
    public static final String FILE = "seedbank.yaml";

    private static final List<String> ENVIRONMENT = List.of("environment");

    private final Path folder;
    private final Profile profile;
    private final Variables variables;
    private final SequencedMap<List<String>, Setting> settings;

    private Project(Path folder, Profile profile, Variables variables, SequencedMap<List<String>, Setting> settings) {
        this.folder = folder;
        this.profile = profile;
        this.variables = variables;
        this.settings = settings;
    }

    /**
     * Reads a project.
     *
     * @param workingDirectory where the program runs
     * @param configFile {@code --config}; else {@code seedbank.yaml} in the working directory, if there is one
     * @param profileOption {@code --profile}; else {@code SEEDBANK_PROFILE}, else {@code dev}
     */
    public static Project read(
            Path workingDirectory,
            Optional<Path> configFile,
            Optional<String> profileOption,
            Map<String, String> environment) {
        var file = configFile.map(workingDirectory::resolve).orElse(workingDirectory.resolve(FILE));
        if (configFile.isPresent() && !Files.isRegularFile(file)) {
            throw new UsageFailure("There is no file " + configFile.get(), "Check --config.");
        }
        var folder = file.toAbsolutePath().normalize().getParent();
        var variables = Variables.read(folder, environment);
        var name = profileOption
                .or(() -> variables.get("SEEDBANK_PROFILE").map(Variables.Variable::value))
                .orElse("dev");
        SequencedMap<List<String>, Setting> settings;
        boolean environmentOfProfile = variables.get("SEEDBANK_ENVIRONMENT").isPresent();
        if (Files.exists(file)) {
            var read = SettingsFile.read(file, name);
            settings = read.settings();
            environmentOfProfile |= read.setByProfile(ENVIRONMENT);
        } else {
            settings = fromDatabaseVariables(variables);
        }
        override(settings, variables);
        var profile = profile(name, settings.get(ENVIRONMENT), environmentOfProfile, variables);
        return new Project(folder, profile, variables, settings);
    }

    public Path folder() {
        return folder;
    }

    public Profile profile() {
        return profile;
    }

    /** In the order of the file. */
    public Set<String> storeNames() {
        var names = new LinkedHashSet<String>();
        for (var path : settings.keySet()) {
            if (path.size() > 1 && path.getFirst().equals("stores")) {
                names.add(path.get(1));
            }
        }
        return names;
    }

    /**
     * The stores with these names, or all when there are none, in the order of the file.
     *
     * @throws UsageFailure for a name that is not configured, or no stores at all
     */
    public List<StoreSettings> stores(List<String> names) {
        var known = storeNames();
        if (known.isEmpty()) {
            throw new UsageFailure(
                    "No database is configured: there is no %s here, and neither DATABASE_URI nor DATABASE_URL is set"
                            .formatted(FILE),
                    "Set DATABASE_URI (MongoDB) or DATABASE_URL (PostgreSQL), or write a %s: see docs/configuration.md."
                            .formatted(FILE));
        }
        for (var name : names) {
            if (!known.contains(name)) {
                throw new UsageFailure("There is no store '%s'".formatted(name), Nearest.advice(name, known, ""));
            }
        }
        return known.stream()
                .filter(name -> names.isEmpty() || names.contains(name))
                .map(this::store)
                .toList();
    }

    /** What production allows without a further option; holds {@code backup} or nothing. */
    public List<String> allow() {
        return list("allow");
    }

    /** Fields that are to stay out of backups, such as {@code users.hashed_password}. */
    public List<String> sensitive() {
        return list("sensitive");
    }

    public BackupSettings backups() {
        var directory = text("backups", "directory").orElse("backups");
        var layout = oneOf(List.of("backups", "layout"), List.of("directory", "file"), "directory");
        oneOf(List.of("backups", "format"), List.of("json"), "json");
        return new BackupSettings(
                folder.resolve(directory), BackupSettings.Layout.valueOf(layout.toUpperCase(Locale.ROOT)));
    }

    /** Every setting in force with its origin, secrets masked: what {@code seedbank config} shows. */
    public List<Shown> shown() {
        var result = new ArrayList<Shown>();
        for (var setting : settings.values()) {
            result.add(new Shown(setting.key(), shownValue(setting), setting.origin()));
        }
        return result;
    }

    /** A key, its value without secrets, and where it stands. */
    public record Shown(String key, String value, String origin) {}

    private String shownValue(Setting setting) {
        try {
            var value = String.join(", ", expanded(setting));
            boolean url = setting.path().getLast().endsWith("url");
            return url && !value.isEmpty()
                    ? ConnectionUrl.of(value, "The value of " + setting.key()).toString()
                    : value;
        } catch (UsageFailure missing) {
            return "(not set: " + missing.getMessage() + ")";
        }
    }

    private StoreSettings store(String name) {
        var where = "Store '%s': its url".formatted(name);
        var url = text("stores", name, "url")
                .orElseThrow(() -> new UsageFailure(
                        "Store '%s' has no url".formatted(name), "Set seedbank.stores.%s.url.".formatted(name)));
        var schemas = list("stores", name, "schemas");
        return new StoreSettings(
                name,
                ConnectionUrl.of(url, where),
                text("stores", name, "direct-url")
                        .map(text -> ConnectionUrl.of(text, "Store '%s': its direct-url".formatted(name))),
                text("stores", name, "databases"),
                schemas,
                list("stores", name, "clean"),
                list("stores", name, "seed", "order"),
                unique(name));
    }

    private Map<String, List<String>> unique(String store) {
        var prefix = List.of("stores", store, "seed", "unique");
        var result = new LinkedHashMap<String, List<String>>();
        for (var setting : settings.values()) {
            if (setting.path().size() == 5 && setting.path().subList(0, 4).equals(prefix)) {
                result.put(setting.path().getLast(), expanded(setting));
            }
        }
        return result;
    }

    private Optional<String> text(String... path) {
        var values = list(path);
        if (values.size() > 1) {
            var setting = settings.get(List.of(path));
            throw new UsageFailure(
                    "%s: '%s' takes one value".formatted(setting.origin(), setting.key()), "Write it without a list.");
        }
        return values.stream().findFirst();
    }

    private List<String> list(String... path) {
        var setting = settings.get(List.of(path));
        return setting == null ? List.of() : expanded(setting);
    }

    private List<String> expanded(Setting setting) {
        return setting.values().stream()
                .map(value -> variables.expand(value, setting))
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private String oneOf(List<String> path, List<String> allowed, String otherwise) {
        var value = text(path.toArray(String[]::new)).orElse(otherwise);
        if (!allowed.contains(value)) {
            var setting = settings.get(path);
            throw new UsageFailure(
                    "%s: '%s' cannot be '%s'".formatted(setting.origin(), setting.key(), value),
                    "It can be: " + String.join(", ", allowed));
        }
        return value;
    }

    /** A project without a file: one store for each of the two usual variables, named after its engine. */
    private static SequencedMap<List<String>, Setting> fromDatabaseVariables(Variables variables) {
        var settings = new LinkedHashMap<List<String>, Setting>();
        for (var name : List.of("DATABASE_URI", "DATABASE_URL")) {
            var variable = variables.get(name).orElse(null);
            if (variable == null) {
                continue;
            }
            var scheme = ConnectionUrl.of(variable.value(), name).scheme();
            var store = scheme.startsWith("mongodb") ? "mongodb" : "postgresql";
            var path = List.of("stores", store, "url");
            var before = settings.get(path);
            if (before != null
                    && !variables.expand(before.values().getFirst(), before).equals(variable.value())) {
                throw new UsageFailure(
                        "DATABASE_URI and DATABASE_URL are both for %s and differ".formatted(store),
                        "Unset one, or write a %s that names two stores.".formatted(FILE));
            }
            settings.put(path, new Setting(path, List.of("${" + name + "}"), variable.origin()));
            variables.get(name + "_UNPOOLED").ifPresent(direct -> {
                var directPath = List.of("stores", store, "direct-url");
                settings.put(directPath, new Setting(directPath, List.of("${" + name + "_UNPOOLED}"), direct.origin()));
            });
        }
        return settings;
    }

    /** Lets {@code SEEDBANK_STORES_MAIN_URL} and the like win; lists are written with commas. */
    private static void override(SequencedMap<List<String>, Setting> settings, Variables variables) {
        var stores = new LinkedHashSet<String>();
        settings.keySet().stream()
                .filter(path -> path.size() > 1 && path.getFirst().equals("stores"))
                .forEach(path -> stores.add(path.get(1)));
        for (var known : KnownKeys.ALL) {
            if (known.getLast().equals("*")) {
                continue;
            }
            if (known.contains("*")) {
                stores.forEach(store -> overrideOne(settings, variables, replaceStar(known, store)));
            } else {
                overrideOne(settings, variables, known);
            }
        }
    }

    private static void overrideOne(
            SequencedMap<List<String>, Setting> settings, Variables variables, List<String> path) {
        var name = "SEEDBANK_" + String.join("_", path).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        variables.get(name).ifPresent(variable -> {
            boolean url = path.getLast().endsWith("url");
            var values =
                    url ? List.of(variable.value()) : List.of(variable.value().split("\\s*,\\s*"));
            // what stands in a variable is taken as it is
            var plain = values.stream().map(value -> value.replace("${", "$${")).toList();
            settings.put(path, new Setting(path, plain, variable.origin()));
        });
    }

    private static List<String> replaceStar(List<String> known, String store) {
        return known.stream().map(part -> part.equals("*") ? store : part).toList();
    }

    private static Profile profile(
            String name, @org.jspecify.annotations.Nullable Setting setting, boolean ofProfile, Variables variables) {
        var byName = switch (name) {
            case "dev" -> Optional.of(Environment.DEVELOPMENT);
            case "test" -> Optional.of(Environment.TEST);
            case "prod" -> Optional.of(Environment.PRODUCTION);
            default -> Optional.<Environment>empty();
        };
        // what stands for all profiles says nothing of one: a mistyped --profile must not become development by it
        var written = Optional.ofNullable(setting).filter(it -> ofProfile).map(it -> environment(it, variables));
        if (byName.isEmpty()) {
            return new Profile(name, written.orElse(Environment.PRODUCTION), written.isEmpty());
        }
        if (written.isPresent() && !written.equals(byName)) {
            throw new UsageFailure(
                    "The profile '%s' is %s by its name; %s says %s"
                            .formatted(
                                    name,
                                    byName.get().label(),
                                    setting.origin(),
                                    written.get().label()),
                    "Give the profile another name, or take the setting out.");
        }
        refuseLesser(name, byName.get(), setting, variables);
        return new Profile(name, byName.get(), false);
    }

    /** Whoever writes {@code environment: production} for all profiles does not mean that {@code dev} may wipe it. */
    private static void refuseLesser(
            String name, Environment byName, @org.jspecify.annotations.Nullable Setting setting, Variables variables) {
        if (setting != null && environment(setting, variables).compareTo(byName) > 0) {
            throw new UsageFailure(
                    "The profile '%s' is %s by its name; %s says %s for all profiles"
                            .formatted(
                                    name,
                                    byName.label(),
                                    setting.origin(),
                                    environment(setting, variables).label()),
                    "Choose the profile that is meant, such as --profile prod, or move the setting into its section.");
        }
    }

    private static Environment environment(Setting setting, Variables variables) {
        var value = variables.expand(setting.values().getFirst(), setting);
        return Environment.of(value)
                .orElseThrow(() -> new UsageFailure(
                        "%s: '%s' is no environment".formatted(setting.origin(), value),
                        "It can be: development, test, production"));
    }
}
