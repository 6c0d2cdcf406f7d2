package dev.seedbank.backend.mongo.connection;

import com.mongodb.MongoException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import com.mongodb.connection.ClusterDescription;
import com.mongodb.connection.ServerDescription;
import com.mongodb.event.ClusterDescriptionChangedEvent;
import com.mongodb.event.ClusterListener;
import com.mongodb.event.ConnectionCheckedInEvent;
import com.mongodb.event.ConnectionCheckedOutEvent;
import com.mongodb.event.ConnectionPoolListener;
import com.mongodb.event.ServerDescriptionChangedEvent;
import com.mongodb.event.ServerHeartbeatFailedEvent;
import com.mongodb.event.ServerHeartbeatSucceededEvent;
import com.mongodb.event.ServerListener;
import com.mongodb.event.ServerMonitorListener;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Watches the driver's heartbeats. At the beginning it tells at once when no server answers, where the driver would go on
 * trying. Later it finds a server that has stopped answering: a command may take hours, but heartbeats go over connections
 * of their own and are answered in the meantime.
 */
public final class ServerWatch
        implements ClusterListener, ServerListener, ServerMonitorListener, ConnectionPoolListener {
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final Optional<String> requiredSet;
    private final Map<ServerAddress, Long> answered = new ConcurrentHashMap<>();
    private final Map<ServerAddress, AtomicInteger> used = new ConcurrentHashMap<>();
    private volatile @Nullable ClusterDescription servers;
    private final Map<ServerAddress, String> misfits = new ConcurrentHashMap<>();
    private volatile Runnable onSilence = () -> {};

    /** @param requiredSet the name that the URL says the replica set has */
    public ServerWatch(Optional<String> requiredSet) {
        this.requiredSet = requiredSet;
    }

    /** What to do, once, when a server that is in use has not answered for half a minute. */
    public void onSilence(Runnable action) {
        onSilence = action;
    }

    /**
     * Waits until a server answers.
     *
     * @throws WrongReplicaSet if those that answer are of another set
     * @throws MongoException as soon as every server has failed, or when the time is over
     */
    public synchronized void awaitContact(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!isInContact()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new MongoTimeoutException("no server answers");
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new com.mongodb.MongoInterruptedException("interrupted", e);
            }
        }
    }

    /** Whether a server answers, as far as is known. */
    public boolean isReachable() {
        var known = servers;
        return known != null && known.getServerDescriptions().stream().anyMatch(ServerDescription::isOk);
    }

    private boolean isInContact() {
        var known = servers;
        if (known == null) {
            return false;
        }
        if (known.getSrvResolutionException() != null) {
            throw known.getSrvResolutionException();
        }
        var all = known.getServerDescriptions();
        if (all.stream().anyMatch(server -> server.isOk() && !misfits.containsKey(server.getAddress()))) {
            return true;
        }
        if (!all.isEmpty() && all.stream().allMatch(this::hasFailed)) {
            misfits.values().stream().findFirst().ifPresent(found -> {
                throw new WrongReplicaSet(requiredSet.orElse(""), found);
            });
            throw all.getFirst().getException() instanceof MongoException reason
                    ? reason
                    : new MongoTimeoutException("no server answers");
        }
        return false;
    }

    private boolean hasFailed(ServerDescription server) {
        return server.getException() != null || misfits.containsKey(server.getAddress());
    }

    /** Told of a server even if the driver then takes it for none of the set's, and leaves it as one that never answered. */
    @Override
    public synchronized void serverDescriptionChanged(ServerDescriptionChangedEvent event) {
        var now = event.getNewDescription();
        if (now.isOk()) {
            answered.put(now.getAddress(), System.nanoTime());
            var set = Objects.requireNonNullElse(now.getSetName(), "");
            if (requiredSet.isPresent() && !set.equals(requiredSet.get())) {
                misfits.put(now.getAddress(), set);
            }
            notifyAll();
        }
    }

    @Override
    public synchronized void clusterDescriptionChanged(ClusterDescriptionChangedEvent event) {
        servers = event.getNewDescription();
        notifyAll();
    }

    @Override
    public void serverHeartbeatSucceeded(ServerHeartbeatSucceededEvent event) {
        answered.put(event.getConnectionId().getServerId().getAddress(), System.nanoTime());
    }

    /** Of the attempts that follow the driver tells nothing, so after the first the clock runs here. */
    @Override
    public void serverHeartbeatFailed(ServerHeartbeatFailedEvent event) {
        var server = event.getConnectionId().getServerId().getAddress();
        var last = answered.get(server);
        if (last != null && inUse(server)) {
            Thread.ofPlatform().daemon().name("seedbank-watch").start(() -> endIfSilent(server, last));
        }
    }

    private void endIfSilent(ServerAddress server, long last) {
        try {
            Thread.sleep(Duration.ofNanos(Math.max(0, SILENCE.toNanos() - (System.nanoTime() - last))));
        } catch (InterruptedException e) {
            return;
        }
        if (inUse(server) && Objects.equals(answered.get(server), last)) {
            var action = onSilence;
            onSilence = () -> {};
            action.run();
        }
    }

    private boolean inUse(ServerAddress server) {
        var users = used.get(server);
        return users != null && users.get() > 0;
    }

    @Override
    public void connectionCheckedOut(ConnectionCheckedOutEvent event) {
        used.computeIfAbsent(event.getConnectionId().getServerId().getAddress(), server -> new AtomicInteger())
                .incrementAndGet();
    }

    @Override
    public void connectionCheckedIn(ConnectionCheckedInEvent event) {
        used.computeIfAbsent(event.getConnectionId().getServerId().getAddress(), server -> new AtomicInteger())
                .decrementAndGet();
    }

    /** The servers are members of a set of another name, or of none. */
    public static final class WrongReplicaSet extends RuntimeException {
        @java.io.Serial
        private static final long serialVersionUID = 1L;

        WrongReplicaSet(String wanted, String found) {
            super(
                    found.isEmpty()
                            ? "is not a member of a replica set, the URL says replicaSet=" + wanted
                            : "is a member of the replica set '%s', the URL says replicaSet=%s"
                                    .formatted(found, wanted));
        }
    }
}
