package dev.seedbank.testing;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * What not every server that speaks as MongoDB can do. Each is found by trying it and looking at what came of it, because
 * some servers accept an option and ignore it.
 */
public enum Capability {
    /** A validator of a collection, listed and in force. */
    VALIDATORS((client, db) -> {
        db.runCommand(create("c", "validator", Document.parse("{n: {$type: 'int'}}")));
        listed(db, "c", "validator");
        refused("a document against the validator", () -> db.getCollection("c").insertOne(new Document("n", "text")));
    }),
    /** Several writes that become visible together, and can be taken back. */
    TRANSACTIONS((client, db) -> {
        db.createCollection("c");
        try (var session = client.startSession()) {
            session.startTransaction();
            db.getCollection("c").insertOne(session, new Document("n", 1));
            session.abortTransaction();
        }
        expect(db.getCollection("c").countDocuments() == 0, "an aborted transaction left its document");
    }),
    /** Reads of one moment over several collections. */
    SNAPSHOT((client, db) -> {
        db.getCollection("c").insertOne(new Document("n", 1));
        var options = com.mongodb.ClientSessionOptions.builder().snapshot(true).build();
        try (var session = client.startSession(options)) {
            db.getCollection("c").find(session).into(new ArrayList<>());
            db.getCollection("c").insertOne(new Document("n", 2));
            int seen =
                    db.getCollection("c").find(session).into(new ArrayList<>()).size();
            expect(seen == 1, "a later document was seen in the snapshot");
        }
    }),
    /** Time-series collections, listed as such. */
    TIME_SERIES((client, db) -> {
        db.runCommand(create("c", "timeseries", new Document("timeField", "at")));
        listed(db, "c", "timeseries");
    }),
    /** Views, computed when read. */
    VIEWS((client, db) -> {
        db.getCollection("c").insertMany(List.of(new Document("n", 1), new Document("n", 2)));
        db.createView("v", "c", List.of(Document.parse("{$match: {n: 2}}")));
        expect(db.getCollection("v").find().into(new ArrayList<>()).size() == 1, "the view does not filter");
        expect("view".equals(info(db, "v").getString("type")), "the view is not listed as one");
    }),
    /** Collections of a fixed size, listed and in force. */
    CAPPED((client, db) -> {
        db.runCommand(new Document("create", "c")
                .append("capped", true)
                .append("size", 4096)
                .append("max", 2));
        listed(db, "c", "capped");
        for (int n = 0; n < 3; n++) {
            db.getCollection("c").insertOne(new Document("n", n));
        }
        expect(db.getCollection("c").countDocuments() == 2, "it holds more than its maximum");
    }),
    /** Renaming over a collection that is there, in one step. */
    RENAME((client, db) -> {
        db.getCollection("new").insertOne(new Document("n", 1));
        db.getCollection("old").insertOne(new Document("n", 2));
        client.getDatabase("admin")
                .runCommand(new Document("renameCollection", db.getName() + ".new")
                        .append("to", db.getName() + ".old")
                        .append("dropTarget", true));
        expect(db.listCollectionNames().into(new ArrayList<>()).equals(List.of("old")), "both names are there");
        expect(db.getCollection("old").find(new Document("n", 1)).first() != null, "the old content is there");
    }),
    /** Renaming to a name with dots, as GridFS has them. */
    RENAME_TO_DOTS((client, db) -> {
        db.getCollection("new").insertOne(new Document("n", 1));
        client.getDatabase("admin")
                .runCommand(
                        new Document("renameCollection", db.getName() + ".new").append("to", db.getName() + ".a.b"));
        expect(db.getCollection("a.b").countDocuments() == 1, "it is not there by its new name");
    }),
    /** Text indexes. */
    TEXT_INDEX((client, db) -> index(db, new Document("t", "text"), new IndexOptions(), "weights")),
    /** Hashed indexes. */
    HASHED_INDEX((client, db) -> {
        db.getCollection("c").createIndex(Indexes.hashed("t"));
        expect("hashed".equals(((Document) lastIndex(db).get("key")).get("t")), "the index is not hashed");
    }),
    /** Indexes on the sphere. */
    GEO_INDEX((client, db) -> index(db, new Document("g", "2dsphere"), new IndexOptions(), "2dsphereIndexVersion")),
    /** Indexes on all fields. */
    WILDCARD_INDEX((client, db) -> {
        db.getCollection("c").createIndex(new Document("$**", 1));
        expect(lastIndex(db).get("key").equals(new Document("$**", 1)), "the index is another");
    }),
    /** Indexes that the planner does not use. */
    HIDDEN_INDEX((client, db) -> index(db, new Document("n", 1), new IndexOptions().hidden(true), "hidden")),
    /** Unique indexes of part of the documents, the others free. */
    PARTIAL_UNIQUE_INDEX((client, db) -> {
        var options = new IndexOptions().unique(true).partialFilterExpression(Document.parse("{on: true}"));
        index(db, new Document("n", 1), options, "partialFilterExpression");
        db.getCollection("c").insertMany(List.of(Document.parse("{n: 1}"), Document.parse("{n: 1}")));
    }),
    /** A collection's own order of text. */
    COLLATION((client, db) -> {
        db.runCommand(create("c", "collation", Document.parse("{locale: 'en', strength: 1}")));
        listed(db, "c", "collation");
        db.getCollection("c").insertOne(new Document("t", "A"));
        expect(db.getCollection("c").find(new Document("t", "a")).first() != null, "its order is not in force");
    }),
    /** Every subtype of binary values. */
    BINARY_SUBTYPES((client, db) -> {
        for (int subtype : new int[] {0, 1, 2, 3, 4, 5, 6, 8, 128, 255}) {
            var value = new Binary((byte) subtype, new byte[16]);
            db.getCollection("c").insertOne(new Document("_id", subtype).append("b", value));
            var found = db.getCollection("c").find(new Document("_id", subtype)).first();
            expect(found != null && sameBinary(value, found.get("b")), "subtype " + subtype + " came back changed");
        }
    }),
    /** Documents of nearly 16 MiB. */
    LARGE_DOCUMENTS((client, db) -> {
        db.getCollection("c").insertOne(new Document("b", new Binary(new byte[16 * 1024 * 1024 - 1024])));
        expect(db.getCollection("c").find().first() != null, "it is not there");
    }),
    /** Field names with dots and leading dollars. */
    ODD_FIELD_NAMES((client, db) -> {
        var odd = new Document("_id", 1).append("a.b", 1).append("$c", 2).append("in", new Document("$d.e", 3));
        db.getCollection("c").insertOne(odd);
        expect(odd.equals(db.getCollection("c").find().first()), "it came back changed");
    });

