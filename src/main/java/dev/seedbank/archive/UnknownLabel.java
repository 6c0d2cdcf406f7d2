package dev.seedbank.archive;

/** A manifest names what only a newer program knows. */
final class UnknownLabel extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param what the backup has */
    UnknownLabel(String what) {
        super(what);
    }
}
