package dev.seedbank.backend.mongo.restore;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.mongo.catalog.MongoLease;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.staging.StagingCollection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * The staging collections that earlier restores of a database left. Before the first one is put in place, all are written
 * down with where they belong, beside the lock of restores; so what a killed restore left is dropped only if its place is not
 * empty, and was not being filled.
 */
final class Leftovers {
    private static final String ID = "placing";
    private static final String STAGING = "staging";
    private static final String TARGET = "target";
    private static final String ATOMIC = "atomic";
    private static final String ENTRIES = "collections";

    private final Namespaces namespaces;
    private final String database;
    private final List<BsonDocument> kept = new ArrayList<>();
    private boolean noted;

    /** Drops what nobody needs. Nobody else can be using it, because the lock is ours. */
    Leftovers(Namespaces namespaces, String database) {
        this.namespaces = namespaces;
        this.database = database;
        var names = new LinkedHashSet<String>();
        namespaces.database(database).listCollectionNames().forEach(names::add);
        var known = known();
        for (var name : names) {
            if (name.startsWith(StagingCollection.PREFIX)) {
                known.stream()
                        .filter(entry -> text(entry, STAGING).equals(name))
                        .filter(entry -> isNeeded(entry, names))
                        .findFirst()
                        .ifPresentOrElse(kept::add, () -> drop(name));
            }
        }
        if (!known.isEmpty()) {
            write(kept);
        }
    }

    private static boolean isNeeded(BsonDocument entry, Set<String> names) {
        return !entry.getBoolean(ATOMIC).getValue() || !names.contains(text(entry, TARGET));
    }

    private List<BsonDocument> known() {
        var found = notes().find(eq(ID)).first();
        return found == null
                ? List.of()
                : found.getArray(ENTRIES).stream().map(BsonValue::asDocument).toList();
    }

    /** What is kept, for people. */
    List<String> lines() {
        return kept.stream()
                .map(entry ->
                        "%s: all that an interrupted restore was to put there is in the collection %s, until '%s' is restored"
                                .formatted(text(entry, TARGET), text(entry, STAGING), text(entry, TARGET)))
                .toList();
    }

    /** From now on these may be all that there is of their collections. */
    void placing(List<StagingCollection> all) {
        noted = true;
        note(all);
    }

    /** The restore has ended before all were in place, and dropped those whose turn had not come. */
    void discarded(List<StagingCollection> all) {
        if (noted) {
            note(all.stream().filter(StagingCollection::isPlacing).toList());
        }
    }

    private void note(List<StagingCollection> all) {
        var entries = new ArrayList<>(kept);
        for (var staging : all) {
            if (staging.target().namespace().equals(database)) {
                entries.add(new BsonDocument(STAGING, new BsonString(staging.name()))
                        .append(TARGET, new BsonString(staging.target().name()))
                        .append(ATOMIC, BsonBoolean.valueOf(staging.placement().isAtomic())));
            }
        }
        write(entries);
    }

    /** All are in place, and with them what earlier ones did not get there. */
    void placed(Set<Collection> targets) {
        for (var entry : List.copyOf(kept)) {
            boolean done = targets.stream()
                    .anyMatch(target ->
                            target.namespace().equals(database) && target.name().equals(text(entry, TARGET)));
            if (done) {
                drop(text(entry, STAGING));
                kept.remove(entry);
            }
        }
        write(kept);
        noted = false;
    }

    private void write(List<BsonDocument> entries) {
        if (entries.isEmpty()) {
            notes().deleteOne(eq(ID));
        } else {
            var note = new BsonDocument("_id", new BsonString(ID)).append(ENTRIES, new BsonArray(entries));
            notes().replaceOne(eq(ID), note, new ReplaceOptions().upsert(true));
        }
    }

    private void drop(String name) {
        namespaces.database(database).getCollection(name).drop();
    }

    private MongoCollection<BsonDocument> notes() {
        return namespaces.database(database).getCollection(MongoLease.COLLECTION, BsonDocument.class);
    }

    private static String text(BsonDocument entry, String field) {
        return entry.getString(field).getValue();
    }
}
