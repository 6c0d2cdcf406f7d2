package dev.seedbank.backend.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import dev.seedbank.backend.Emptying;
import dev.seedbank.backend.mongo.bson.BsonBuffer;
import dev.seedbank.backend.mongo.bson.BsonTag;
import dev.seedbank.backend.mongo.bson.Bytes;
import dev.seedbank.backend.mongo.bson.EveryBsonType;
import dev.seedbank.backend.mongo.bson.ExtendedJson;
import dev.seedbank.backend.mongo.bson.RandomBson;
import dev.seedbank.backend.mongo.connection.RowRejected;
import dev.seedbank.backend.mongo.staging.BulkInsert;
import dev.seedbank.testing.Capability;
import dev.seedbank.testing.MongoDigest;
import dev.seedbank.testing.MongoServer;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.bson.BsonBinary;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is dumped and loaded again, into the same database emptied and into another one, is the same by its digest. */
class MongoRoundTripIT {
    private static final String ALL = "dev.seedbank.testing.MongoServer#all";

    private MongoServer server = MongoServer.any();
    private MongoDatabase database = server.open("unused");

    private MongoDatabase on(MongoServer server) {
        this.server = server;
        this.database = server.open(server.database());
        return database;
    }

    @AfterEach
    void drop() {
        if (!database.getName().equals("unused")) {
            database.drop();
        }
    }

