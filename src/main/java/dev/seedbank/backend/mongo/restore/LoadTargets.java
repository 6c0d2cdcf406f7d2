package dev.seedbank.backend.mongo.restore;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.mongo.catalog.Definition;
import dev.seedbank.backend.mongo.catalog.Hello;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.connection.ServerCommand;
import dev.seedbank.backend.mongo.staging.Placement;
import dev.seedbank.backend.mongo.staging.StagingCollection;
import dev.seedbank.backend.mongo.structure.MongoStructure;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/** What a restore's collections are to be, beside what stands in their places now. The server is asked once for each database. */
final class LoadTargets {
    private final Namespaces namespaces;
    private final MongoStructure structure;
    private final LoadRequest request;
    private final Map<Collection, Namespaces.Entry> current = new HashMap<>();
    private final Set<String> listed = new HashSet<>();
    private @Nullable Hello hello;
    private @Nullable Boolean renamesToDots;

    LoadTargets(Namespaces namespaces, MongoStructure structure, LoadRequest request) {
        this.namespaces = namespaces;
        this.structure = structure;
        this.request = request;
    }

    /** What stands there; empty for nothing. */
    Optional<Namespaces.Entry> current(Collection target) {
        if (listed.add(target.namespace())) {
            namespaces.entries(target.namespace()).forEach(entry -> current.put(entry.collection(), entry));
        }
        return Optional.ofNullable(current.get(target));
    }

    /** As in the backup; what the backup does not tell, or the user does not want of it, as it is now. */
    Definition definition(LoadRequest.Item item) {
        var present = current(item.target())
                .filter(entry -> entry.type() != Namespaces.Entry.Type.VIEW)
                .map(entry -> Definition.of(namespaces, entry));
        var held = structure.of(item.source());
        if (held.isEmpty()) {
            return present.orElseGet(() -> Definition.plain(item.target()));
        }
        var wanted = held.get();
        if (request.options().without().contains(LoadRequest.Part.OPTIONS)) {
            wanted = present.filter(it -> it.type() == held.get().type())
                    .orElseGet(held.get()::withoutOptions)
                    .withIndexes(wanted.indexes());
        }
        return request.options().without().contains(LoadRequest.Part.INDEXES)
                ? wanted.withIndexes(present.map(Definition::indexes).orElse(java.util.List.of()))
                : wanted;
    }

    Placement placement(Collection target, Definition definition) {
        if (target.name().equals(Namespaces.FUNCTIONS) || isSharded(target)) {
            return Placement.EMPTY_AND_FILL;
        }
        boolean encrypted = definition.isEncrypted()
                || current(target).filter(Namespaces.Entry::isEncrypted).isPresent();
        boolean unnamable = target.name().contains(".") && !renamesToDots(target.namespace());
        boolean series = definition.type() == Namespaces.Entry.Type.TIME_SERIES;
        return encrypted || unnamable || series ? Placement.REFILL : Placement.RENAME;
    }

    /** Whether its documents lie on several shards. A rename would put an ordinary collection in its place. */
    boolean isSharded(Collection target) {
        if (hello().kind() != Hello.Kind.SHARDED || current(target).isEmpty()) {
            return false;
        }
        try {
            var answer = namespaces
                    .database(target.namespace())
                    .runCommand(new BsonDocument("collStats", new BsonString(target.name())), BsonDocument.class);
            return answer.getBoolean("sharded", BsonBoolean.FALSE).getValue();
        } catch (MongoCommandException e) {
            return false; // a view, say
        }
    }

    private Hello hello() {
        var known = hello;
        if (known == null) {
            known = Hello.of(namespaces);
            hello = known;
        }
        return known;
    }

    /** Some servers take no dots in a new name, and would say so only after the old collection is gone. It is tried. */
    private boolean renamesToDots(String database) {
        var known = renamesToDots;
        if (known == null) {
            known = tryToRename(database, StagingCollection.PREFIX + "trial");
            renamesToDots = known;
        }
        return known;
    }

    private boolean tryToRename(String database, String name) {
        var dotted = name + ".dotted";
        var collections = namespaces.database(database);
        try {
            collections.createCollection(name);
            ServerCommand.once(
                    namespaces.database("admin"),
                    new BsonDocument("renameCollection", new BsonString(database + "." + name))
                            .append("to", new BsonString(database + "." + dotted))
                            .append("dropTarget", BsonBoolean.TRUE));
            return true;
        } catch (MongoCommandException e) {
            return false;
        } finally {
            try {
                collections.getCollection(name).drop();
                collections.getCollection(dotted).drop();
            } catch (MongoException | IllegalStateException e) {
                // the next restore drops it
            }
        }
    }
}
