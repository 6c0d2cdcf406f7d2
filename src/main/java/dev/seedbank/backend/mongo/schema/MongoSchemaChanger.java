package dev.seedbank.backend.mongo.schema;

import com.mongodb.MongoException;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Indexer;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import dev.seedbank.backend.mongo.connection.ServerCommand;
import dev.seedbank.backend.mongo.index.MongoIndexer;
import dev.seedbank.backend.mongo.migrate.MigrationLease;
import dev.seedbank.backend.schema.SchemaChanger;
import dev.seedbank.backend.schema.SchemaPlan;
import dev.seedbank.backend.schema.SchemaStep;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonInt32;

/** Runs plans, command by command: the server has no other way. Those of one index are one change. */
public final class MongoSchemaChanger implements SchemaChanger {
    private static final Set<String> OF_INDEXES =
            Set.of("createIndexes", "dropIndexes", "createSearchIndexes", "updateSearchIndex", "dropSearchIndex");

    private final Namespaces namespaces;
    private final MigrationLease lease;
    private final MongoIndexer indexer;

    private MongoSchemaChanger(Namespaces namespaces, MigrationLease lease) {
        this.namespaces = namespaces;
        this.lease = lease;
        this.indexer = MongoIndexer.within(namespaces, "push");
    }

    /** @throws OperationFailed if another who changes structure has not ended when the patience has */
    public static MongoSchemaChanger open(Namespaces namespaces, Duration patience, Listener listener) {
        return new MongoSchemaChanger(
                namespaces, MigrationLease.take(namespaces, namespaces.name(), "push", patience, listener::waiting));
    }

    @Override
    public String fingerprint() {
        return MongoErrors.during(
                "reading the structure of " + namespaces.name(), () -> MongoSchemaDesigner.fingerprint(namespaces));
    }

    @Override
    public void run(SchemaPlan plan, Listener listener) {
        if (!fingerprint().equals(plan.fingerprint())) {
            throw new OperationFailed(
                    "The structure of the database has changed since the plan was made. Nothing was changed",
                    "Make a new plan.");
        }
        int done = 0;
        int total = plan.steps().size();
        for (var change : changes(plan.steps())) {
            lease.check();
            for (int i = 0; i < change.size(); i++) {
                listener.statement(done + i + 1, total, change.get(i));
            }
            run(change, done, total);
            done += change.size();
        }
    }

    /** Commands of one index that follow each other. */
    private static List<List<SchemaStep>> changes(List<SchemaStep> steps) {
        var changes = new ArrayList<List<SchemaStep>>();
        var last = "";
        for (var step : steps) {
            if (!(step.object().startsWith("index ") && step.object().equals(last))) {
                changes.add(new ArrayList<>());
            }
            changes.getLast().add(step);
            last = step.object();
        }
        return changes;
    }

    private void run(List<SchemaStep> change, int done, int total) {
        try {
            change.getFirst().untold().forEach(it -> requireEmpty(it.table()));
            run(change.stream().map(it -> CommandText.read(it.sql())).toList());
        } catch (MongoException | IllegalStateException e) {
            throw told(MongoErrors.failure("changing " + change.getFirst().object(), e), done, total);
        } catch (OperationFailed e) {
            throw told(e, done, total);
        }
    }

    private void run(List<BsonDocument> commands) {
        var first = commands.getFirst();
        var name = first.getFirstKey();
        var collection =
                new Collection(namespaces.name(), first.getString(name).getValue(), true, Collection.Kind.DATA);
        if (OF_INDEXES.contains(name) || (name.equals("collMod") && first.containsKey("index"))) {
            indexer.apply(collection, commands, Indexer.Listener.SILENT);
        } else {
            run(first);
        }
    }

    private void run(BsonDocument command) {
        var told = command.clone();
        var concern = namespaces.writeConcern();
        if (!concern.isEmpty()) {
            told.append("writeConcern", concern);
        }
        try {
            ServerCommand.run(namespaces.database(namespaces.name()), told);
        } catch (MongoException e) {
            boolean plain = e.getCode() == MongoErrors.NAMESPACE_EXISTS && command.size() == 1;
            if (!plain) {
                throw e;
            }
        }
    }

    /** Somebody may have written to it since it was looked at. */
    private void requireEmpty(String name) {
        var first = namespaces
                .database(namespaces.name())
                .getCollection(name, BsonDocument.class)
                .find()
                .projection(new BsonDocument("_id", new BsonInt32(1)))
                .first();
        if (first != null) {
            throw new OperationFailed(
                    "%s was empty when the plan was made, and has documents now. They stay as they are".formatted(name),
                    "Make a new plan.");
        }
    }

    private static Failure told(Failure failure, int done, int total) {
        if (!(failure instanceof OperationFailed)) {
            return failure;
        }
        var rest = done == 0
                ? "Nothing was changed."
                : "%d of %d statements are done; push again, which does the rest.".formatted(done, total);
        return new OperationFailed(
                failure.code(),
                "A statement of the plan failed: " + failure.getMessage(),
                failure.advice().isEmpty() ? rest : failure.advice() + " " + rest,
                failure);
    }

    @Override
    public void close() {
        lease.close();
    }
}
