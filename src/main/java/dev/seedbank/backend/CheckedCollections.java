package dev.seedbank.backend;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a {@link SeedCheck} knows when it comes to the next file. A reference may be to rows of earlier files, and to rows that
 * exist now, unless the run will empty their collection first. It is not refused if its row may be in a file that failed.
 */
public final class CheckedCollections {
    private final List<Collection> emptied;
    private final Set<Collection> failed = new HashSet<>();

    /** @param emptied what the run empties before its first row */
    public CheckedCollections(List<Collection> emptied) {
        this.emptied = List.copyOf(emptied);
    }

    /** Whether the rows that exist now will still exist. */
    public boolean keepsRows(Collection collection) {
        return !emptied.contains(collection);
    }

    /** A file of this collection failed: it is not known which rows the collection will have. */
    public void failed(Collection collection) {
        failed.add(collection);
    }

    public boolean isUnknown(Collection collection) {
        return failed.contains(collection);
    }
}
