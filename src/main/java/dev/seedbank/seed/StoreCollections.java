package dev.seedbank.seed;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.NameMatching;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.config.Nearest;
import dev.seedbank.config.StoreSettings;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The collections of one opened store by the names that people write, and those that its configuration names. */
final class StoreCollections {
    private final StoreReader store;
    private final Map<String, Collection> existing = new TreeMap<>();

    StoreCollections(StoreReader store) {
        this.store = store;
        var separator = store.settings().isFamily() ? "/" : ".";
        store.collections().forEach(collection -> existing.put(collection.label(separator), collection));
    }

    StoreReader store() {
        return store;
    }

    boolean has(String label) {
        return found(label).isPresent();
    }

    /** By its name or, where all collections there can be are there already, as another program would spell it. */
    private Optional<Collection> found(String label) {
        var name = store.createsCollections() ? Optional.of(label) : NameMatching.match(label, existing.keySet());
        return name.map(existing::get);
    }

    /** The name as files have it: without the store's own schema or database in front. */
    String plain(String name) {
        var prefix = store.namespace() + (store.settings().isFamily() ? "/" : ".");
        boolean own = prefix.length() > 1 && name.startsWith(prefix) && !existing.containsKey(name);
        return own ? name.substring(prefix.length()) : name;
    }

    Set<String> labels() {
        return Collections.unmodifiableSet(existing.keySet());
    }

    /** What keeps the file's rows from going where it says; empty if nothing does. */
    Optional<Failure> problem(SeedFile file) {
        if (store.createsCollections() || has(file.label())) {
            return Optional.empty();
        }
        return Optional.of(new OperationFailed(
                "%s: '%s' has no table '%s'"
                        .formatted(file.shown(), store.settings().name(), file.label()),
                Nearest.collectionAdvice(
                        file.label(), labels(), "Create it first, for example with the project's migrations.")));
    }

    /** Whether the store's settings speak of the collection. */
    boolean configures(String label) {
        var settings = store.settings();
        return settings.seedOrder().contains(label)
                || settings.seedUnique().containsKey(label)
                || settings.clean().contains(label);
    }

    /** The collection of that name, also if it does not exist yet; whether it must is for the engine to say. */
    Collection named(String label) {
        var found = found(label);
        if (found.isPresent()) {
            return found.get();
        }
        int slash = store.settings().isFamily() ? label.indexOf('/') : -1;
        return slash < 0
                ? new Collection(store.namespace(), label, true, Collection.Kind.DATA)
                : new Collection(label.substring(0, slash), label.substring(slash + 1), false, Collection.Kind.DATA);
    }

    /**
     * The collection that a reference means. A name without a database means a collection of the row's own; a name without a
     * schema, if the store's main schema has no such table, means a table of another schema.
     *
     * @param from where the row goes
     */
    Collection referred(String name, Collection from) {
        if (store.settings().isFamily() && name.indexOf('/') < 0) {
            return new Collection(from.namespace(), name, false, Collection.Kind.DATA);
        }
        var elsewhere = has(name)
                ? Optional.<Collection>empty()
                : existing.values().stream()
                        .filter(it -> it.name().equals(name))
                        .findFirst();
        return elsewhere.orElseGet(() -> named(name));
    }

    /** What settings say of the file's collection, by the file's name or by the collection's own. */
    <T> Optional<T> setting(Map<String, T> settings, SeedFile file) {
        var own = named(file.label()).label(store.settings().isFamily() ? "/" : ".");
        return Optional.ofNullable(settings.get(file.label())).or(() -> Optional.ofNullable(settings.get(own)));
    }

    /** Where a file's rows go. */
    Collection target(SeedFile file) {
        var settings = store.settings();
        if (settings.isFamily()) {
            checkDatabase(file, settings);
        } else if (file.database().isPresent()) {
            throw new UsageFailure(
                    "%s: the store '%s' is one database, so its folder holds no folders"
                            .formatted(file.shown(), settings.name()),
                    "Move the file up, or remove it.");
        }
        var target = named(file.label());
        if (target.kind() == Collection.Kind.VIEW) {
            throw new UsageFailure(
                    "%s: '%s' is a view and holds no rows".formatted(file.shown(), file.label()),
                    "Seed the collection that it shows.");
        }
        return target;
    }

    private static void checkDatabase(SeedFile file, StoreSettings settings) {
        var pattern = settings.databases().orElse("*");
        if (file.database().filter(name -> matches(pattern, name)).isEmpty()) {
            throw new UsageFailure(
                    "%s: the store '%s' is the databases %s, and the file does not say which of them"
                            .formatted(file.shown(), settings.name(), pattern),
                    "Put it at seeds/SET/%s/DATABASE/%s."
                            .formatted(settings.name(), file.path().getFileName()));
        }
    }

    private static boolean matches(String pattern, String name) {
        var parts = pattern.split("\\*", -1);
        var expression = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            expression.append(i > 0 ? ".*" : "").append(Pattern.quote(parts[i]));
        }
        return name.matches(expression.toString());
    }
}