    /** Into itself after a clean, and into a database that does not exist. */
    private void assertRoundTrip() throws IOException {
        var before = MongoDigest.of(database);
        MongoStores.Dump dump;
        try (var store = MongoStores.open(server.url(database.getName()))) {
            dump = MongoStores.Dump.of(store);
            dump.restore(store, false);
            assertThat(MongoDigest.of(database)).as("over what is there").isEqualTo(before);
            store.cleaner().clean(store.collections(), Emptying.UNRECORDED);
            for (var statistics : store.statistics()) {
                assertThat(statistics.rows()).as("%s", statistics).isZero();
            }
            dump.restore(store, true);
            assertThat(MongoDigest.of(database)).as("after a clean").isEqualTo(before);
        }
        var other = server.open(server.database("empty"));
        try (var store = MongoStores.open(server.url(other.getName()))) {
            dump.restore(store, false);
            assertThat(MongoDigest.of(other)).as("in an empty database").isEqualTo(before);
            assertThat(MongoStores.Dump.of(store).structure().text().replace(other.getName(), database.getName()))
                    .isEqualTo(dump.structure().text());
        } finally {
            other.drop();
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void plain_documents_come_back(MongoServer server) throws IOException {
        on(server)
                .getCollection("users")
                .insertMany(List.of(
                        Document.parse("{_id: 1, name: 'Ada', tags: ['a', 'b'], address: {city: 'London', zip: null}}"),
                        Document.parse("{_id: 2, name: 'Grace', big: {$numberLong: '5'}, of: 1.0}")));
        database.createCollection("empty");
        assertRoundTrip();
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void every_type_comes_back(MongoServer server) throws IOException {
        on(server);
        int id = 0;
        for (var value : EveryBsonType.values()) {
            try {
                database.getCollection("types", BsonDocument.class)
                        .insertOne(new BsonDocument("_id", new BsonInt32(id)).append("v", value));
                id++;
            } catch (com.mongodb.MongoException e) {
                server.refuses("a value " + value, e);
            }
        }
        assertThat(id).isGreaterThan(20);
        assertRoundTrip();
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void every_binary_subtype_comes_back(MongoServer server) throws IOException {
        server.assumes(Capability.BINARY_SUBTYPES);
        on(server);
        for (int subtype = 0; subtype < 256; subtype++) {
            if (subtype != 7) { // compressed columns, which servers look into
                var value = new BsonBinary((byte) subtype, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6});
                database.getCollection("binary", BsonDocument.class)
                        .insertOne(new BsonDocument("_id", new BsonInt32(subtype)).append("v", value));
            }
        }
        assertRoundTrip();
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void odd_names_come_back(MongoServer server) throws IOException {
        server.assumes(Capability.ODD_FIELD_NAMES);
        on(server)
                .getCollection("odd")
                .insertOne(new Document("_id", 1)
                        .append("a.b", 1)
                        .append("", 2)
                        .append("in", new Document("$oid", "no id").append("$date", 1))
                        .append("lit", new Document("$literal", new Document("$numberLong", "5")))
                        .append("\"quoted\"\n", "ü"));
        database.getCollection("name with spaces, ü and \"quotes\"").insertOne(new Document("_id", 1));
        assertRoundTrip();
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void random_documents_come_back(MongoServer server) throws IOException {
        server.assumes(Capability.BINARY_SUBTYPES, Capability.ODD_FIELD_NAMES);
        on(server);
        var random = new RandomBson(new Random(42), false);
        var insert = new BulkInsert(database, "random", false);
        int refused = 0;
        RuntimeException why = null;
        for (int count = 0; count < 1000; count++) {
            var bson = random.document();
            var document = new BsonBuffer();
            int start = document.begin();
            document.int8(BsonTag.INT32);
            document.name("_id");
            document.int32(count);
            document.int8(BsonTag.DOCUMENT);
            document.name("v");
            document.bytes(bson, 0, bson.length);
            document.end(start);
            try {
                insert.document(document.array(), 0, document.size());
                insert.send();
            } catch (RowRejected | com.mongodb.MongoException e) {
                refused++;
                why = e;
                insert = new BulkInsert(database, "random", false);
            }
        }
        if (why != null) {
            server.refuses(refused + " of 1000 random documents", why);
        }
        assertThat(refused).isLessThan(900);
        assertRoundTrip();
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void the_largest_documents_come_back(MongoServer server) throws IOException {
        server.assumes(Capability.LARGE_DOCUMENTS);
        var large = new byte[16 * 1024 * 1024 - 1024];
        new Random(1).nextBytes(large);
        on(server);
        for (int id = 0; id < 3; id++) { // more than one message may hold
            database.getCollection("large").insertOne(new Document("_id", id).append("b", new Binary(large)));
            database.getCollection("large").insertOne(new Document("_id", "s" + id));
        }
        int text = ExtendedJson.MAX_DOCUMENT - 4 - 1 - 4 - 4 - 1 - 2 - 4 - 1 - 1;
        try {
            var insert = new BulkInsert(database, "text", false);
            var largest =
                    Bytes.of(new BsonDocument("_id", new BsonInt32(9)).append("b", new BsonString("x".repeat(text))));
            insert.document(largest, 0, largest.length);
            insert.send();
        } catch (com.mongodb.MongoException e) {
            server.refuses("a document of exactly 16 MiB", e);
        }
        assertRoundTrip();
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void indexes_come_back_with_their_options(MongoServer server) throws IOException {
        var users = on(server).getCollection("users");
        users.insertOne(
                Document.parse("{_id: 1, email: 'a@b.c', n: 1, at: {$date: 0}, t: 'words', g: [1, 2], on: true}"));
        users.createIndex(Indexes.compoundIndex(Indexes.ascending("n"), Indexes.descending("email")));
        users.createIndex(
                Indexes.ascending("email"), new IndexOptions().unique(true).name("by_email"));
        users.createIndex(
                Indexes.ascending("sparse"), new IndexOptions().sparse(true).unique(true));
        users.createIndex(Indexes.ascending("gone"), new IndexOptions().expireAfter(2_000_000_000L, TimeUnit.SECONDS));
        if (server.has(Capability.PARTIAL_UNIQUE_INDEX)) {
            users.createIndex(
                    Indexes.ascending("n"),
                    new IndexOptions()
                            .name("partial")
                            .unique(true)
                            .partialFilterExpression(Document.parse("{on: true}")));
        }
        if (server.has(Capability.TEXT_INDEX)) {
            users.createIndex(
                    Document.parse("{n: 1, t: 'text', u: 'text'}"),
                    new IndexOptions().weights(Document.parse("{t: 5}")).defaultLanguage("german"));
        }
        if (server.has(Capability.HASHED_INDEX)) {
            users.createIndex(Indexes.hashed("t"));
        }
        if (server.has(Capability.GEO_INDEX)) {
            users.createIndex(Indexes.geo2dsphere("g"));
        }
        if (server.has(Capability.WILDCARD_INDEX)) {
            users.createIndex(
                    new Document("$**", 1), new IndexOptions().wildcardProjection(Document.parse("{n: 1, t: 1}")));
        }
        if (server.has(Capability.HIDDEN_INDEX)) {
            users.createIndex(Indexes.ascending("h"), new IndexOptions().hidden(true));
        }
        if (server.has(Capability.COLLATION)) {
            database.runCommand(Document.parse("{create: 'words', collation: {locale: 'de', strength: 2}}"));
            var words = database.getCollection("words");
            words.insertOne(Document.parse("{_id: 1, a: 'A'}"));
            words.createIndex(Indexes.ascending("a"));
            words.createIndex(
                    Indexes.ascending("b"),
                    new IndexOptions()
                            .collation(com.mongodb.client.model.Collation.builder()
                                    .locale("simple")
                                    .build()));
            words.createIndex(
                    Indexes.ascending("c"),
                    new IndexOptions()
                            .collation(com.mongodb.client.model.Collation.builder()
                                    .locale("fr")
                                    .build()));
        }
        assertRoundTrip();
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void validators_come_back_and_old_documents_that_break_them(MongoServer server) throws IOException {
        server.assumes(Capability.VALIDATORS);
        on(server).getCollection("users").insertOne(Document.parse("{_id: 1, email: 5}"));
        database.runCommand(Document.parse("""
                {collMod: 'users', validationLevel: 'moderate', validationAction: 'error', validator: {$jsonSchema: {
                    bsonType: 'object', required: ['email'], properties: {email: {bsonType: 'string', pattern: '^.+@'}}}}}
                """));
        assertRoundTrip();
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void views_come_back(MongoServer server) throws IOException {
        server.assumes(Capability.VIEWS);
        on(server)
                .getCollection("users")
                .insertMany(List.of(Document.parse("{_id: 1, on: true}"), Document.parse("{_id: 2}")));
        database.createView("active", "users", List.of(Document.parse("{$match: {on: true, x: {$literal: 1}}}")));
        database.createView("first", "active", List.of(Document.parse("{$limit: 1}")));
        assertRoundTrip();
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void capped_collections_come_back_in_their_order(MongoServer server) throws IOException {
        server.assumes(Capability.CAPPED);
        on(server).runCommand(Document.parse("{create: 'log', capped: true, size: 1048576, max: 500}"));
        for (int n = 0; n < 600; n++) {
            database.getCollection("log").insertOne(new Document("_id", 600 - n));
        }
        database.getCollection("log").createIndex(Indexes.ascending("n"));
        assertRoundTrip();
        var ids = database.getCollection("log").find().map(document -> document.getInteger("_id"));
        assertThat(ids.first()).isEqualTo(500);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void time_series_come_back(MongoServer server) throws IOException {
        server.assumes(Capability.TIME_SERIES);
        on(server)
                .runCommand(
                        Document.parse(
                                "{create: 'weather', timeseries: {timeField: 'at', metaField: 'place', granularity: 'hours'}}"));
        for (int n = 0; n < 50; n++) {
            database.getCollection("weather")
                    .insertOne(new Document("at", new BsonDateTime(1_700_000_000_000L + n * 60_000L))
                            .append("place", new Document("city", "c" + n % 3))
                            .append("_id", n)
                            .append("temperature", n * 0.5));
        }
        database.getCollection("weather").createIndex(Document.parse("{'place.city': 1, at: 1}"));
        assertRoundTrip();
    }
}
