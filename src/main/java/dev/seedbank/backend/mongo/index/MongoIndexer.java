package dev.seedbank.backend.mongo.index;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.IndexDeclaration;
import dev.seedbank.backend.IndexFinding;
import dev.seedbank.backend.Indexer;
import dev.seedbank.backend.mongo.catalog.Definition;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import dev.seedbank.backend.mongo.connection.ServerCommand;
import dev.seedbank.backend.mongo.migrate.MigrationLease;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonString;

/** Changes the indexes of one database, or of a family's databases. */
public final class MongoIndexer implements Indexer {
    /** BadValue, FailedToParse, TypeMismatch, IllegalOperation, CommandNotFound, InvalidOptions, CommandNotSupported, InvalidIndexSpecificationOption, NotImplemented, IDLUnknownField. */
    private static final Set<Integer> UNKNOWN = Set.of(2, 9, 14, 20, 59, 72, 115, 197, 238, 40415);

    /** IndexNotFound of one that was to be dropped, IndexAlreadyExists of a search index. */
    private static final Set<Integer> DONE = Set.of(MongoErrors.INDEX_NOT_FOUND, 68);

    private final Namespaces namespaces;
    private final MongoIndexCatalog catalog;
    private final boolean replacing;
    private final String command;
    private final List<MigrationLease> leases;

    private MongoIndexer(Namespaces namespaces, boolean replacing, String command, List<MigrationLease> leases) {
        this.namespaces = namespaces;
        this.catalog = new MongoIndexCatalog(namespaces);
        this.replacing = replacing;
        this.command = command;
        this.leases = leases;
    }

    /** @throws OperationFailed if another who changes structure has not ended in time */
    public static MongoIndexer open(Namespaces namespaces, Options options, Listener listener) {
        var leases = new ArrayList<MigrationLease>();
        try {
            for (var database : namespaces.databases()) {
                leases.add(MigrationLease.take(namespaces, database, "index", options.patience(), listener::waiting));
            }
        } catch (Failure e) {
            leases.forEach(MigrationLease::close);
            throw e;
        }
        return new MongoIndexer(namespaces, options.replace(), "index apply", leases);
    }

    /**
     * Takes no lease: whoever uses it has it.
     *
     * @param command that the user is to repeat when documents are in the way
     */
    public static MongoIndexer within(Namespaces namespaces, String command) {
        return new MongoIndexer(namespaces, true, command, List.of());
    }

    @Override
    public List<IndexFinding> compare(List<IndexDeclaration> declarations) {
        return catalog.compare(declarations);
    }

    @Override
    public List<Written> written() {
        return catalog.written();
    }

    @Override
    public void apply(IndexFinding finding, Listener listener) {
        leases.forEach(MigrationLease::check);
        apply(
                finding.collection(),
                finding.index(),
                (MongoChange) finding.change().orElseThrow(),
                listener);
    }

    /**
     * The same by its commands.
     *
     * @param commands of one {@link IndexCommands.Change}
     */
    public void apply(Collection collection, List<BsonDocument> commands, Listener listener) {
        var change = MongoErrors.during(
                "reading the indexes of " + collection.name(),
                () -> IndexCommands.read(collection.name(), commands, name -> existing(collection, name)));
        apply(collection, IndexCommands.label(commands), change, listener);
    }

    /** As {@code createIndexes} takes it. */
    private BsonDocument existing(Collection collection, String name) {
        boolean collated = namespaces
                .entry(collection)
                .filter(it -> it.options().containsKey("collation"))
                .isPresent();
        for (var index : documents(collection).listIndexes(BsonDocument.class)) {
            if (index.getString("name").getValue().equals(name)) {
                index.remove("v");
                index.remove("ns");
                return Definition.forCreation(index, collated);
            }
        }
        throw new OperationFailed(
                "%s has no index '%s' any more".formatted(collection.name(), name), "Make a new plan.");
    }

