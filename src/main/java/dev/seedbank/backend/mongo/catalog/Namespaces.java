package dev.seedbank.backend.mongo.catalog;

import com.mongodb.MongoException;
import com.mongodb.ReadPreference;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * Which databases and collections a store has: those of one database, or of all that match a family's pattern. What begins
 * with {@code _seedbank} is Seedbank's own, with {@code system.} the server's; of these only {@code system.js} is among them.
 */
public final class Namespaces {
    public static final String OWN = "_seedbank";

    /** The server's collection of stored JavaScript functions: the one of its own that holds data of the database. */
    public static final String FUNCTIONS = "system.js";

    private static final Set<String> SERVERS_OWN = Set.of("admin", "local", "config");

    private final Supplier<MongoClient> connector;
    private final String name;
    private final boolean family;
    private final Pattern pattern;
    private final BooleanSupplier reachable;
    private volatile MongoClient client;
    private volatile boolean closed;
    private volatile boolean silent;
    /** Whether a server answered when this was closed. */
    private volatile boolean answered;

    /** Who waits for the server. */
    private final Thread user = Thread.currentThread();

    /**
     * @param name the database, or the family's pattern with {@code *}
     * @param reachable whether a server answers at the moment
     */
    public Namespaces(Supplier<MongoClient> connector, String name, boolean family, BooleanSupplier reachable) {
        this.reachable = reachable;
        this.connector = connector;
        this.name = name;
        this.family = family;
        this.pattern = Pattern.compile(
                family ? "\\Q" + name.replace("*", "\\E.*\\Q") + "\\E" : Pattern.quote(name), Pattern.DOTALL);
        this.client = connector.get();
    }

    /** One cheap question that a user without rights is not answered. */
    public void checkAccess() {
        if (family) {
            client.listDatabaseNames().first();
        } else {
            client.getDatabase(name).listCollectionNames().first();
        }
    }

    public MongoClient client() {
        return client;
    }

    /** Ends the connections; whatever waits for an answer then fails. From any thread. */
    public void close() {
        if (!closed) {
            answered = reachable.getAsBoolean(); // once it is closed, the driver knows of no server
        }
        closed = true;
        client.close();
    }

    /** Closes the connections to a server that has stopped answering. */
    public void hangUp(String hosts) {
        silent = true;
        MongoErrors.silent(hosts);
        client.close();
        user.interrupt();
    }

