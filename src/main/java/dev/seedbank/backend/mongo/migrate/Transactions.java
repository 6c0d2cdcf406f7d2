package dev.seedbank.backend.mongo.migrate;

import com.mongodb.MongoClientException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.ReadPreference;
import com.mongodb.TransactionOptions;
import com.mongodb.client.ClientSession;
import com.mongodb.client.model.Filters;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.connection.DriverCall;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import dev.seedbank.failure.Interrupted;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Transactions of the server, if it has them: it is asked, not believed. */
final class Transactions {
    /** A killed runner's may stay open for a minute, and keep its documents locked. */
    private static final Duration PATIENCE = Duration.ofSeconds(100);

    private static final int MOST_COMMITS = 10;

    private final Namespaces namespaces;
    private final MigrationLease lease;
    private final Consumer<String> waiting;
    private @Nullable Boolean available;

    /** @param waiting told when a transaction is tried again */
    Transactions(Namespaces namespaces, MigrationLease lease, Consumer<String> waiting) {
        this.namespaces = namespaces;
        this.lease = lease;
        this.waiting = waiting;
    }

    boolean available() {
        var known = available;
        if (known == null) {
            known = MongoErrors.during("asking the server for a transaction", this::isHonoured);
            available = known;
        }
        return known;
    }

    /** Some servers take the wish, and write all the same: so a document of an aborted transaction is looked for. */
    private boolean isHonoured() {
        var probe = new Document("_id", "probe " + UUID.randomUUID());
        try (var session = start()) {
            lease.leases().insertOne(session, probe);
            session.abortTransaction();
        } catch (MongoCommandException e) {
            if (MongoErrors.isPassing(e) || e.getErrorCode() == MongoErrors.UNAUTHORIZED) {
                throw e;
            }
            return false;
        } catch (MongoClientException e) {
            if (!e.getClass().equals(MongoClientException.class)) { // a time-out, for one
                throw e;
            }
            return false;
        }
        return lease.leases().deleteOne(Filters.eq(probe.get("_id"))).getDeletedCount() == 0;
    }

    private ClientSession start() {
        var session = namespaces.client().startSession();
        session.startTransaction(TransactionOptions.builder()
                .readPreference(ReadPreference.primary())
                .writeConcern(namespaces.client().getWriteConcern())
                .build());
        return session;
    }

    /**
     * Runs work in a transaction, from its beginning once more if another transaction is in its way.
     *
     * @throws MongoException of the server, with nothing changed
     */
    <T> T in(Function<Target, T> work) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int tries = 1; ; tries++) {
            try (var session = DriverCall.of(this::start)) {
                return attempt(work, session);
            } catch (MongoException e) {
                if (!e.hasErrorLabel(MongoException.TRANSIENT_TRANSACTION_ERROR_LABEL) || System.nanoTime() > end) {
                    throw e;
                }
                if (tries == 5) {
                    waiting.accept("another transaction on the same documents");
                }
                pause(Math.min(100L << Math.min(tries, 5), 2_000));
                lease.check();
            }
        }
    }

    private <T> T attempt(Function<Target, T> work, ClientSession session) {
        T result;
        try {
            result = work.apply(new Target(namespaces, namespaces.name(), session));
            DriverCall.of(() -> {
                lease.fence(session);
                return "";
            });
        } catch (RuntimeException e) {
            abort(session);
            throw e;
        }
        commit(session);
        return result;
    }

    private static void abort(ClientSession session) {
        try {
            DriverCall.of(() -> {
                session.abortTransaction();
                return "";
            });
        } catch (MongoException | IllegalStateException e) {
            // The server ends it; what led here is the failure to report.
        }
    }

    private static void commit(ClientSession session) {
        for (int tries = 1; ; tries++) {
            try {
                DriverCall.of(() -> {
                    session.commitTransaction();
                    return "";
                });
                return;
            } catch (MongoException e) {
                if (!e.hasErrorLabel(MongoException.UNKNOWN_TRANSACTION_COMMIT_RESULT_LABEL) || tries == MOST_COMMITS) {
                    throw e;
                }
            }
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted("Interrupted while waiting for another transaction", "");
        }
    }
}
