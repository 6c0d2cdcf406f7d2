package dev.seedbank.archive;

/** Thrown when a manifest names a format or encoding that only a newer version knows. */
final class UnknownLabel extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param what the backup has */
    UnknownLabel(String what) {
        super(what);
    }
}
