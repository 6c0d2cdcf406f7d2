package dev.seedbank.backend;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a {@link SeedCheck} knows when it comes to the next file. A reference finds rows of files before it, and rows that are there
 * now unless the run will empty their collection first. It is not refused if it may find one of a file that failed.
 */
public final class CheckedCollections {
    private final List<Collection> emptied;
    private final Set<Collection> failed = new HashSet<>();

    /** @param emptied what the run empties before its first row */
    public CheckedCollections(List<Collection> emptied) {
        this.emptied = List.copyOf(emptied);
    }

    /** Whether the rows that are there now will be there. */
    public boolean keepsRows(Collection collection) {
        return !emptied.contains(collection);
    }

    /** A file of it failed: nobody knows which rows it will have. */
    public void failed(Collection collection) {
        failed.add(collection);
    }

    public boolean isUnknown(Collection collection) {
        return failed.contains(collection);
    }
}
