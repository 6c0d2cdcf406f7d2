package dev.seedbank.backend.mongo;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.RawBsonDocument;

/**
 * Inserts documents in order, many a command. The command is built in one buffer around the documents' own bytes: the
 * driver's insert would take them apart, add an {@code _id}, and put them together as it thinks right.
 */
final class InsertCommand {
    /** Above this a command is sent. Small, because the driver holds two more copies of it. */
    private static final int FULL = 2 << 20;

    private static final int MOST_DOCUMENTS = 10_000;

    private final MongoDatabase database;
    private final String collection;
    private final byte[] writeConcern;
    private final BsonBuffer buffer = new BsonBuffer();
    private boolean bypass;
    private int bypassAt;
    private int array;
    private int count;
    private int last;
    private long sent;

    /** @param bypass whether the collection's validator is not asked */
    InsertCommand(MongoDatabase database, String collection, BsonDocument writeConcern, boolean bypass) {
        this.database = database;
        this.collection = collection;
        this.writeConcern = Bytes.of(writeConcern);
        this.bypass = bypass;
        begin();
    }

    /** Where the next document is to be appended, after {@link #open()}. */
    BsonBuffer buffer() {
        return buffer;
    }

    /** How many documents the server has taken. */
    long sent() {
        return sent;
    }

    /** Begins a document: the caller appends its bytes and calls {@link #done()}, or {@link #cancel()}. */
    void open() {
        last = buffer.size();
        buffer.newDocument();
        buffer.int8(BsonTag.DOCUMENT);
        buffer.index(count);
        buffer.newDocument();
    }

    void cancel() {
        buffer.rewind(last);
    }

    /** The document is whole. Sends what waits if that is enough. */
    void done() {
        count++;
        if (buffer.size() > ExtendedJson.MAX_DOCUMENT && count > 1) {
            sendAllButLast();
        }
        if (buffer.size() > FULL || count == MOST_DOCUMENTS) {
            send();
        }
    }

    void document(byte[] bson) {
        open();
        buffer.bytes(bson, 0, bson.length);
        done();
    }

    /**
     * Inserts all that the stream has.
     *
     * @throws RowRejected naming the first row that is no document, or that the server refused
     */
    void all(InputStream rows) throws IOException {
        var reader = new JsonToBson(rows, buffer);
        while (next(reader)) {
            done();
        }
        cancel();
        send();
    }

    private boolean next(JsonToBson reader) throws IOException {
        open();
        try {
            return reader.next();
        } catch (JsonRejected e) {
            throw new RowRejected(sent + count + 1, e);
        }
    }

    private void begin() {
        buffer.clear();
        buffer.begin();
        buffer.int8(BsonTag.STRING);
        buffer.name("insert");
        buffer.string(collection);
        buffer.int8(BsonTag.DOCUMENT);
        buffer.name("writeConcern");
        buffer.bytes(writeConcern, 0, writeConcern.length);
        buffer.int8(BsonTag.BOOLEAN);
        buffer.name("bypassDocumentValidation");
        bypassAt = buffer.size();
        buffer.int8(bypass ? 1 : 0);
        buffer.int8(BsonTag.ARRAY);
        buffer.name("documents");
        array = buffer.begin();
        count = 0;
    }

    /** A command may be as large as one document and a little. The last one's header makes room for the two closing bytes. */
    private void sendAllButLast() {
        int start = last + 2 + Integer.toString(count - 1).length();
        var document = Arrays.copyOfRange(buffer.array(), start, buffer.size());
        buffer.rewind(last);
        count--;
        send();
        open();
        buffer.bytes(document, 0, document.length);
        count++;
    }

    /**
     * Sends what waits.
     *
     * @throws RowRejected naming the first document that the server refused
     */
    void send() {
        if (count == 0) {
            return;
        }
        buffer.newDocument();
        buffer.end(array);
        buffer.end(0);
        var answer = run();
        if (answer.containsKey("writeErrors")) {
            throw RowRejected.of(answer.getArray("writeErrors").getFirst().asDocument(), sent);
        }
        if (answer.get("writeConcernError") instanceof BsonDocument error) {
            throw new MongoException(
                    error.getNumber("code", new BsonInt32(0)).intValue(),
                    "the write was not confirmed: " + error.getString("errmsg").getValue());
        }
        sent += answer.getNumber("n").longValue();
        begin();
    }

    private BsonDocument run() {
        try {
            return database.runCommand(new RawBsonDocument(buffer.array(), 0, buffer.size()), BsonDocument.class);
        } catch (MongoCommandException e) {
            if (e.getErrorCode() != MongoErrors.UNAUTHORIZED || !bypass) {
                throw e;
            }
            bypass = false; // a right of its own that not everybody has: then the validator is asked
            buffer.int8At(bypassAt, 0);
            return run();
        }
    }
}
