package dev.seedbank.model.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A store's models, by the collection that each is for.
 *
 * @param folder as the user knows it
 */
public record Models(String folder, SequencedMap<String, Model> byCollection) {
    /** For each collection one, in the order of their files. */
    public List<Model> all() {
        return new ArrayList<>(byCollection.values());
    }

    /** The one for a collection of this name. */
    public Optional<Model> of(String collection) {
        return Optional.ofNullable(byCollection.get(collection));
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return byCollection.isEmpty();
    }
}
