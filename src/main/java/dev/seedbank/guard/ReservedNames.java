package dev.seedbank.guard;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.failure.GuardRefusal;

/** Keeps commands that write away from Seedbank's own metadata and the server's: whoever decides where rows go asks here. */
public final class ReservedNames {
    private ReservedNames() {}

    /** @param label as settings name a collection, with its database or schema if that is not the store's main one */
    public static boolean reserves(StoreReader store, String label) {
        if (store.reserves(new Collection(store.namespace(), label, true, Collection.Kind.DATA))) {
            return true;
        }
        boolean family = store.settings().isFamily();
        boolean qualified = family || !store.createsCollections(); // a document collection's name may hold dots
        int end = qualified ? label.indexOf(family ? '/' : '.') : -1;
        return end > 0
                && store.reserves(
                        new Collection(label.substring(0, end), label.substring(end + 1), false, Collection.Kind.DATA));
    }

    /**
     * @param from what would go there, such as {@code seeds/_seedbank.json}
     * @throws GuardRefusal if it is reserved, whether it exists or not
     */
    public static void refuse(StoreReader store, Collection target, String from) {
        if (store.reserves(target)) {
            throw new GuardRefusal(
                    "%s: '%s' is reserved for Seedbank or the server itself".formatted(from, target.label(".")),
                    "Names that begin with _seedbank, the schema seedbank and the server's own are never written to."
                            + " Nothing was changed.");
        }
    }
}
