package dev.seedbank.backend.mongo.catalog;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import dev.seedbank.backend.Lease;
import dev.seedbank.backend.Renewal;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.OperationFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.BsonDateTime;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * A document in {@code _seedbank_lock} of each database, with the work as its {@code _id}, that expires unless it is renewed, by
 * the server's clock. One that a killed process left on this machine is taken over at once, any other when it has expired.
 */
public final class MongoLease implements Lease {
    public static final String COLLECTION = Namespaces.OWN + "_lock";
    private static final Duration TIME = Duration.ofSeconds(30);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Namespaces namespaces;
    private final Work work;
    private final String owner = UUID.randomUUID().toString();
    private final List<String> held = new ArrayList<>();
    private final Renewal renewal = new Renewal(TIME);

    private MongoLease(Namespaces namespaces, Work work) {
        this.namespaces = namespaces;
        this.work = work;
    }

    /** @throws OperationFailed if another process has it for one of the databases; then it is held for none */
    public static MongoLease take(Namespaces namespaces, Work work, List<String> databases) {
        var lock = new MongoLease(namespaces, work);
        try {
            for (var database : databases) {
                lock.take(database);
            }
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
        lock.renewal.start(EVERY, lock::renew);
        return lock;
    }

    private void take(String database) {
        var locks = locks(database);
        if (!tryTake(locks)) {
            var holder = Optional.ofNullable(locks.find(byWork()).first());
            holder.filter(ThisProcess::isDead)
                    .ifPresent(dead -> locks.deleteOne(and(byWork(), eq("owner", dead.get("owner")))));
            if (!tryTake(locks)) {
                throw new OperationFailed(
                        ErrorCode.LOCKED,
                        work.isRunning(database) + holder.map(MongoLease::since).orElse(""),
                        "Wait until it ends. If its process is gone, its lock expires within %d seconds."
                                .formatted(TIME.toSeconds()),
                        null);
            }
        }
        synchronized (held) {
            held.add(database);
        }
    }

    /** An upsert of the fixed {@code _id} that only an expired lock matches: a live one makes it a duplicate key. */
    private boolean tryTake(MongoCollection<Document> locks) {
        renewal.taking();
        long now = serverMillis();
        try {
            locks.updateOne(
                    and(byWork(), lte("expires", new BsonDateTime(now))),
                    combine(
                            set("owner", owner),
                            set("process", ThisProcess.document()),
                            set("since", new BsonDateTime(now)),
                            set("expires", new BsonDateTime(now + TIME.toMillis()))),
                    new UpdateOptions().upsert(true));
            return true;
        } catch (MongoWriteException | MongoCommandException e) {
            if (e.getCode() == MongoErrors.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    private static String since(Document holder) {
        var since = holder.getDate("since");
        return since == null ? "" : ", since " + since.toInstant();
    }

    private boolean renew() {
        boolean held = true;
        for (var database : held()) {
            var answer = locks(database)
                    .updateOne(
                            and(byWork(), eq("owner", owner)),
                            set("expires", new BsonDateTime(serverMillis() + TIME.toMillis())));
            // Whoever forgot the database in between has dropped it.
            held &= answer.getMatchedCount() > 0 || !held().contains(database);
        }
        return held;
    }

    @Override
    public void check() {
        if (!renewal.isGood()) {
            throw new OperationFailed(
                    "The lock of '%s' was lost, because it could not be renewed in time".formatted(namespaces.name()),
                    "Another %s may have changed the data since. Look what is there, then run the command again."
                            .formatted(work.word()));
        }
    }

    /** A database that has a marker stays, and so does the lock, which nobody else can take before it goes with its collection. */
    @Override
    public void dropping(String database, Runnable drop) {
        forget(database);
        drop.run();
        var locks = locks(database);
        var left = locks.find().limit(2).into(new ArrayList<>());
        if (left.size() == 1 && owner.equals(left.getFirst().get("owner"))) {
            locks.drop();
        } else {
            locks.deleteOne(and(byWork(), eq("owner", owner)));
        }
    }

    private void forget(String database) {
        synchronized (held) {
            held.remove(database);
        }
    }

    /** As {@link #close}, and fails if the server cannot be reached. May be called again then. */
    public void release() {
        renewal.close();
        for (var database : held()) {
            locks(database).deleteOne(and(byWork(), eq("owner", owner)));
            forget(database);
        }
    }

    /** Also after Ctrl-C. */
    @Override
    public void close() {
        namespaces.clearAway(this::release);
    }

    private Bson byWork() {
        return eq(work.word());
    }

    private List<String> held() {
        synchronized (held) {
            return List.copyOf(held);
        }
    }

    private MongoCollection<Document> locks(String database) {
        return namespaces.database(database).getCollection(COLLECTION);
    }

    private long serverMillis() {
        return Hello.of(namespaces).time().toEpochMilli();
    }
}
