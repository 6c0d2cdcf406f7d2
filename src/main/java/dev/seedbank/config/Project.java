package dev.seedbank.config;

import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.failure.Where;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * A project's settings in force for one profile. Values are filled in when asked for, so that a variable that only one store
 * needs is not missed by a command on another.
 */
public final class Project {
    /** The name of the file that makes a folder a project; {@code seedbank.yml} will do, too. */
    public static final String FILE = "seedbank.yaml";

    private final Location location;
    private final Profile profile;
    private final SequencedMap<List<String>, Setting> settings;
    private final Values values;
    private final List<VariableStore> variableStores;

    private Project(Location location, Profile profile, Values values, List<VariableStore> variableStores) {
        this.location = location;
        this.profile = profile;
        this.settings = values.settings();
        this.values = values;
        this.variableStores = List.copyOf(variableStores);
    }

    /**
     * Reads a project.
     *
     * @param workingDirectory where the program runs
     * @param configFile {@code --config}; else {@code seedbank.yaml} in the working directory or one of its parents
     * @param profileOption {@code --profile}; else {@code SEEDBANK_PROFILE}, else {@code dev}
     */
    public static Project read(
            Path workingDirectory,
            Optional<Path> configFile,
            Optional<String> profileOption,
            Map<String, String> environment) {
        var location = Location.find(workingDirectory, configFile);
        var variables = Variables.read(location, environment);
        var name = profileOption
                .or(() -> variables.get("SEEDBANK_PROFILE").map(Variables.Variable::value))
                .orElse("dev");
        var file = location.file()
                .map(path -> SettingsFile.read(path, location.shown(path), name))
                .orElse(null);
        var profile = Profiles.of(name, file, variables);
        var variableStores = file == null ? VariableStore.of(variables) : List.<VariableStore>of();
        var settings = file == null ? VariableStore.settings(variableStores, variables) : file.settings();
        Overrides.apply(settings, variables, variable -> file != null && file.mentions(variable));
        return new Project(location, profile, new Values(settings, variables), variableStores);
    }

    /** Whether it has a settings file, or lives on {@code DATABASE_URL} and {@code DATABASE_URI} alone. */
    public boolean hasFile() {
        return location.file().isPresent();
    }

    /** In the order of {@link #storeNames}; none if the project has a file. */
    public List<VariableStore> variableStores() {
        return variableStores;
    }

    public Path folder() {
        return location.folder();
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
        allow();
        var known = storeNames();
        if (known.isEmpty()) {
            throw noStores();
        }
        for (var name : names) {
            if (!known.contains(name)) {
                throw Where.at(Where.Key.STORE, name)
                        .of(UsageFailure.notFound(
                                "There is no store '%s'".formatted(name), Nearest.advice(name, known, "")));
            }
        }
        return known.stream()
                .filter(name -> names.isEmpty() || names.contains(name))
                .map(this::store)
                .toList();
    }

    /** What production allows without a further option; holds {@code backup} or nothing. */
    public List<String> allow() {
        return values.someOf(List.of("backup"), "allow");
    }

    /**
     * Fields that are to stay out of backups.
     *
     * @throws UsageFailure for a name that names no field of a collection
     */
    public SensitiveFields sensitive() {
        var names = values.list("sensitive");
        names.forEach(name -> requireFieldName(name, List.of("sensitive")));
        var fills = new LinkedHashMap<String, String>();
        for (var setting : settings.values()) {
            if (setting.path().size() == 2 && setting.path().getFirst().equals("fill")) {
                requireFieldName(setting.path().getLast(), setting.path());
                fills.put(setting.path().getLast(), String.join(", ", values.expanded(setting)));
            }
        }
        return new SensitiveFields(names, fills);
    }

    private void requireFieldName(String name, List<String> path) {
        int dot = name.indexOf('.');
        if (dot < 1 || dot == name.length() - 1) {
            throw Objects.requireNonNull(settings.get(path))
                    .failure(
                            "'%s' names no field".formatted(name),
                            "Write it as collection.field, or *.field for all collections.");
        }
        if (name.indexOf('*', name.startsWith("*.") ? 1 : 0) >= 0) {
            throw Objects.requireNonNull(settings.get(path))
                    .failure(
                            "'%s' has a * that stands for a part of a name".formatted(name),
                            "A * can only stand for all collections, as in *.api_key. Name each field.");
        }
    }

