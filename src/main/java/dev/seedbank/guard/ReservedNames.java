package dev.seedbank.guard;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Store;
import dev.seedbank.failure.GuardRefusal;

/** Keeps commands that write away from Seedbank's own metadata and the server's: whoever decides where rows go asks here. */
public final class ReservedNames {
    private ReservedNames() {}

    /**
     * @param from what would go there, such as {@code seeds/_seedbank.json}
     * @throws GuardRefusal if it is reserved, whether it exists or not
     */
    public static void refuse(Store store, Collection target, String from) {
        if (store.reserves(target)) {
            throw new GuardRefusal(
                    "%s: '%s' is reserved for Seedbank or the server itself".formatted(from, target.label(".")),
                    "Names that begin with _seedbank, the schema seedbank and the server's own are never written to."
                            + " Nothing was changed.");
        }
    }
}
