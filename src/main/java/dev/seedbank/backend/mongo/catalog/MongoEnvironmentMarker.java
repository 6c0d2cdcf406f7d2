package dev.seedbank.backend.mongo.catalog;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadPreference;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import dev.seedbank.backend.EnvironmentMarker;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import dev.seedbank.config.Environment;
import dev.seedbank.failure.Interrupted;
import java.util.Arrays;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;

/** A document in the collection {@code _seedbank} of each database. */
public final class MongoEnvironmentMarker implements EnvironmentMarker {
    private static final String ID = "environment";
    private static final String VALUE = "value";
    private static final int PATIENCE = 5;
    private static final int PAUSE_MILLIS = 200;

    private final Namespaces namespaces;

    public MongoEnvironmentMarker(Namespaces namespaces) {
        this.namespaces = namespaces;
    }

    @Override
    public Reading read() {
        return MongoErrors.during("reading what " + namespaces.name() + " says of its environment", () -> {
            Reading highest = new Unmarked();
            for (var database : namespaces.databases()) {
                var reading = read(database, PATIENCE);
                if (reading instanceof Unreadable) {
                    return reading;
                }
                highest = rank(reading) > rank(highest) ? reading : highest;
            }
            return highest;
        });
    }

    @Override
    public boolean hasPlace() {
        return MongoErrors.during(
                "listing the databases of " + namespaces.name(),
                () -> !namespaces.databases().isEmpty());
    }

    private static int rank(Reading reading) {
        return reading.environment().map(Environment::ordinal).orElse(-1);
    }

    private Reading read(String database, int tries) {
        try {
            var found = markers(database).find(eq(ID)).first();
            if (found != null) {
                var label = Objects.toString(found.get(VALUE));
                if (!label.equals(Environment.PRODUCTION.label()) && namespaces.isMarkerView(database)) {
                    return unreadable(database, "is a view"); // it could say anything, and another thing each time
                }
                return Environment.of(label)
                        .<Reading>map(Marked::new)
                        .orElseGet(() -> unreadable( // perhaps the word of a newer version
                                database,
                                "says '%s', which is not an environment that this version knows".formatted(label)));
            }
            return namespaces.hasMarker(database) ? emptyOrBeingWritten(database, tries) : new Unmarked();
        } catch (MongoException e) {
            if (e.getCode() == MongoErrors.UNAUTHORIZED) {
                return unreadable(database, "cannot be read (%s)".formatted(MongoErrors.reason(e)));
            }
            throw e;
        }
    }

    /** Servers create a collection a moment before its first document is there. */
    private Reading emptyOrBeingWritten(String database, int tries) {
        if (tries == 0) {
            return unreadable(database, "is empty");
        }
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted("Interrupted while reading the environment marker", "", e);
        }
        return read(database, tries - 1);
    }

    private static Unreadable unreadable(String database, String why) {
        return new Unreadable(
                "the environment marker %s.%s %s".formatted(database, Namespaces.OWN, why),
                "If it is production: seedbank init --quick --profile prod. If you are sure that it is not: drop the collection %s, then seedbank init."
                        .formatted(Namespaces.OWN));
    }

    /** {@link dev.seedbank.backend.Store#mark}. */
    public void write(Environment environment) {
        MongoErrors.during("writing the environment into " + namespaces.name(), () -> {
            for (var database : namespaces.databases()) {
                raise(markers(database), environment);
            }
        });
    }

    /**
     * One upsert of the fixed {@code _id} that only a lower marker matches: if a higher one is there, it is a duplicate key. So
     * it is, too, if another process creates the marker at the same moment; then it may be lower, and is raised by the second turn.
     */
    private static void raise(MongoCollection<Document> markers, Environment environment) {
        for (int turn = 0; turn < 2; turn++) {
            try {
                markers.updateOne(
                        and(eq(ID), lowerThan(environment)),
                        set(VALUE, environment.label()),
                        new UpdateOptions().upsert(true));
                return;
            } catch (MongoWriteException | MongoCommandException e) {
                if (e.getCode() != MongoErrors.DUPLICATE_KEY) {
                    throw e;
                }
            }
        }
    }

    /** A word that is none of ours is replaced by nothing less than {@code production}. */
    private static Bson lowerThan(Environment environment) {
        return environment == Environment.PRODUCTION
                ? ne(VALUE, environment.label())
                : in(
                        VALUE,
                        Arrays.stream(Environment.values())
                                .filter(it -> it.compareTo(environment) < 0)
                                .map(Environment::label)
                                .toList());
    }

    /** Of the primary, whatever the URL prefers: a secondary may not have it yet. */
    private MongoCollection<Document> markers(String database) {
        return namespaces.database(database).getCollection(Namespaces.OWN).withReadPreference(ReadPreference.primary());
    }
}
