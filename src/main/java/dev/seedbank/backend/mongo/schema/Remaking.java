package dev.seedbank.backend.mongo.schema;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.connection.ServerCommand;
import java.util.List;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonString;

/**
 * Makes an empty collection again, with options that no command changes where it is. The new one is made beside it, with all indexes,
 * and takes its place in one step: whenever that is broken off, one of the two is there as it should be. Where the server has no such
 * step, the old one is dropped first; then no index is lost that files do not declare, because a plan does not have any.
 */
final class Remaking {
    private static final String BESIDE = Namespaces.OWN + "_remade";

    /** No document fits. */
    private static final BsonDocument SHUT = BsonDocument.parse(
            "{validator: {_id: {$exists: false}}, validationLevel: 'strict', validationAction: 'error'}");

    private final Namespaces namespaces;
    private final Commands commands;
    private final Change change;
    private final String name;
    private boolean shut;

    Remaking(Namespaces namespaces, Commands commands, Change change) {
        this.namespaces = namespaces;
        this.commands = commands;
        this.change = change;
        this.name = change.collection();
    }

    /** Whether one can take the other's place by a rename (MongoDB manual, renameCollection). */
    static boolean isRenamed(Namespaces.Entry current, BsonDocument creation) {
        return current.type() == Namespaces.Entry.Type.COLLECTION
                && !current.isEncrypted()
                && List.of("viewOn", "timeseries", "encryptedFields").stream().noneMatch(creation::containsKey);
    }

    void run() {
        var current = commands.entry(name);
        boolean renamed = current.isPresent()
                && isRenamed(current.get(), change.commands().get(1))
                && beside(current.get());
        if (!renamed) {
            commands.require(change.untold());
            change.commands().forEach(commands::run);
        }
    }

    /** @return false if the server does not do it, and nothing was changed */
    private boolean beside(Namespaces.Entry current) {
        clear();
        boolean placed = false;
        try {
            change.commands().stream().skip(1).map(Remaking::besideIt).forEach(commands::run);
            shut();
            commands.require(change.untold());
            placed = rename();
        } finally {
            if (!placed) {
                namespaces.clearAway(() -> takeBack(current));
            }
        }
        return placed;
    }

    private static BsonDocument besideIt(BsonDocument command) {
        var beside = command.clone();
        beside.put(command.getFirstKey(), new BsonString(BESIDE));
        return beside;
    }

    /** So that nobody puts a document into it that would go with it. A server without validators cannot. */
    private void shut() {
        try {
            modify(SHUT);
            shut = true;
        } catch (MongoCommandException e) {
            // it is looked at once more all the same
        }
    }

    private void modify(BsonDocument options) {
        var command = new BsonDocument("collMod", new BsonString(name));
        command.putAll(options);
        ServerCommand.run(commands.database(), commands.confirmed(command));
    }

    /** If it was not to be in its place already. */
    private void takeBack(Namespaces.Entry current) {
        if (commands.entry(BESIDE).isEmpty()) {
            return;
        }
        if (shut) {
            var was = current.options();
            modify(new BsonDocument("validator", was.getDocument("validator", new BsonDocument()))
                    .append("validationLevel", was.getString("validationLevel", new BsonString("strict")))
                    .append("validationAction", was.getString("validationAction", new BsonString("error"))));
        }
        clear();
    }

    private void clear() {
        commands.database().getCollection(BESIDE).drop();
    }

    private boolean rename() {
        try {
            renameOnce();
            return true;
        } catch (MongoException e) {
            if (e instanceof MongoCommandException && !ServerCommand.isInterruption(e)) {
                return false;
            }
            if (!ServerCommand.isInterruption(e)) {
                throw e;
            }
        }
        if (commands.entry(BESIDE).isPresent()) { // it has not happened
            commands.require(change.untold());
            renameOnce();
        }
        return true;
    }

    private void renameOnce() {
        ServerCommand.once(
                namespaces.database("admin"),
                commands.confirmed(new BsonDocument("renameCollection", namespace(BESIDE))
                        .append("to", namespace(name))
                        .append("dropTarget", BsonBoolean.TRUE)));
    }

    private BsonString namespace(String collection) {
        return new BsonString(namespaces.name() + "." + collection);
    }
}
