package dev.seedbank.backup;

import dev.seedbank.backend.Closing;
import dev.seedbank.backend.Lease;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.cli.Progress;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.Interrupted;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.Where;
import dev.seedbank.guard.Permit;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The leases of the stores that a command works on, by their names: of one that empties them from before its safety backup until its end. */
public final class Leases implements AutoCloseable {
    static final Leases NONE = new Leases();

    private static final long PAUSE_MILLIS = 200;

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

    /**
     * Waits for each until no other process has it.
     *
     * @param patience how long, for all of them together
     * @throws OperationFailed if another has one still; then none is held
     */
    public static Leases awaitForSeeding(
            List<StoreReader> stores, Permit permit, Duration patience, Progress progress) {
        var leases = new Leases();
        long end = System.nanoTime() + patience.toNanos();
        try {
            for (var store : stores) {
                leases.held.put(store.settings().name(), awaitForSeeding(store, permit, end, progress));
            }
            return leases;
        } catch (RuntimeException e) {
            leases.close();
            throw e;
        }
    }

    private static Lease awaitForSeeding(StoreReader store, Permit permit, long end, Progress progress) {
        for (var told = false; ; told = true) {
            try {
                return permit.seedLease(store);
            } catch (OperationFailed e) {
                if (e.code() != ErrorCode.LOCKED || System.nanoTime() - end >= 0) {
                    throw Where.at(Where.Key.STORE, store.settings().name()).of(e);
                }
                if (!told) {
                    progress.note("Waiting. " + e.getMessage());
                }
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted("Interrupted while waiting for another process to seed", "", e);
        }
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
