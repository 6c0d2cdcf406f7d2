package dev.seedbank.backend.mongo.staging;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.SensitiveField;
import dev.seedbank.backend.mongo.bson.FieldFiller;
import dev.seedbank.backend.mongo.catalog.Definition;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.connection.DocumentFeed;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import dev.seedbank.backend.mongo.connection.RowRejected;
import dev.seedbank.backend.mongo.connection.ServerCommand;
import dev.seedbank.backend.mongo.structure.CollectionMaker;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonString;

/**
 * A collection that is made beside the one that it is to replace, and put in its place when it is complete. What cannot be
 * replaced by a rename is loaded here all the same, to see that every document is taken, and filled from here; then this copy
 * stays until the other is complete.
 */
public final class StagingCollection {
    public static final String PREFIX = Namespaces.OWN + "_restoring_";

    private final Namespaces namespaces;
    private final Definition definition;
    private final Collection target;
    private final String name;
    private final Placement placement;
    private Consumer<String> leftOut = left -> {};
    private boolean placing;

    public StagingCollection(
            Namespaces namespaces, Definition definition, Collection target, String name, Placement placement) {
        this.namespaces = namespaces;
        this.definition = definition;
        this.target = target;
        this.name = name;
        this.placement = placement;
    }

    /** Who is told what the server does not take of options and indexes. */
    public StagingCollection tellingLeftOut(Consumer<String> listener) {
        leftOut = listener;
        return this;
    }

    public Collection target() {
        return target;
    }

    public String name() {
        return name;
    }

    public Placement placement() {
        return placement;
    }

    /** Creates it, empty, with what refuses documents. The server must not remove any by age before it is in place. */
    public void create() {
        var maker = maker(name, leftOut);
        maker.create(definition.optionsWithoutExpiry());
        maker.index(definition.lastingIndexes(Definition.UNIQUE));
    }

    /**
     * @param sensitive fields that the rows do not have
     * @return how many documents the server took
     * @throws RowRejected naming the first row that cannot be taken
     */
    public long load(InputStream rows, List<SensitiveField> sensitive) throws IOException {
        try (var insert = new BulkInsert(database(), name, definition.bypassesValidation())) {
            insert.all(rows, new FieldFiller(sensitive));
            return insert.sent();
        }
    }

    /** Gives documents that are still in the place the fields that the backup does not have. */
    public void keep(List<SensitiveField> sensitive) {
        if (definition.isCapped() || isTimeSeries()) {
            leftOut.accept(
                    "sensitive fields of documents that were there are not kept, because the server does not change its documents");
        } else {
            new KeptFields(database(), target.name(), name, sensitive, definition.bypassesValidation()).carry();
        }
    }

    /** How many documents it has: what the server has noted, or, if that is not {@code expected}, counted one by one. */
    public long count(long expected) {
        return count(name, expected);
    }

    private long count(String collection, long expected) {
        var documents = database().getCollection(collection);
        boolean noted = !isTimeSeries() && documents.estimatedDocumentCount() == expected;
        return noted ? expected : documents.countDocuments();
    }

    /** Creates the rest of the indexes, but for those by which the server removes documents. */
    public void index() {
        maker(name, leftOut).index(definition.lastingIndexes(Definition.UNIQUE.negate()));
    }

    /** Completes it: nothing is loaded any more, and from now on the server may remove documents by their age. */
    public void complete() {
        if (placement == Placement.RENAME) {
            expire(name);
        }
    }

    /**
     * Puts it in place.
     *
     * @param current what stands there
     * @throws PlacementFailed if the place may not be what it was
     */
    public void putInPlace(Namespaces.Entry.Type current) {
        if (placement == Placement.RENAME) {
            placing = true;
            rename(current);
        } else {
            placing = true;
            try {
                fill();
            } catch (MongoException | IllegalStateException e) {
                throw new PlacementFailed(this, e);
            }
            drop();
        }
    }

    private void rename(Namespaces.Entry.Type current) {
        boolean dropped = current != Namespaces.Entry.Type.COLLECTION; // only a collection is dropped by a rename
        try {
            if (dropped) {
                database().getCollection(target.name()).drop();
            }
            renameOnce();
        } catch (MongoException | IllegalStateException e) {
            boolean open = !(e instanceof MongoCommandException refused) || MongoErrors.isPassing(refused);
            if (open ? !isSettled() : dropped) {
                throw new PlacementFailed(this, e);
            }
            if (!open) {
                placing = false; // the server refused, and all is as it was
                throw e;
            }
        }
    }

    private void renameOnce() {
        ServerCommand.once(
                namespaces.database("admin"),
                new BsonDocument("renameCollection", namespace(name))
                        .append("to", namespace(target.name()))
                        .append("dropTarget", BsonBoolean.TRUE)
                        .append("writeConcern", namespaces.writeConcern()));
    }

    /** After a rename without an answer: asks what became of it, and does it again if nothing did. */
    private boolean isSettled() {
        try {
            if (exists(name)) {
                renameOnce();
            }
            return exists(target.name());
        } catch (MongoException | IllegalStateException e) {
            return false;
        }
    }

    private void fill() {
        var maker = maker(target.name(), left -> {}); // it was told when this one was made
        if (placement == Placement.REFILL) {
            database().getCollection(target.name()).drop();
            maker.create(definition.optionsWithoutExpiry());
        } else {
            database().getCollection(target.name()).deleteMany(Filters.empty());
        }
        long filled = copyDocuments();
        if (count(target.name(), filled) != filled) {
            throw new MongoException("the server has not all of the documents that it took");
        }
        if (placement == Placement.REFILL) {
            maker.index(definition.lastingIndexes(index -> true));
            expire(target.name());
        }
    }

    private long copyDocuments() {
        try (var insert = new BulkInsert(database(), target.name(), definition.bypassesValidation());
                var feed = new DocumentFeed(
                        database(), name, documents -> documents.find().batchSize(1000))) {
            for (var batch = feed.next(); batch != null; batch = feed.next()) {
                for (int document = 0; document < batch.count(); document++) {
                    insert.document(batch.bytes(), batch.start(document), batch.end(document));
                }
            }
            insert.send();
            return insert.sent();
        } catch (RowRejected e) {
            throw new MongoException(String.valueOf(e.getMessage()), e);
        }
    }

    /** From now on the server removes documents by their age, where the definition says so. */
    private void expire(String collection) {
        var expiry = definition.options().get(Definition.EXPIRY);
        if (expiry != null) {
            ServerCommand.run(
                    database(),
                    new BsonDocument("collMod", new BsonString(collection)).append(Definition.EXPIRY, expiry));
        }
        maker(collection, leftOut).index(definition.expiringIndexes());
    }

    /** Whether it may be in its place already, or its place be empty. */
    public boolean isPlacing() {
        return placing;
    }

    /** If it was not to be in its place already; then it may be all that there is. */
    public void discard() {
        if (!placing) {
            drop();
        }
    }

    private void drop() {
        database().getCollection(name).drop();
    }

    private boolean exists(String collection) {
        return namespaces
                .entry(new Collection(target.namespace(), collection, target.main(), target.kind()))
                .isPresent();
    }

    private boolean isTimeSeries() {
        return definition.type() == Namespaces.Entry.Type.TIME_SERIES;
    }

    private CollectionMaker maker(String collection, Consumer<String> listener) {
        return new CollectionMaker(database(), collection, listener);
    }

    /** Asked for each time, because the client may be another after an interruption. */
    private MongoDatabase database() {
        return namespaces.database(target.namespace());
    }

    private BsonString namespace(String collection) {
        return new BsonString(target.namespace() + "." + collection);
    }
}
