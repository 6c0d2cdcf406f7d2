package dev.seedbank.backend.mongo.connection;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoConfigurationException;
import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.MongoSocketWriteException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.MongoWriteException;
import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.Interrupted;
import dev.seedbank.failure.OperationFailed;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Turns the driver's exceptions into failures. Messages are made of the server's own words and of names that the caller
 * gives, never of the URL.
 */
public final class MongoErrors {
    public static final int UNAUTHORIZED = 13;
    public static final int NAMESPACE_NOT_FOUND = 26;
    public static final int INDEX_NOT_FOUND = 27;
    public static final int NAMESPACE_EXISTS = 48;
    static final int WRITE_CONCERN_TIMEOUT = 64;
    public static final int DUPLICATE_KEY = 11000;
    static final int DOCUMENT_VALIDATION = 121;
    public static final int SNAPSHOT_TOO_OLD = 239;
    public static final int SNAPSHOT_UNAVAILABLE = 246;

    /** NotWritablePrimary, NotPrimaryNoSecondaryOk, PrimarySteppedDown, ShutdownInProgress, InterruptedDueToReplStateChange, NotPrimaryOrSecondary. */
    private static final Set<Integer> STARTING = Set.of(10107, 13435, 189, 91, 11602, 13436);

    /** HostUnreachable, HostNotFound, MaxTimeMSExpired, NetworkTimeout, ShutdownInProgress of another kind, FailedToSatisfyReadPreference, NetworkInterfaceExceededTimeLimit, ExceededTimeLimit. */
    private static final Set<Integer> TOO_SLOW = Set.of(6, 7, 50, 89, 11600, 133, 202, 262);

    private static final int LONGEST = 400;

    /** The hosts that have stopped answering: then the connections to them were closed from this side. One process, one command. */
    private static volatile @Nullable String silent;

    private MongoErrors() {}

    /** From now on what fails does so because these hosts do not answer. */
    public static void silent(String hosts) {
        silent = hosts;
    }

    /** Runs {@code work}; {@code what} says what it is, such as {@code reading users}. */
    public static <T extends @Nullable Object> T during(String what, Supplier<T> work) {
        try {
            return DriverCall.of(work);
        } catch (MongoException | IllegalStateException e) {
            throw failure(what, e);
        }
    }

    public static void during(String what, Runnable work) {
        during(what, () -> {
            work.run();
            return null;
        });
    }

    /** Something failed on a connection that worked. The driver throws {@link IllegalStateException} when its client was closed. */
    public static Failure failure(String what, RuntimeException thrown) {
        if (silent != null && (isClosed(thrown) || thrown instanceof MongoException)) {
            var _ = Thread.interrupted(); // that is how the wait was ended
            return new ConnectionFailed(
                    "The server at %s has not answered for 30 seconds, while %s".formatted(silent, what),
                    "Check that the server still works, then run the command again.",
                    thrown);
        }
        if (thrown instanceof MongoInterruptedException || isClosed(thrown)) {
            return new Interrupted("Interrupted while " + what, "", thrown);
        }
        if (!(thrown instanceof MongoException e)) {
            throw thrown;
        }
        if (e instanceof MongoSocketException
                || e instanceof MongoTimeoutException
                || e instanceof MongoServerUnavailableException) {
            return new ConnectionFailed(
                    "The connection to the server was lost while " + what,
                    "Check that the server is running, then run the command again.",
                    e);
        }
        if (isUnconfirmed(e)) {
            return new OperationFailed(
                    "The server did not confirm in time while %s: not enough members of the replica set have the write"
                            .formatted(what),
                    "Check that its secondaries are running and keep up, then run the command again.",
                    e);
        }
        if (e.getCode() == UNAUTHORIZED || e instanceof MongoSecurityException) {
            return new OperationFailed(
                    "Not authorised: " + what, "The URL's user needs the roles readWrite and dbAdmin.", e);
        }
        return new OperationFailed("Failed while " + what + ": " + reason(e), "", e);
    }

    /** Whether it may succeed when it is tried again: an election, a server that is starting, a time that was too short. */
    public static boolean isPassing(MongoCommandException e) {
        return STARTING.contains(e.getErrorCode()) || TOO_SLOW.contains(e.getErrorCode());
    }

    private static boolean isUnconfirmed(MongoException e) {
        return e.getCode() == WRITE_CONCERN_TIMEOUT
                || e instanceof MongoWriteConcernException
                || (e instanceof MongoBulkWriteException bulk && bulk.getWriteConcernError() != null);
    }

    private static boolean isClosed(RuntimeException thrown) {
        return thrown instanceof IllegalStateException
                && String.valueOf(thrown.getMessage()).startsWith("state should be");
    }

    /**
     * Where a store is.
     *
     * @param names as they may be shown
     * @param tls whether the connection is to be encrypted
     */
    public record Hosts(String names, boolean tls) {}

