package dev.seedbank.restore;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.CollectionNames;
import dev.seedbank.backend.LoadRequest.Item;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.backup.Backup;
import dev.seedbank.failure.UsageFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The new names of {@code --rename} in one store, checked so that no collection is lost under another's name or lands where nobody
 * looks for it.
 */
record Renames(Map<Collection, Rename> byCollection) {
    /** As it was typed: {@code --rename name=newName}. */
    record Rename(String name, String newName) {
        @Override
        public String toString() {
            return "--rename %s=%s".formatted(name, newName);
        }
    }

    /**
     * @param typed new names by old ones, of any store
     * @throws UsageFailure if a collection is given two, by its name with and without its schema
     */
    static Renames of(Map<String, String> typed, CollectionNames names) {
        var renames = new HashMap<Collection, Rename>();
        typed.forEach((name, newName) -> {
            for (var collection : names.named(name)) {
                var rename = new Rename(name, newName);
                var other = renames.put(collection, rename);
                if (other != null) {
                    throw new UsageFailure(
                            "%s and %s name the same collection".formatted(other, rename), "Choose one.");
                }
            }
        });
        return new Renames(renames);
    }

    /** The option that renames it; empty if it keeps its name. */
    Optional<String> option(Collection source) {
        return Optional.ofNullable(byCollection.get(source)).map(Rename::toString);
    }

    /** The name that a collection gets, in its own schema or database. */
    String of(StoreReader store, Collection source) {
        var rename = byCollection.get(source);
        if (rename == null) {
            return source.name();
        }
        var separator = Backup.separator(store);
        var prefix = source.namespace() + separator;
        var name = rename.newName();
        // A document collection's name may have dots; a table's dot or a family's slash would name another place.
        boolean separated = store.settings().isFamily() || !Backup.noun(store).equals("document");
        var plain = (separated || !source.main()) && name.startsWith(prefix) ? name.substring(prefix.length()) : name;
        boolean elsewhere = separated && plain.contains(separator);
        if (plain.isEmpty() || elsewhere) {
            throw new UsageFailure(
                    "%s: %s"
                            .formatted(
                                    rename,
                                    elsewhere
                                            ? "a collection stays in its database or schema"
                                            : "the new name is empty"),
                    "Give the collection's new name only, such as %s=%s_old".formatted(rename.name(), source.name()));
        }
        return plain;
    }

    /** Refuses two collections of one store that would end up in the same place. */
    static void refuseClashes(StoreReader store, List<Item> items) {
        var sources = new HashMap<Collection, Collection>();
        for (var item : items) {
            var other = sources.put(item.target(), item.source());
            if (other != null) {
                var separator = Backup.separator(store);
                throw new UsageFailure(
                        "Both %s and %s would be restored as %s"
                                .formatted(
                                        other.label(separator),
                                        item.source().label(separator),
                                        item.target().label(separator)),
                        "Choose other names with --rename, or restore only some with --collection.");
            }
        }
    }
}
