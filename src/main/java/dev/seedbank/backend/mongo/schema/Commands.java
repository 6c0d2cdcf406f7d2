package dev.seedbank.backend.mongo.schema;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import dev.seedbank.backend.mongo.connection.ServerCommand;
import dev.seedbank.backend.schema.SchemaStep;
import dev.seedbank.failure.OperationFailed;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonString;

/** Gives the server the commands of a plan, each once if that is how it does no harm. */
final class Commands {
    static final String CREATE = "create";
    static final String DROP = "drop";

    private final Namespaces namespaces;
    private final Documents documents;

    Commands(Namespaces namespaces) {
        this.namespaces = namespaces;
        this.documents = new Documents(namespaces, Documents.Kind.LIVE);
    }

    MongoDatabase database() {
        return namespaces.database(namespaces.name());
    }

    Optional<Namespaces.Entry> entry(String name) {
        return namespaces.entry(new Collection(namespaces.name(), name, true, Collection.Kind.DATA));
    }

    void require(List<SchemaStep.Untold> untold) {
        untold.forEach(it -> Held.read(it).require(documents, it.table()));
    }

    void run(BsonDocument command) {
        if (command.containsKey(DROP)) {
            drop(command.getString(DROP).getValue());
            return;
        }
        boolean plain = command.containsKey(CREATE) && command.size() == 1;
        try {
            ServerCommand.run(
                    database(),
                    confirmed(command),
                    command.containsKey(CREATE) ? Set.of(MongoErrors.NAMESPACE_EXISTS) : Set.of());
        } catch (MongoException e) {
            if (!(plain && e.getCode() == MongoErrors.NAMESPACE_EXISTS)) { // somebody has written to it, which makes it
                throw e;
            }
        }
    }

    BsonDocument confirmed(BsonDocument command) {
        var told = command.clone();
        var concern = namespaces.writeConcern();
        if (!concern.isEmpty()) {
            told.append("writeConcern", concern);
        }
        return told;
    }

    /** Never another that somebody has made in its place. */
    private void drop(String name) {
        var before = entry(name);
        if (before.isEmpty()) {
            return;
        }
        try {
            dropOnce(name);
        } catch (MongoException e) {
            if (!ServerCommand.isInterruption(e)) {
                throw e;
            }
            var now = entry(name);
            if (now.isPresent()) {
                dropAgain(name, before.get(), now.get());
            }
        }
    }

    private void dropOnce(String name) {
        try {
            ServerCommand.once(database(), confirmed(new BsonDocument(DROP, new BsonString(name))));
        } catch (MongoException e) {
            if (e.getCode() != MongoErrors.NAMESPACE_NOT_FOUND) {
                throw e;
            }
        }
    }

    private void dropAgain(String name, Namespaces.Entry before, Namespaces.Entry now) {
        boolean view = now.type() == Namespaces.Entry.Type.VIEW && now.type() == before.type();
        boolean same = view || (now.uuid().isPresent() && now.uuid().equals(before.uuid()));
        if (!same) {
            throw new OperationFailed(
                    "The connection broke while %s was dropped, and what has that name now may be another. It stays as it is"
                            .formatted(name),
                    "Make a new plan.");
        }
        if (!view) {
            new Held.None(new BsonDocument(), "").require(documents, name);
        }
        dropOnce(name);
    }
}
