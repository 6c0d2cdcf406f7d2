package dev.seedbank.backend;

import java.util.List;

/** Deletes data and keeps structure; of a family it drops the databases, but for those with an environment marker, which keep it. */
public interface Cleaner {
    /**
     * Empties the collections: all of them or, where the engine has transactions, none. Identity and serial sequences start again.
     *
     * @param collections of {@link StoreReader#collections()}; views among them are ignored
     * @param emptying told just before the change, or the first part of it, is there for good
     * @return what was done, in the order given; for a family one entry a database
     * @throws dev.seedbank.failure.OperationFailed if a table outside the list refers to one in it; or, where the engine has
     *     transactions, if rows would go that are not {@link Emptying#backedUp}
     */
    List<Cleaned> clean(List<Collection> collections, Emptying emptying);

    /**
     * @param label a collection's label, or a dropped database's name
     * @param rows how many rows went; -1 where counting would cost as much as deleting
     * @param dropped whether the database's collections went, with their indexes and options
     * @param late how many of the rows are in no backup, because they were written after the safety backup
     */
    record Cleaned(String label, long rows, boolean dropped, long late) {
        public Cleaned(String label, long rows, boolean dropped) {
            this(label, rows, dropped, 0);
        }
    }
}
