package dev.seedbank.backup;

import dev.seedbank.backend.Closing;
import dev.seedbank.backend.Lease;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.Where;
import dev.seedbank.guard.Permit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The leases of the stores that a command empties, by their names: from before its safety backup until its end. */
public final class Leases implements AutoCloseable {
    static final Leases NONE = new Leases();

    private final Map<String, Lease> held = new LinkedHashMap<>();

    private Leases() {}

    /** @throws dev.seedbank.failure.OperationFailed if another process has one; then none is held */
    public static Leases take(List<StoreReader> stores, Permit permit) {
        var leases = new Leases();
        for (var store : stores) {
            var name = store.settings().name();
            try {
                leases.held.put(name, permit.lease(store));
            } catch (Failure e) {
                leases.close();
                throw Where.at(Where.Key.STORE, name).of(e);
            }
        }
        return leases;
    }

    void check(String store) {
        var lease = held.get(store);
        if (lease == null) {
            return;
        }
        try {
            lease.check();
        } catch (OperationFailed e) { // what it says of other stores may not be true of this command
            var said = String.valueOf(e.getMessage()).replaceFirst("^The ", "the ");
            throw new OperationFailed("Store '%s': %s".formatted(store, said), "Run the command again.", e);
        }
    }

    void dropping(String store, String database, Runnable drop) {
        var lease = held.get(store);
        if (lease == null) {
            drop.run();
        } else {
            lease.dropping(database, drop);
        }
    }

    @Override
    public void close() {
        try (var closing = new Closing()) {
            held.values().forEach(lease -> closing.add(lease::close));
        }
        held.clear();
    }
}
