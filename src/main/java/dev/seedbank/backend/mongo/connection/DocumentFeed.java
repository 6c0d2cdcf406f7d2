package dev.seedbank.backend.mongo.connection;

import com.mongodb.MongoInterruptedException;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import dev.seedbank.backend.mongo.bson.BsonBuffer;
import dev.seedbank.backend.mongo.bson.DocumentBatch;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.io.BsonInput;
import org.jspecify.annotations.Nullable;

/**
 * A query's documents as the server sends them, batch by batch. While one batch is worked on, the next is fetched by a thread
 * of its own; not so after a large one, because it and the driver's copy of it fill the memory that there is.
 */
public final class DocumentFeed implements AutoCloseable {
    private static final Item END = new Item(null, null);

    private final DocumentBatch.Decoder decoder;
    private final MongoCursor<Boolean> cursor;
    private final BlockingDeque<DocumentBatch> free = new LinkedBlockingDeque<>();
    private final BlockingQueue<Item> fetched = new ArrayBlockingQueue<>(2);
    private final Semaphore largeDone = new Semaphore(0);
    private @Nullable DocumentBatch lent;
    private @Nullable Thread fetcher;
    private boolean begun;
    private boolean ended;

    /** What takes documents as they come: one call after the other, not always by the same thread. It must not ask the server. */
    public interface Sink {
        void batch(DocumentBatch batch);

        /** @param document stands at its first byte, and is there until this returns */
        void large(BsonInput document);
    }

    /** @param query of a collection whose codec is the feed's own */
    public DocumentFeed(
            MongoDatabase database,
            String collection,
            Function<MongoCollection<Boolean>, FindIterable<Boolean>> query) {
        this(database, collection, query, null);
    }

    /** @param sink takes what is too large for {@link #next}, in its place between the batches; may be called here already */
    public DocumentFeed(
            MongoDatabase database,
            String collection,
            Function<MongoCollection<Boolean>, FindIterable<Boolean>> query,
            @Nullable Sink sink) {
        decoder = new DocumentBatch.Decoder(sink == null ? null : (batch, document) -> spill(sink, batch, document));
        var documents = database.getCollection(collection, Boolean.class)
                .withCodecRegistry(CodecRegistries.fromCodecs(decoder));
        lent = new DocumentBatch();
        decoder.into(lent);
        cursor = DriverCall.of(() -> query.apply(documents).cursor());
    }

    /** The next batch, which is good until the next call; null at the end. */
    @Nullable
    public DocumentBatch next() {
        if (ended) {
            return null;
        }
        var batch = begun ? follow() : begin();
        lent = batch;
        ended = batch == null;
        return batch;
    }

    /** Most collections fit one batch: then there is no thread. */
    private @Nullable DocumentBatch begin() {
        begun = true;
        var first = lent;
        if (first == null || !DriverCall.of(() -> fill(first))) {
            return null;
        }
        if (cursor.getServerCursor() != null && first.size() <= BsonBuffer.LARGE) {
            free.addFirst(new DocumentBatch());
            var thread = Thread.ofPlatform().daemon().name("seedbank-fetch").unstarted(this::fetch);
            fetcher = thread;
            thread.start();
        }
        return first;
    }

    private @Nullable DocumentBatch follow() {
        var used = lent;
        if (fetcher == null) {
            return used != null && DriverCall.of(() -> refill(used)) ? used : null;
        }
        if (used != null) {
            boolean large = used.size() > BsonBuffer.LARGE;
            free.addFirst(used);
            if (large) {
                largeDone.release();
            }
        }
        try {
            var item = fetched.take();
            return switch (item.failure()) {
                case null -> item.batch();
                case Error e -> throw e;
                case RuntimeException e -> throw e;
                case Throwable e -> throw new IllegalStateException(e);
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MongoInterruptedException("interrupted", e);
        }
    }

    private void fetch() {
        try {
            while (true) {
                var batch = free.takeFirst();
                if (!refill(batch)) {
                    fetched.put(END);
                    return;
                }
                boolean large = batch.size() > BsonBuffer.LARGE;
                fetched.put(new Item(batch, null));
                if (large) {
                    largeDone.acquire();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        } catch (RuntimeException | Error e) { // whatever it is, the reader waits to be told
            fetched.add(new Item(null, e)); // has room: at most one batch is in it
        }
    }

    private boolean refill(DocumentBatch batch) {
        batch.clear();
        decoder.into(batch);
        return fill(batch);
    }

    /** The driver decodes a whole answer at once, when it is asked whether there is more. */
    private boolean fill(DocumentBatch batch) {
        do {
            if (decoder.hasSpilled()) {
                System.gc(); // the answer, which the driver does not use again if it is larger than 16 MiB
            }
            if (!cursor.hasNext()) {
                return false;
            }
            for (int left = cursor.available(); left > 0; left--) {
                cursor.next();
            }
        } while (batch.count() == 0);
        return true;
    }

    /** In the middle of an answer. Of two batches one is being filled; the reader has given back the other when it waits. */
    private void spill(Sink sink, DocumentBatch batch, Optional<BsonInput> document) {
        try {
            var other = fetcher == null ? null : free.takeFirst();
            if (batch.count() > 0) {
                sink.batch(batch);
            }
            document.ifPresent(sink::large);
            if (other != null) {
                free.addFirst(other);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MongoInterruptedException("interrupted", e);
        }
    }

    @Override
    public void close() {
        var thread = fetcher;
        if (thread != null) {
            thread.interrupt();
            boolean interrupted = Thread.interrupted();
            try {
                thread.join(2_000);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        cursor.close();
    }

    /** A batch, or why there is none; neither at the end. */
    private record Item(
            @Nullable DocumentBatch batch, @Nullable Throwable failure) {}
}
