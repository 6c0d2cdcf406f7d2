package dev.seedbank.backend;

import java.util.List;

/**
 * What a restore puts in place.
 *
 * @param items in the order in which {@link Loader#load} will be called
 * @param structure as the backup has it; empty text if it has none
 * @param sequences as the backup has them
 * @param dropExisting also remove collections of the store that are not among the items
 */
public record LoadRequest(List<Item> items, Structure structure, List<SequenceValue> sequences, boolean dropExisting) {
    public LoadRequest {
        items = List.copyOf(items);
        sequences = List.copyOf(sequences);
    }

    /**
     * @param source as the backup names it
     * @param target where it goes; differs from {@code source} only for {@code --rename}
     * @param columns as the backup has them; empty where it does not say
     */
    public record Item(Collection source, Collection target, List<Column> columns) {
        public Item {
            columns = List.copyOf(columns);
        }
    }
}
