package dev.seedbank.restore;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.LoadRequest.Item;
import dev.seedbank.backend.Store;
import dev.seedbank.backup.Backup;
import dev.seedbank.failure.UsageFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The new names of {@code --rename}, checked so that no collection is lost under another's name or lands where nobody looks for it. */
record Renames(Map<String, String> names) {
    /**
     * The name that a collection gets, in its own schema or database.
     *
     * @param label as the backup shows it, such as {@code users}, {@code audit.users} or {@code open_project1/scenes}
     */
    String of(Store store, Collection source, String label) {
        var name = names.get(label);
        if (name == null) {
            return source.name();
        }
        var separator = Backup.separator(store);
        var prefix = source.namespace() + separator;
        var plain = !source.main() && name.startsWith(prefix) ? name.substring(prefix.length()) : name;
        // A document collection's name may have dots; a table's dot or a family's slash would name another place.
        boolean elsewhere = plain.contains(separator)
                && (store.settings().isFamily() || !Backup.noun(store).equals("document"));
        if (plain.isEmpty() || elsewhere) {
            throw refused(
                    label,
                    name,
                    elsewhere ? "a collection stays in its database or schema" : "the new name is empty",
                    "Give the collection's new name only, such as %s=%s_old".formatted(label, source.name()));
        }
        return plain;
    }

    /** Refuses two collections of one store that would end up in the same place. */
    void refuseClashes(Store store, List<Item> items) {
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

    private static UsageFailure refused(String label, String name, String why, String advice) {
        return new UsageFailure("--rename %s=%s: %s".formatted(label, name, why), advice);
    }
}
