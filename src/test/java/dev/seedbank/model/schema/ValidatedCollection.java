package dev.seedbank.model.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import dev.seedbank.backend.mongo.model.TreeCodec;
import dev.seedbank.testing.MongoServer;
import org.bson.BsonDocument;
import org.bson.BsonDocumentReader;
import org.bson.BsonDocumentWriter;
import org.bson.BsonString;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;

/** A collection whose validator is replaced for each schema. */
final class ValidatedCollection {
    private static final TreeCodec TREES = new TreeCodec();
    private static final int DOCUMENT_VALIDATION = 121;

    private final MongoServer server;
    private final String database;
    private final MongoCollection<BsonDocument> documents;
    private final boolean ignoresOrderOfNames;
    private final boolean dividesDecimals;

    ValidatedCollection(MongoServer server) {
        this.server = server;
        this.database = server.database();
        server.open(database).createCollection("c");
        documents = server.open(database).getCollection("c", BsonDocument.class);
        command(BsonDocument.parse("{$jsonSchema: {properties: {v: {uniqueItems: true}}}}"));
        ignoresOrderOfNames = !accepts(BsonDocument.parse("{v: [{a: 1, b: 2}, {b: 2, a: 1}]}"));
        command(BsonDocument.parse("{$jsonSchema: {properties: {v: {multipleOf: 1}}}}"));
        dividesDecimals = !accepts(BsonDocument.parse("{v: {$numberDecimal: '1.5'}}"));
    }

    /** Whether objects with the same fields are the same to the server, as they are in JSON Schema. */
    boolean ignoresOrderOfNames() {
        return ignoresOrderOfNames;
    }

    /** Whether {@code multipleOf} looks at decimals at all. */
    boolean dividesDecimals() {
        return dividesDecimals;
    }

    void validate(ObjectNode schema) {
        try {
            command(new BsonDocument("$jsonSchema", bson(schema)));
        } catch (RuntimeException e) {
            throw new AssertionError("the server refuses " + schema, e);
        }
    }

    private void command(BsonDocument validator) {
        server.open(database)
                .runCommand(new BsonDocument("collMod", new BsonString("c")).append("validator", validator));
    }

    boolean accepts(BsonDocument document) {
        try {
            documents.insertOne(document);
            documents.deleteMany(new BsonDocument());
            return true;
        } catch (MongoWriteException e) {
            if (e.getCode() != DOCUMENT_VALIDATION) {
                throw e;
            }
            return false;
        }
    }

    static BsonDocument bson(ObjectNode object) {
        var document = new BsonDocument();
        TREES.encode(
                new BsonDocumentWriter(document),
                object,
                EncoderContext.builder().build());
        return document;
    }

    static ObjectNode tree(BsonDocument document) {
        return TREES.decode(
                new BsonDocumentReader(document), DecoderContext.builder().build());
    }
}
