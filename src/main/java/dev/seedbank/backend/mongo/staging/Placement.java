package dev.seedbank.backend.mongo.staging;

/** How new content takes the place of the old. */
public enum Placement {
    /** One rename on the server: at any moment either the old or the new collection is there. */
    RENAME,
    /** The old one is dropped, and the new one made and filled: for what the server does not rename. */
    REFILL,
    /** The old one is emptied and filled, and stays what it is: for what may not be dropped. */
    EMPTY_AND_FILL;

    public boolean isAtomic() {
        return this == RENAME;
    }
}
