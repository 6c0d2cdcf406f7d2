package dev.seedbank.clean;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.backup.Backup;
import dev.seedbank.backup.CollectionFacts;
import dev.seedbank.cli.Lines;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.guard.Plan;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a clean would empty.
 *
 * @param warnings about names in the settings that are not in the store
 */
public record CleanPlan(List<Part> parts, List<String> warnings) implements Plan {
    public CleanPlan {
        parts = List.copyOf(parts);
        warnings = List.copyOf(warnings);
    }

    /** One store's part. */
    public record Part(StoreReader store, List<Collection> collections) {
        public Part {
            collections = List.copyOf(collections);
        }

        /** {@code 3 collections}, or {@code 3 collections: 2 in public, 1 in audit} if they are in more than one schema or database. */
        String words() {
            var count = Text.count(collections.size(), "collection");
            var namespaces = new TreeMap<String, Integer>();
            collections.forEach(it -> namespaces.merge(it.namespace(), 1, Integer::sum));
            if (namespaces.size() < 2) {
                return count;
            }
            return namespaces.entrySet().stream()
                    .map(entry -> "%d in %s".formatted(entry.getValue(), Text.printable(entry.getKey())))
                    .collect(Collectors.joining(", ", count + ": ", ""));
        }
    }

    public List<StoreReader> stores() {
        return parts.stream().map(Part::store).toList();
    }

    /** What of the store would be emptied; empty if nothing. */
    public List<Collection> collections(StoreReader store) {
        return parts.stream()
                .filter(part -> part.store().equals(store))
                .flatMap(part -> part.collections().stream())
                .toList();
    }

    @Override
    public String question() {
        return "This DELETES ALL DATA of " + String.join(", ", words()) + ".";
    }

    /** What is emptied of each store: {@code main (shop: 3 collections)}. */
    public List<String> words() {
        return parts.stream()
                .map(part -> "%s (%s: %s)"
                        .formatted(
                                part.store().settings().name(),
                                part.store().server().database(),
                                part.words()))
                .toList();
    }

    /** The collections, as JSON documents name them. */
    public List<Map<String, Object>> facts() {
        return parts.stream()
                .flatMap(part -> part.collections().stream()
                        .map(it -> CollectionFacts.of(part.store().settings().name(), it)))
                .toList();
    }

    @Override
    public Report dryRun(Progress progress) {
        return summary();
    }

    /** All that would be emptied, by name. */
    public Lines summary() {
        var names = parts.stream()
                .flatMap(part -> part.collections().stream()
                        .map(it -> part.store().settings().name() + "/" + it.label(Backup.separator(part.store()))))
                .toList();
        return Lines.dryRun("Would empty:", "collections", names, facts());
    }
}