    private void apply(Collection collection, String index, MongoChange change, Listener listener) {
        try (var _ = BuildProgress.of(namespaces, collection, listener)) {
            switch (change) {
                case MongoChange.Create create -> create(collection, create.specification());
                case MongoChange.Alter alter -> alter(collection, alter, listener);
                case MongoChange.Replace replace -> new Replacement(this, collection, replace).run(listener);
                case MongoChange.Drop drop -> drop(collection, drop.name());
                case MongoChange.Search search -> run(collection, search.command());
            }
        } catch (MongoException | IllegalStateException e) {
            throw MongoErrors.failure(
                    "%s the index %s on %s"
                            .formatted(
                                    switch (change.way()) {
                                        case CREATE -> "building";
                                        case ALTER -> "changing";
                                        case REPLACE -> "replacing";
                                        case DROP -> "dropping";
                                    },
                                    index,
                                    collection.name()),
                    e);
        }
    }

    void create(Collection collection, BsonDocument specification) {
        try {
            run(
                    collection,
                    new BsonDocument("createIndexes", new BsonString(collection.name()))
                            .append("indexes", new BsonArray(List.of(specification))));
        } catch (MongoCommandException e) {
            if (Duplicates.isReason(e) || Duplicates.areIn(documents(collection), specification)) {
                throw duplicates(collection, specification, e);
            }
            throw e;
        }
    }

    /** Whether there is an index of the specification's name. */
    boolean has(Collection collection, BsonDocument specification) {
        for (var index : documents(collection).listIndexes(BsonDocument.class)) {
            if (index.getString("name").equals(specification.getString("name"))) {
                return true;
            }
        }
        return false;
    }

    void drop(Collection collection, String name) {
        run(
                collection,
                new BsonDocument("dropIndexes", new BsonString(collection.name()))
                        .append("index", new BsonString(name)));
    }

    private void alter(Collection collection, MongoChange.Alter alter, Listener listener) {
        try {
            if (!alter.settings().isEmpty()) {
                modify(collection, alter.name(), alter.settings());
            }
            if (alter.unique()) {
                makeUnique(collection, alter);
            }
        } catch (MongoCommandException e) {
            if (!UNKNOWN.contains(e.getErrorCode())) {
                throw e;
            }
            if (!replacing) {
                throw new OperationFailed(
                        "%s: this server cannot change the index '%s' in place: %s"
                                .formatted(collection.name(), alter.name(), MongoErrors.reason(e)),
                        "To build a new one and drop the old: seedbank index apply --replace");
            }
            new Replacement(this, collection, alter.replacement()).run(listener);
        }
    }

    /** First no further duplicates get in, then the server looks for those that are there (MongoDB manual, collMod). */
    private void makeUnique(Collection collection, MongoChange.Alter alter) {
        modify(collection, alter.name(), new BsonDocument("prepareUnique", BsonBoolean.TRUE));
        try {
            modify(collection, alter.name(), new BsonDocument("unique", BsonBoolean.TRUE));
        } catch (MongoCommandException e) {
            modify(collection, alter.name(), new BsonDocument("prepareUnique", BsonBoolean.FALSE));
            if (Duplicates.isReason(e)) {
                throw duplicates(collection, alter.replacement().specification(), e);
            }
            throw e;
        }
    }

    private void modify(Collection collection, String name, BsonDocument change) {
        var index = new BsonDocument("name", new BsonString(name));
        index.putAll(change);
        run(collection, new BsonDocument("collMod", new BsonString(collection.name())).append("index", index));
    }

    void run(Collection collection, BsonDocument command) {
        ServerCommand.run(namespaces.database(collection.namespace()), command, DONE);
    }

    OperationFailed duplicates(Collection collection, BsonDocument specification, MongoException e) {
        var words = Duplicates.words(documents(collection), specification, e);
        return new OperationFailed(
                ErrorCode.DATA_REJECTED,
                "%s: the index on %s cannot be unique: %s"
                        .formatted(collection.name(), IndexWords.flow(specification.getDocument("key")), words),
                "Correct these documents, then run seedbank %s again.".formatted(command),
                e);
    }

    MongoCollection<BsonDocument> documents(Collection collection) {
        return namespaces.database(collection.namespace()).getCollection(collection.name(), BsonDocument.class);
    }

    @Override
    public void close() {
        leases.forEach(MigrationLease::close);
    }
}