    public BackupSettings backups() {
        var location = BackupLocation.of(
                values.text("backups", "directory").orElse(BackupLocation.USUAL),
                folder(),
                Optional.ofNullable(settings.get(List.of("backups", "directory"))));
        var layout = values.oneOf(List.of("directory", "file"), "directory", "backups", "layout");
        values.oneOf(List.of("json"), "json", "backups", "format");
        return new BackupSettings(location, BackupSettings.Layout.valueOf(layout.toUpperCase(Locale.ROOT)));
    }

    /** Whether migrations may run programs. */
    public boolean allowsExec() {
        return values.oneOf(List.of("true", "false"), "false", "migrations", "allow-exec")
                .equals("true");
    }

    /** Whether a collection without a model is an error. */
    public boolean requiresModels() {
        return values.oneOf(List.of("true", "false"), "false", "models", "require")
                .equals("true");
    }

    /**
     * Reads every setting, so that what is wrong with one that no command has asked for yet shows.
     *
     * @param stores those that matter; all if there are none
     * @return these
     */
    public List<StoreSettings> check(List<String> stores) {
        sensitive();
        backups();
        allowsExec();
        requiresModels();
        return stores(stores);
    }

    /** Every setting in force with its origin, secrets masked: what {@code seedbank config} shows. */
    public List<Shown> shown() {
        var result = new ArrayList<Shown>();
        for (var setting : settings.values()) {
            result.add(new Shown(
                    setting.key(), shownValue(setting), setting.origin().toString()));
        }
        return result;
    }

    /** A key, its value without secrets, and where it stands. */
    public record Shown(String key, String value, String origin) {}

    private String shownValue(Setting setting) {
        try {
            var value = String.join(", ", values.expanded(setting));
            boolean url = setting.path().getLast().endsWith("url");
            return url && !value.isEmpty() && !value.contains("://") ? "***" : ConnectionUrl.masked(value);
        } catch (UsageFailure missing) {
            return "(not set: " + missing.getMessage() + ")";
        }
    }

    /** A server where databases may be made to try something in; empty: the store's own. */
    public Optional<ConnectionUrl> scratchUrl() {
        return values.text("scratch-url")
                .filter(text -> !text.isEmpty())
                .map(text -> ConnectionUrl.of(text, "scratch-url"));
    }

    private StoreSettings store(String name) {
        var url = values.text("stores", name, "url").orElseThrow(() -> noUrl(name));
        return new StoreSettings(
                name,
                ConnectionUrl.of(url, "Store '%s': its url".formatted(name)),
                values.text("stores", name, "direct-url")
                        .map(text -> ConnectionUrl.of(text, "Store '%s': its direct-url".formatted(name))),
                values.text("stores", name, "databases"),
                values.list("stores", name, "schemas"),
                values.list("stores", name, "clean"),
                values.list("stores", name, "seed", "order"),
                unique(name));
    }

    private Map<String, List<String>> unique(String store) {
        var prefix = List.of("stores", store, "seed", "unique");
        var result = new LinkedHashMap<String, List<String>>();
        for (var setting : settings.values()) {
            if (setting.path().size() == 5 && setting.path().subList(0, 4).equals(prefix)) {
                result.put(setting.path().getLast(), values.expanded(setting));
            }
        }
        return result;
    }

    private UsageFailure noUrl(String name) {
        var setting = settings.get(List.of("stores", name, "url"));
        var what = "store '%s' has no url".formatted(name);
        var advice = SettingsHints.write("%s:\n  url: ${DATABASE_URL}".formatted(name));
        return setting == null
                ? new UsageFailure(ErrorCode.SETTINGS, "The " + what, advice, null)
                : setting.failure("the " + what, advice);
    }

    private UsageFailure noStores() {
        if (hasFile()) {
            return new UsageFailure(
                    ErrorCode.SETTINGS,
                    "%s names no store"
                            .formatted(location.file().map(location::shown).orElseThrow()),
                    SettingsHints.write("seedbank:\n  stores:\n    main:\n      url: ${DATABASE_URL}"),
                    null);
        }
        var what = "No database is configured: there is no %s here, and neither DATABASE_URI nor DATABASE_URL is set"
                .formatted(FILE);
        var advice = location.advice()
                .orElseGet(() ->
                        "Set DATABASE_URI (MongoDB) or DATABASE_URL (PostgreSQL); then seedbank init writes a %s to start from."
                                .formatted(FILE));
        return new UsageFailure(ErrorCode.SETTINGS, what, advice, null);
    }
}
