package dev.seedbank.backend;

/** At which point in time something was read; the strongest first. */
public enum Consistency {
    /** At the one point in time of the whole store. */
    SNAPSHOT,
    /** The collection at a point in time of its own. */
    COLLECTION,
    /**
     * Begun in a snapshot that the server gave up, and continued behind the last {@code _id} without one: documents
     * before it are older than those behind it; none is there twice.
     */
    CONTINUED,
    /** As it was while it was being read. */
    NONE;

    /** In a list of collections: how this one was read. */
    public String label() {
        return switch (this) {
            case SNAPSHOT -> "one snapshot";
            case COLLECTION -> "its own snapshot";
            case CONTINUED -> "a snapshot, continued without";
            case NONE -> "no snapshot";
        };
    }
}
