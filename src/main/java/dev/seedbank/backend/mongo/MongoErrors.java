package dev.seedbank.backend.mongo;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoConfigurationException;
import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
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
final class MongoErrors {
    static final int UNAUTHORIZED = 13;
    static final int NAMESPACE_NOT_FOUND = 26;
    static final int NAMESPACE_EXISTS = 48;
    static final int DUPLICATE_KEY = 11000;
    static final int DOCUMENT_VALIDATION = 121;
    static final int SNAPSHOT_TOO_OLD = 239;

    /** NotWritablePrimary, NotPrimaryNoSecondaryOk, PrimarySteppedDown, ShutdownInProgress, InterruptedDueToReplStateChange, NotPrimaryOrSecondary. */
    private static final Set<Integer> STARTING = Set.of(10107, 13435, 189, 91, 11602, 13436);

    private static final int LONGEST = 400;

    private MongoErrors() {}

    /** Runs {@code work}; {@code what} says what it is, such as {@code reading users}. */
    static <T extends @Nullable Object> T during(String what, Supplier<T> work) {
        try {
            return work.get();
        } catch (MongoException | IllegalStateException e) {
            throw failure(what, e);
        }
    }

    static void during(String what, Runnable work) {
        try {
            work.run();
        } catch (MongoException | IllegalStateException e) {
            throw failure(what, e);
        }
    }

    /** Something failed on a connection that worked. The driver throws {@link IllegalStateException} when its client was closed. */
    static Failure failure(String what, RuntimeException thrown) {
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
                    "See whether the server runs, and run the command again.",
                    e);
        }
        if (e.getCode() == UNAUTHORIZED || e instanceof MongoSecurityException) {
            return new OperationFailed(
                    "Not authorised: " + what, "The user of the URL needs the roles readWrite and dbAdmin.", e);
        }
        return new OperationFailed("Failed while " + what + ": " + reason(e), "", e);
    }

    private static boolean isClosed(RuntimeException thrown) {
        return thrown instanceof IllegalStateException
                && String.valueOf(thrown.getMessage()).startsWith("state should be");
    }

    /** The store could not be opened. */
    static Failure opening(String store, String hosts, MongoException e) {
        var prefix = "Store '" + store + "': ";
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
            return new ConnectionFailed(
                    prefix + "no TLS connection to " + hosts,
                    "Check tls in the store's URL, and that the server's certificate is trusted here.",
                    e);
        }
        return ConnectionFailed.passing(
                prefix + "no MongoDB server answers at " + hosts,
                "See whether it runs and can be reached from here.",
                e);
    }

    /** What the server says, in one line. */
    static String reason(MongoException e) {
        return reason(
                switch (e) {
                    case MongoCommandException command -> command.getErrorMessage();
                    case MongoWriteException write -> write.getError().getMessage();
                    default -> String.valueOf(e.getMessage());
                });
    }

    static String reason(String message) {
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
