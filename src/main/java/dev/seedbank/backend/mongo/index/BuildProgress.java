package dev.seedbank.backend.mongo.index;

import com.mongodb.MongoException;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Indexer;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

/** Asks the server twice a second how far it is with a build, on a thread of its own; what a user may not ask is not told. */
final class BuildProgress implements AutoCloseable {
    private static final long MILLIS = 500;

    private final Thread thread;

    private BuildProgress(Thread thread) {
        this.thread = thread;
    }

    static BuildProgress of(Namespaces namespaces, Collection collection, Indexer.Listener listener) {
        Runnable nothing = () -> {};
        Runnable asking = () -> ask(namespaces, collection, listener);
        return new BuildProgress(
                Thread.ofPlatform().daemon().name("index-progress").start(listener.watches() ? asking : nothing));
    }

    private static void ask(Namespaces namespaces, Collection collection, Indexer.Listener listener) {
        var question = new BsonDocument("currentOp", new BsonInt32(1))
                .append("ns", new BsonString(collection.namespace() + "." + collection.name()))
                .append("progress", BsonDocument.parse("{$exists: true}"));
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(MILLIS);
                var answer = namespaces.database("admin").runCommand(question, BsonDocument.class);
                answer.getArray("inprog").stream()
                        .map(it -> it.asDocument())
                        .filter(it -> it.get("progress") instanceof BsonDocument)
                        .findFirst()
                        .ifPresent(it -> tell(it, listener));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (MongoException | IllegalStateException e) {
            // Nobody can tell.
        }
    }

    private static void tell(BsonDocument operation, Indexer.Listener listener) {
        var progress = operation.getDocument("progress");
        var none = new BsonInt32(0);
        listener.building(
                operation.getString("msg", new BsonString("building")).getValue(),
                Indexer.Unit.ROWS,
                progress.getNumber("done", none).longValue(),
                progress.getNumber("total", none).longValue());
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