    @SuppressWarnings("ImmutableEnumChecker") // each is a lambda that holds nothing
    private final Trial trial;

    Capability(Trial trial) {
        this.trial = trial;
    }

    /** For people: {@code text index}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** @return why the server does not have it; empty if it does */
    Optional<String> lackOf(MongoClient client, MongoDatabase empty) {
        try {
            trial.run(client, empty);
            return Optional.empty();
        } catch (MongoCommandException e) {
            return Optional.of(e.getErrorCodeName() + " " + e.getErrorCode() + ", " + firstLine(e.getErrorMessage()));
        } catch (MongoException | IllegalStateException | IllegalArgumentException e) {
            return Optional.of(firstLine(String.valueOf(e.getMessage())));
        }
    }

    private static String firstLine(String text) {
        return text.lines()
                .findFirst()
                .map(line -> line.substring(0, Math.min(160, line.length())))
                .orElse("");
    }

    private static Document create(String name, String option, Object value) {
        return new Document("create", name).append(option, value);
    }

    private static void index(MongoDatabase db, Document keys, IndexOptions options, String listed) {
        db.getCollection("c").createIndex(keys, options);
        expect(lastIndex(db).containsKey(listed), "the index is listed without its " + listed);
    }

    private static Document lastIndex(MongoDatabase db) {
        return db.getCollection("c").listIndexes().into(new ArrayList<>()).getLast();
    }

    private static Document info(MongoDatabase db, String collection) {
        var found =
                db.listCollections().filter(new Document("name", collection)).first();
        return found == null ? new Document() : found;
    }

    private static void listed(MongoDatabase db, String collection, String option) {
        var options = info(db, collection).get("options", Document.class);
        expect(options != null && options.containsKey(option), "accepted, and not listed");
    }

    private static void refused(String what, Runnable action) {
        try {
            action.run();
        } catch (MongoException e) {
            return;
        }
        throw new IllegalStateException("takes " + what);
    }

    private static void expect(boolean held, String otherwise) {
        if (!held) {
            throw new IllegalStateException(otherwise);
        }
    }

    /** The driver reads subtypes 0 and 4 as classes of their own. */
    private static boolean sameBinary(Binary value, Object found) {
        return switch (found) {
            case Binary binary -> binary.equals(value);
            case byte[] bytes -> value.getType() == 0 && bytes.length == 16;
            case java.util.UUID uuid -> value.getType() == 4 && uuid.equals(new java.util.UUID(0, 0));
            default -> false;
        };
    }

    /** Tries it in an empty database; throws if it does not work. */
    private interface Trial {
        void run(MongoClient client, MongoDatabase empty);
    }
}
