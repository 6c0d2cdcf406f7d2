package dev.seedbank.backend.mongo.staging;

import java.io.Serial;

/** A collection could not be put in place, and the place may be empty, half filled, or the new one already. */
public final class PlacementFailed extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    PlacementFailed(StagingCollection staging, RuntimeException cause) {
        super(
                (staging.placement().isAtomic()
                                        ? "whether '%s' is the old one, the new one or missing is not known"
                                        : "'%s' was emptied, and has not been filled again, or only in part")
                                .formatted(staging.target().label("/"))
                        + "; all of its new content is in the collection " + staging.name(),
                cause);
    }

    public RuntimeException reason() {
        return getCause() instanceof RuntimeException cause ? cause : this;
    }
}
