package dev.seedbank.backend.mongo.migrate;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import dev.seedbank.backend.Lease;
import dev.seedbank.backend.Renewal;
import dev.seedbank.backend.mongo.catalog.Hello;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.catalog.ThisProcess;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.Interrupted;
import dev.seedbank.failure.OperationFailed;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.bson.BsonDateTime;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * A document in {@code _seedbank_lease} that expires by the server's clock and is renewed meanwhile. Each holder has a higher token
 * than the one before. A second document, the fence, has the token of the latest: every migration's transaction writes to it, so that
 * it fails if another has taken the lease, and keeps others from taking it until it ends. The renewals leave the fence alone; they would
 * conflict with the holder's own transactions.
 */
public final class MigrationLease implements Lease {
    private static final String COLLECTION = Namespaces.OWN + "_lease";
    private static final String FENCE = "fence";
    private static final Duration TIME = Duration.ofSeconds(60);
    private static final Duration EVERY = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Namespaces namespaces;
    private final String database;
    private final String work;
    private final String owner = UUID.randomUUID().toString();
    private final Renewal renewal = new Renewal(TIME);
    private final Consumer<String> waiting;
    private long token;
    private volatile boolean fenced;
    private boolean told;

    private MigrationLease(Namespaces namespaces, String database, String work, Consumer<String> waiting) {
        this.namespaces = namespaces;
        this.database = database;
        this.work = work;
        this.waiting = waiting;
    }

    /**
     * @param database of the namespaces', whose structure is to change
     * @param work the command that it is for, as others are told
     * @param patience how long to wait for another to end
     * @param waiting told who has it, once
     * @throws OperationFailed if another has it still
     */
    public static MigrationLease take(
            Namespaces namespaces, String database, String work, Duration patience, Consumer<String> waiting) {
        var lease = new MigrationLease(namespaces, database, work, waiting);
        long end = System.nanoTime() + patience.toNanos();
        boolean told = false;
        while (!MongoErrors.during("taking the lease for migrations", lease::tryTake)) {
            var holder = MongoErrors.during("reading who runs migrations", lease::holder);
            if (holder.isPresent() && System.nanoTime() >= end) {
                throw held(shown(holder.get()));
            }
            if (holder.isPresent() && !told) {
                told = true;
                waiting.accept(shown(holder.get()));
            }
            pause();
        }
        lease.raiseFence();
        return lease;
    }

    long token() {
        return token;
    }

    /** An upsert of the fixed {@code _id} that only an expired lease matches: a live one makes it a duplicate key. */
    private boolean tryTake() {
        holder().filter(ThisProcess::isDead)
                .ifPresent(
                        dead -> leases().updateOne(mine(dead.getString("owner")), set("expires", new BsonDateTime(0))));
        renewal.taking();
        long now = serverMillis();
        boolean mine = upsert(
                and(byId(), lte("expires", new BsonDateTime(now))),
                combine(
                        set("owner", owner),
                        set("place", work + " by " + ThisProcess.shown()),
                        set("process", ThisProcess.document()),
                        set("since", new BsonDateTime(now)),
                        set("expires", new BsonDateTime(now + TIME.toMillis())),
                        inc("token", 1L)));
        var taken = mine ? leases().find(mine(owner)).first() : null;
        if (taken == null) {
            return false;
        }
        token = taken.getLong("token");
        return true;
    }

    /**
     * A killed runner's transaction keeps the fence until the server ends it ({@code transactionLifetimeLimitSeconds}: 60), which is as
     * long as the lease is good: so it is renewed from before.
     */
    private void raiseFence() {
        renewal.start(EVERY, this::renew);
        boolean mine;
        try {
            mine = MongoErrors.during(
                    "taking the lease for migrations",
                    () -> upsert(and(eq(FENCE), lt("token", token)), set("token", token)));
        } catch (Failure e) {
            close();
            throw e;
        }
        fenced = true;
        if (!mine) {
            close();
            lost();
        }
    }

    private boolean upsert(Bson which, Bson change) {
        try {
            leases().updateOne(which, change, new UpdateOptions().upsert(true));
            return true;
        } catch (MongoWriteException | MongoCommandException e) {
            if (e.getCode() == MongoErrors.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    private Optional<Document> holder() {
        return Optional.ofNullable(leases().find(byId()).first()).filter(it -> !"".equals(it.getString("owner")));
    }

    private static String shown(Document holder) {
        var since = holder.getDate("since");
        return "%s, since %s UTC"
                .formatted(
                        holder.getString("place"),
                        since == null
                                ? "?"
                                : since.toInstant()
                                        .truncatedTo(ChronoUnit.SECONDS)
                                        .toString()
                                        .replace("T", " ")
                                        .replace("Z", ""));
    }

    private static OperationFailed held(String holder) {
        return new OperationFailed(
                ErrorCode.LOCKED,
                "The structure of this database is being changed already: " + holder,
                "Wait until it ends (--lock-timeout says how long). If its process is gone, its lease ends within %d seconds."
                        .formatted(TIME.toSeconds()),
                null);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted("Interrupted while waiting for another run to end", "");
        }
    }

    private boolean renew() {
        if (!fenced && !told) {
            told = true;
            waiting.accept("the transaction of a migration that was killed; the server ends it after a minute");
        }
        var until = new BsonDateTime(serverMillis() + TIME.toMillis());
        return leases().updateOne(mine(owner), set("expires", until)).getMatchedCount() > 0;
    }

    /**
     * In a transaction: from now until it ends nobody can take the lease. Without one: as things stand.
     *
     * @throws OperationFailed if somebody has taken it
     */
    void fence(@Nullable ClientSession transaction) {
        var which = and(eq(FENCE), eq("token", token));
        boolean mine = transaction == null
                ? MongoErrors.during(
                                "looking who runs migrations",
                                () -> leases().find(which).first())
                        != null
                : leases().updateOne(transaction, which, inc("writes", 1L)).getMatchedCount() == 1;
        if (!mine) {
            lost();
        }
    }

    /** @throws OperationFailed always */
    void lost() {
        renewal.lose();
        check();
    }

    @Override
    public void check() {
        if (!renewal.isGood()) {
            throw new OperationFailed(
                    "This run lost its lease: the server could not be reached for a while, and another may change the structure now",
                    "Run it again; it goes on where this one stopped.");
        }
    }

    /** Also after Ctrl-C. */
    @Override
    public void close() {
        renewal.close();
        try {
            namespaces.clearAway(() ->
                    leases().updateOne(mine(owner), combine(set("owner", ""), set("expires", new BsonDateTime(0)))));
        } catch (Failure e) {
            // It expires. What led here is the failure to report.
        }
    }

    private static Bson byId() {
        return eq(Work.MIGRATION.word());
    }

    private static Bson mine(String owner) {
        return and(byId(), eq("owner", owner));
    }

    Instant serverTime() {
        return Hello.of(namespaces).time();
    }

    private long serverMillis() {
        return serverTime().toEpochMilli();
    }

    /** Beside the lease, for a question to the server: see {@link Transactions}. */
    MongoCollection<Document> leases() {
        return namespaces.database(database).getCollection(COLLECTION);
    }
}