    /** The store could not be opened. */
    public static Failure opening(String store, Hosts to, RuntimeException thrown) {
        var hosts = to.names();
        var prefix = "Store '" + store + "': ";
        if (!(thrown instanceof MongoException e)) {
            return failure("connecting to " + hosts, thrown);
        }
        if (e instanceof MongoInterruptedException) {
            return new Interrupted(prefix + "interrupted while connecting", "", e);
        }
        if (e instanceof MongoSecurityException || e.getCode() == 18) {
            return new ConnectionFailed(
                    prefix + "the MongoDB server at " + hosts + " refused the user name or the password",
                    "Check them, and the authSource, in the store's URL.",
                    e);
        }
        if (e.getCode() == UNAUTHORIZED) {
            return new ConnectionFailed(
                    prefix + "the MongoDB server at " + hosts + " does not let this user in: " + reason(e),
                    "Give a user and password in the store's URL that may read and write the database.",
                    e);
        }
        if (e instanceof MongoCommandException) {
            var what = prefix + "the server at " + hosts + " answered: " + reason(e);
            return STARTING.contains(e.getCode())
                    ? ConnectionFailed.passing(what, "Try again in a moment.", e)
                    : new ConnectionFailed(what, "", e);
        }
        var text = String.valueOf(e.getMessage());
        // Of mongodb+srv: records that are not there yet, and records that will not do.
        boolean lookUp = text.contains("looking up") || text.contains("look up");
        if (!lookUp && (e instanceof MongoConfigurationException || text.contains("MongoConfigurationException"))) {
            return new ConnectionFailed(
                    prefix + "the DNS records of " + hosts + " will not do",
                    "Of SRV records the hosts must be of the same domain, and of TXT records the options authSource, replicaSet and loadBalanced.",
                    e);
        }
        if (lookUp || has(e, UnknownHostException.class, text)) {
            return ConnectionFailed.passing(
                    prefix + "unknown host: " + hosts,
                    "Check the host in the store's URL; of mongodb+srv its SRV records, which must name hosts of the same domain.",
                    e);
        }
        if (has(e, SSLException.class, text) || text.contains("javax.net.ssl")) {
            return new ConnectionFailed(prefix + "no TLS connection to " + hosts, tlsAdvice(e, text), e);
        }
        return answersNothing(prefix, to, e);
    }

    private static String tlsAdvice(MongoException e, String text) {
        var all = new StringBuilder(text);
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            all.append(cause.getMessage());
        }
        if (all.indexOf("nrecognized SSL message") >= 0 || all.indexOf("plaintext connection") >= 0) {
            return "The server does not speak TLS there: remove tls=true from the store's URL, or correct the port.";
        }
        if (all.indexOf("certificate_required") >= 0
                || all.indexOf("bad_certificate") >= 0
                || all.indexOf("handshake_failure") >= 0) {
            return "The server wants a certificate: add tlsCertificateKeyFile=FILE to the store's URL, or correct it.";
        }
        return "Check tls in the store's URL, and that the server's certificate is trusted here.";
    }

    private static Failure answersNothing(String prefix, Hosts to, MongoException e) {
        var hosts = to.names();
        if (e instanceof MongoSocketReadTimeoutException) {
            return ConnectionFailed.passing(
                    prefix + "the server at " + hosts + " takes connections, and does not answer",
                    "Check whether it hangs, and whether it is a MongoDB server at all.",
                    e);
        }
        boolean closed = e instanceof MongoSocketReadException || e instanceof MongoSocketWriteException;
        if (closed && to.tls()) {
            return ConnectionFailed.passing(
                    prefix + "no TLS connection to " + hosts + ": the server closes it",
                    "It does not speak TLS there (remove tls=true from the store's URL, or correct the port), or it wants a certificate (add tlsCertificateKeyFile=FILE).",
                    e);
        }
        if (closed) {
            return ConnectionFailed.passing(
                    prefix + "the server at " + hosts + " closes the connection at once",
                    "If it wants encryption, add tls=true to the store's URL; else check whether it is a MongoDB server.",
                    e);
        }
        return ConnectionFailed.passing(
                prefix + "no MongoDB server answers at " + hosts,
                "Check that it is running and can be reached from here.",
                e);
    }

    /** What the server says, in one line. */
    public static String reason(MongoException e) {
        return reason(
                switch (e) {
                    case MongoCommandException command -> command.getErrorMessage();
                    case MongoWriteException write -> write.getError().getMessage();
                    default -> String.valueOf(e.getMessage());
                });
    }

    public static String reason(String message) {
        var line = message.replaceAll("\\s+", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }

    /** The server selection's exception holds the real one, or only its text. */
    private static boolean has(Throwable thrown, Class<? extends Throwable> type, String text) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return text.toLowerCase(Locale.ROOT).contains(type.getSimpleName().toLowerCase(Locale.ROOT));
    }
}
