package dev.seedbank.clean;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Store;
import dev.seedbank.cli.Lines;
import dev.seedbank.cli.Text;
import java.util.List;

/** What a clean would empty. */
public record CleanPlan(List<Part> parts) {
    public CleanPlan {
        parts = List.copyOf(parts);
    }

    /** One store's part. */
    public record Part(Store store, List<Collection> collections) {
        public Part {
            collections = List.copyOf(collections);
        }
    }

    public List<Store> stores() {
        return parts.stream().map(Part::store).toList();
    }

    /** What of the store would be emptied; empty if nothing. */
    public List<Collection> collections(Store store) {
        return parts.stream()
                .filter(part -> part.store().equals(store))
                .flatMap(part -> part.collections().stream())
                .toList();
    }

    /** What the user is asked to agree to. */
    public String question() {
        var names = parts.stream()
                .map(part -> "%s (%s: %s)"
                        .formatted(
                                part.store().settings().name(),
                                part.store().server().database(),
                                Text.count(part.collections().size(), "collection")))
                .toList();
        return "This DELETES ALL DATA of " + String.join(", ", names) + ".";
    }

    Lines dryRun() {
        var names = parts.stream()
                .flatMap(part -> part.collections().stream()
                        .map(it -> part.store().settings().name() + "/" + it.label("/")))
                .toList();
        return Lines.dryRun("Would empty:", "collections", names);
    }
}