    /**
     * Runs what must be done even when the user stopped the program, and so may have closed the connections and interrupted
     * this thread: if need be once more over new ones. A server that does not answer is no failure here.
     */
    public void clearAway(Runnable work) {
        if (silent || !(closed ? answered : reachable.getAsBoolean())) {
            return; // it would be waited for in vain
        }
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
        } catch (MongoException | IllegalStateException e) {
            // what is left expires, or the next run clears it away
        }
    }

    public String name() {
        return name;
    }

    public boolean isFamily() {
        return family;
    }

    /** Whether a database belongs to the store, existing or not. */
    public boolean has(String database) {
        return pattern.matcher(database).matches() && !(family && isServersOwn(database));
    }

    /** Servers take names of databases that differ in case only for the same. */
    public static boolean isServersOwn(String database) {
        return SERVERS_OWN.contains(database.toLowerCase(Locale.ROOT));
    }

    /** Whether nothing may be written under this name. */
    public static boolean isReserved(Collection collection) {
        return !isUsers(collection.name()) || isServersOwn(collection.namespace());
    }

    private static boolean isUsers(String collection) {
        return !collection.startsWith(OWN) && (!collection.startsWith("system.") || collection.equals(FUNCTIONS));
    }

    /** Whether the collection with the environment marker is there, whatever it holds. Some servers ignore the filter. */
    boolean hasMarker(String database) {
        var names = database(database).listCollectionNames().filter(new BsonDocument("name", new BsonString(OWN)));
        return names.into(new ArrayList<>()).contains(OWN);
    }

    /** Whether somebody put a view in the place of the collection with the environment marker. */
    boolean isMarkerView(String database) {
        return entry(new Collection(database, OWN, !family, Collection.Kind.DATA))
                .filter(entry -> entry.type() == Entry.Type.VIEW)
                .isPresent();
    }

    /** Whether a database could be of both. */
    public boolean overlaps(Namespaces other) {
        if (family && other.family) {
            return overlap(name, other.name);
        }
        return family ? has(other.name) : other.has(name);
    }

    /** From the ends: whether what follows {@code i} in one pattern and {@code j} in the other could be one text. */
    static boolean overlap(String one, String other) {
        var could = new boolean[one.length() + 1][other.length() + 1];
        could[one.length()][other.length()] = true;
        for (int i = one.length(); i >= 0; i--) {
            for (int j = other.length(); j >= 0; j--) {
                boolean more = i < one.length();
                boolean otherMore = j < other.length();
                if (more && one.charAt(i) == '*') {
                    could[i][j] = could[i + 1][j] || (otherMore && could[i][j + 1]);
                }
                if (otherMore && other.charAt(j) == '*') {
                    could[i][j] |= could[i][j + 1] || (more && could[i + 1][j]);
                }
                if (more && otherMore && one.charAt(i) == other.charAt(j)) {
                    could[i][j] |= could[i + 1][j + 1];
                }
            }
        }
        return could[0][0];
    }

    /** Drops a database; one that carries a marker keeps it, at every moment, and loses all else. */
    public void drop(String database) {
        if (!hasMarker(database)) {
            database(database).drop();
            return;
        }
        for (var entry : entries(database)) {
            database(database).getCollection(entry.collection().name()).drop();
        }
    }

    /** Reads of it go to the primary, so that they see what was written. */
    public MongoDatabase database(String database) {
        return client.getDatabase(database).withReadPreference(ReadPreference.primary());
    }

    /** Reads of it go to the member that the URL prefers. */
    public MongoDatabase anyMember(String database) {
        return client.getDatabase(database);
    }

    /** What writes that the driver does not make itself must say. */
    public BsonDocument writeConcern() {
        return database("admin").getWriteConcern().asDocument();
    }

    /** Sorted. A store of one database has it, even if the server does not yet. */
    public List<String> databases() {
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
    public List<Entry> entries(String database) {
        var entries = new ArrayList<Entry>();
        for (var found : database(database).listCollections(BsonDocument.class)) {
            var collection = found.getString("name").getValue();
            if (isUsers(collection)) {
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
                found.getDocument("options", new BsonDocument()),
                found.containsKey("idIndex")
                        || found.getDocument("options", new BsonDocument()).containsKey("clusteredIndex"),
                Optional.ofNullable(
                        found.getDocument("info", new BsonDocument()).get("uuid")));
    }

    /** All collections of all databases, sorted. */
    public List<Entry> entries() {
        var entries = new ArrayList<Entry>();
        for (var database : databases()) {
            entries.addAll(entries(database));
        }
        entries.sort((one, other) -> one.collection().compareTo(other.collection()));
        return entries;
    }

    /** The size of a collection's documents as the server has noted it; 0 if it has not. */
    public long bytes(Entry entry) {
        return bytes(entry.collection().namespace(), entry.collection().name());
    }

    public long bytes(String database, String collection) {
        return measured(database, collection)
                .getNumber("size", new BsonInt32(0))
                .longValue();
    }

    /** Whether its documents are divided among several servers. */
    public boolean isSharded(Entry entry) {
        return Definition.isTrue(
                measured(entry.collection().namespace(), entry.collection().name()), "sharded");
    }

    /** Empty where the server has no numbers. */
    private BsonDocument measured(String database, String collection) {
        try {
            return database(database)
                    .runCommand(new BsonDocument("collStats", new BsonString(collection)), BsonDocument.class);
        } catch (MongoException e) {
            return new BsonDocument();
        }
    }

    /** What a collection is now; empty if it is not there. */
    public Optional<Entry> entry(Collection collection) {
        var named = database(collection.namespace())
                .listCollections(BsonDocument.class)
                .filter(new BsonDocument("name", new BsonString(collection.name())));
        for (var found : named) { // some servers ignore the filter
            if (found.getString("name").getValue().equals(collection.name())) {
                return Optional.of(entry(collection.namespace(), collection.name(), found));
            }
        }
        return Optional.empty();
    }

    /**
     * A collection as the server lists it.
     *
     * @param hasIdIndex whether the server keeps an index on {@code _id}, or the documents themselves in its order
     * @param uuid which stays the same as long as the collection is the same; empty where the server has none
     */
    public record Entry(
            Collection collection, Type type, BsonDocument options, boolean hasIdIndex, Optional<BsonValue> uuid) {
        public boolean isCapped() {
            return Definition.isTrue(options, "capped");
        }

        /** Whether it has Queryable Encryption; then the server does not rename it. */
        public boolean isEncrypted() {
            return options.containsKey("encryptedFields");
        }

        /** Whether it can be read in the order of {@code _id}. The order of a capped collection is its own. */
        public boolean isReadById() {
            return hasIdIndex && type == Type.COLLECTION && !isCapped();
        }

        public enum Type {
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
