package dev.seedbank.backend.mongo;

import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import dev.seedbank.backend.Collection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.bson.BsonDocument;
import org.bson.BsonString;

/**
 * Which databases and collections a store has: those of one database, or of all that match a family's pattern. What begins
 * with {@code _seedbank} is Seedbank's own and {@code system.} the server's; neither is ever among them.
 */
final class Namespaces {
    static final String OWN = "_seedbank";

    private static final Set<String> SERVERS_OWN = Set.of("admin", "local", "config");

    private final Supplier<MongoClient> connector;
    private final String name;
    private final boolean family;
    private final Pattern pattern;
    private volatile MongoClient client;
    private volatile boolean closed;

    /** @param name the database, or the family's pattern with {@code *} */
    Namespaces(Supplier<MongoClient> connector, String name, boolean family) {
        this.connector = connector;
        this.name = name;
        this.family = family;
        this.pattern = Pattern.compile(
                family ? "\\Q" + name.replace("*", "\\E.*\\Q") + "\\E" : Pattern.quote(name), Pattern.DOTALL);
        this.client = connector.get();
    }

    /** One cheap question that a user without rights is not answered. */
    void checkAccess() {
        if (family) {
            client.listDatabaseNames().first();
        } else {
            client.getDatabase(name).listCollectionNames().first();
        }
    }

    MongoClient client() {
        return client;
    }

    /** Ends the connections; whatever waits for an answer then fails. From any thread. */
    void close() {
        closed = true;
        client.close();
    }

    /**
     * Runs what must be done even when the user stopped the program, and so may have closed the connections and interrupted
     * this thread: if need be once more over new ones. A server that does not answer is no failure here.
     */
    void clearAway(Runnable work) {
        boolean interrupted = Thread.interrupted();
        try {
            work.run();
        } catch (MongoException | IllegalStateException e) {
            if (closed) {
                clearAwayAnew(work);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void clearAwayAnew(Runnable work) {
        client = connector.get();
        var _ = Thread.interrupted();
        try {
            work.run();
        } catch (MongoException e) {
            // what is left expires, or the next run clears it away
        }
    }

    String name() {
        return name;
    }

    boolean isFamily() {
        return family;
    }

    /** Whether a database belongs to the store, existing or not. */
    boolean has(String database) {
        return pattern.matcher(database).matches() && !(family && isServersOwn(database));
    }

    /** Servers take names of databases that differ in case only for the same. */
    static boolean isServersOwn(String database) {
        return SERVERS_OWN.contains(database.toLowerCase(Locale.ROOT));
    }

    /** Whether nothing may be written under this name. */
    static boolean isReserved(Collection collection) {
        return collection.name().startsWith(OWN) || isServersOwn(collection.namespace());
    }

    /** Whether the collection with the environment marker is there, whatever it holds. Some servers ignore the filter. */
    boolean hasMarker(String database) {
        var names = database(database).listCollectionNames().filter(new BsonDocument("name", new BsonString(OWN)));
        return names.into(new ArrayList<>()).contains(OWN);
    }

    /** Drops a database; one that carries a marker keeps it, at every moment, and loses all else. */
    void drop(String database) {
        if (!hasMarker(database)) {
            database(database).drop();
            return;
        }
        for (var entry : entries(database)) {
            database(database).getCollection(entry.collection().name()).drop();
        }
    }

    MongoDatabase database(String database) {
        return client.getDatabase(database);
    }

    /** What writes that the driver does not make itself must say. */
    BsonDocument writeConcern() {
        var concern = database(family ? "admin" : name).getWriteConcern();
        return (concern.isServerDefault() ? WriteConcern.MAJORITY : concern).asDocument();
    }

    /** Sorted. A store of one database has it, even if the server does not yet. */
    List<String> databases() {
        if (!family) {
            return List.of(name);
        }
        var found = new ArrayList<String>();
        client.listDatabaseNames().into(found);
        found.removeIf(database -> !has(database));
        found.sort(null);
        return found;
    }

    /** What the database has, in no order. */
    List<Entry> entries(String database) {
        var entries = new ArrayList<Entry>();
        for (var found : database(database).listCollections(BsonDocument.class)) {
            var collection = found.getString("name").getValue();
            if (!collection.startsWith(OWN) && !collection.startsWith("system.")) {
                entries.add(entry(database, collection, found));
            }
        }
        return entries;
    }

    private Entry entry(String database, String collection, BsonDocument found) {
        var type = Entry.Type.of(
                found.getString("type", new BsonString("collection")).getValue());
        var kind = type == Entry.Type.VIEW ? Collection.Kind.VIEW : Collection.Kind.DATA;
        return new Entry(
                new Collection(database, collection, !family, kind),
                type,
                found.getDocument("options", new BsonDocument()));
    }

    /** All collections of all databases, sorted. */
    List<Entry> entries() {
        var entries = new ArrayList<Entry>();
        for (var database : databases()) {
            entries.addAll(entries(database));
        }
        entries.sort((one, other) -> one.collection().compareTo(other.collection()));
        return entries;
    }

    /** A collection as the server lists it. */
    record Entry(Collection collection, Type type, BsonDocument options) {
        enum Type {
            COLLECTION,
            VIEW,
            TIME_SERIES;

            static Type of(String serversName) {
                return switch (serversName) {
                    case "view" -> VIEW;
                    case "timeseries" -> TIME_SERIES;
                    default -> COLLECTION;
                };
            }
        }
    }
}
