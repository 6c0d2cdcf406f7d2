package dev.seedbank.backend.mongo.staging;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import dev.seedbank.backend.mongo.bson.BsonBuffer;
import dev.seedbank.backend.mongo.bson.FieldFiller;
import dev.seedbank.backend.mongo.bson.JsonToBson;
import dev.seedbank.backend.mongo.connection.DriverCall;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import dev.seedbank.backend.mongo.connection.RowRejected;
import dev.seedbank.json.JsonRejected;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * Inserts documents in order, many at once, by the driver's own insert, which retries where that is safe. Documents lie one
 * behind the other in one buffer; while the server takes one batch, the next is read into another.
 */
public final class BulkInsert implements AutoCloseable {
    /** Above this a batch is sent. */
    private static final int FULL = 1 << 20;

    /** A batch of large documents is not read ahead: it and the driver's copies of it fill the memory that there is. */
    private static final int LARGE = BsonBuffer.LARGE;

    /** The driver makes some objects for each; with more of them, more would outlive a collection. */
    private static final int MOST_DOCUMENTS = 2_000;

    /** How long an interrupted run waits for the server's answer: it goes on with an insert whoever has hung up. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final MongoCollection<RawBsonDocument> target;
    private final BsonBuffer buffer = new BsonBuffer();
    private final InsertManyOptions options;
    private int[] starts = new int[1024];
    private int count;
    private int last;
    private byte[] spareBytes = new byte[0];
    private int[] spareStarts = new int[0];
    private @Nullable FutureTask<Batch> flying;
    private @Nullable Thread courier;
    private long sent;

    /** @param bypass whether the collection's validator is not asked */
    public BulkInsert(MongoDatabase database, String collection, boolean bypass) {
        this.target = database.getCollection(collection, RawBsonDocument.class);
        this.options = new InsertManyOptions().bypassDocumentValidation(bypass);
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
    }

    void cancel() {
        buffer.rewind(last);
    }

    /** The document is complete. Sends what waits if that is enough. */
    void done() {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = last;
        if (buffer.size() > LARGE) {
            send();
        } else if (buffer.size() > FULL || count == MOST_DOCUMENTS) {
            sendInBackground();
        }
    }

    public void document(byte[] bson, int from, int to) {
        open();
        buffer.bytes(bson, from, to);
        done();
    }

    /**
     * Inserts all that the stream has.
     *
     * @param filler of fields that the stream does not have
     * @throws RowRejected naming the first row that is no document, or that the server refused
     */
    void all(InputStream rows, FieldFiller filler) throws IOException {
        var reader = new JsonToBson(rows, buffer);
        long row = 1;
        for (; next(reader, filler, row); row++) {
            done();
        }
        cancel();
        send();
    }

    private boolean next(JsonToBson reader, FieldFiller filler, long row) throws IOException {
        open();
        try {
            boolean there = reader.next();
            if (there && !filler.isIdle()) {
                filler.fill(buffer, last, row);
            }
            return there;
        } catch (JsonRejected e) {
            land(); // what was refused before it comes first
            throw new RowRejected(sent + count + 1, e);
        }
    }

    /**
     * Sends what waits, and returns when the server has it.
     *
     * @throws RowRejected naming the first document that the server refused
     */
    public void send() {
        land();
        if (count > 0) {
            if (buffer.size() > LARGE) {
                System.gc(); // the driver makes two copies, and those of the batch before are still in the memory
            }
            var batch = new Batch(buffer.array(), buffer.size(), starts, count);
            DriverCall.toTheEnd(PATIENCE, () -> insert(batch));
            sent += count;
            begin();
        }
    }

    private void sendInBackground() {
        land();
        var batch = new Batch(buffer.array(), buffer.size(), starts, count);
        var task = new FutureTask<>(() -> insert(batch));
        flying = task;
        courier = Thread.ofPlatform().daemon().name("seedbank-insert").start(task);
        buffer.swap(spareBytes.length == 0 ? new byte[FULL] : spareBytes);
        starts = spareStarts.length == 0 ? new int[1024] : spareStarts;
        begin();
    }

    private void begin() {
        buffer.clear();
        count = 0;
        last = 0;
    }

    /** Waits for the batch that is under way. */
    private void land() {
        var task = flying;
        if (task == null) {
            return;
        }
        try {
            var batch = task.get();
            flying = null; // not before: if this wait is interrupted, close() waits on
            sent += batch.count();
            spareBytes = batch.bytes().length > LARGE ? new byte[0] : batch.bytes(); // one large array is enough
            spareStarts = batch.starts();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MongoInterruptedException("interrupted", e);
        } catch (ExecutionException e) {
            flying = null;
            throw e.getCause() instanceof RuntimeException reason ? reason : new IllegalStateException(e.getCause());
        }
    }

    private Batch insert(Batch batch) {
        try {
            target.insertMany(batch, options);
            return batch;
        } catch (MongoBulkWriteException e) {
            if (e.getWriteErrors().isEmpty()) {
                throw e;
            }
            throw RowRejected.of(e.getWriteErrors().getFirst(), sent);
        } catch (MongoCommandException e) {
            if (e.getErrorCode() != MongoErrors.UNAUTHORIZED
                    || !Boolean.TRUE.equals(options.getBypassDocumentValidation())) {
                throw e;
            }
            options.bypassDocumentValidation(
                    false); // a right of its own that not everybody has: then the validator is asked
            return insert(batch);
        }
    }

    /**
     * Waits for what is under way, so that nothing is inserted any more: an insert that comes after its collection was dropped would
     * create it again. Not long if that was interrupted, before or meanwhile.
     */
    @Override
    public void close() {
        var thread = courier;
        if (flying == null || thread == null) {
            return;
        }
        if (Thread.interrupted() || !joined(thread, Duration.ZERO)) {
            joined(thread, PATIENCE);
            Thread.currentThread().interrupt();
        }
    }

    /** @param most zero for as long as it takes */
    private static boolean joined(Thread thread, Duration most) {
        try {
            thread.join(most.toMillis());
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Documents side by side in one array, each a view of its part. */
    private static final class Batch extends AbstractList<RawBsonDocument> implements RandomAccess {
        private final byte[] bytes;
        private final int end;
        private final int[] starts;
        private final int count;

        Batch(byte[] bytes, int end, int[] starts, int count) {
            this.bytes = bytes;
            this.end = end;
            this.starts = starts;
            this.count = count;
        }

        byte[] bytes() {
            return bytes;
        }

        int[] starts() {
            return starts;
        }

        int count() {
            return count;
        }

        @Override
        public RawBsonDocument get(int index) {
            int next = index + 1 < count ? starts[index + 1] : end;
            return new RawBsonDocument(bytes, starts[index], next - starts[index]);
        }

        @Override
        public int size() {
            return count;
        }
    }
}
