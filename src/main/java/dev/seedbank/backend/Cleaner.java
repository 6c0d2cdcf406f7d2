package dev.seedbank.backend;

import java.util.List;
import java.util.function.LongConsumer;

/** Deletes data and keeps structure; of a family it drops the databases, but for those with an environment marker, which keep it. */
public interface Cleaner {
    /**
     * Empties the collections: all of them or, where the engine has transactions, none. Identity and serial sequences start again.
     *
     * @param collections of {@link StoreReader#collections()}; views among them are ignored
     * @param point told just before the change, or the first part of it, is there for good
     * @return what was done, in the order given; for a family one entry a database
     * @throws dev.seedbank.failure.OperationFailed if a table outside the list refers to one in it
     */
    List<Cleaned> clean(List<Collection> collections, PointOfNoReturn point);

    /**
     * Likewise.
     *
     * @param removed is told now and then how many rows went since it was told last, where the engine empties in pieces
     */
    default List<Cleaned> clean(List<Collection> collections, PointOfNoReturn point, LongConsumer removed) {
        return clean(collections, point);
    }

    /**
     * @param label a collection's label, or a dropped database's name
     * @param rows how many rows went; -1 where counting would cost as much as deleting
     * @param dropped whether the database's collections went, with their indexes and options
     */
    record Cleaned(String label, long rows, boolean dropped) {}
}
