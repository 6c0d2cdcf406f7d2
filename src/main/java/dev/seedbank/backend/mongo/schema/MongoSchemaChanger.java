package dev.seedbank.backend.mongo.schema;

import com.mongodb.MongoException;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Indexer;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import dev.seedbank.backend.mongo.index.MongoIndexer;
import dev.seedbank.backend.mongo.migrate.MigrationLease;
import dev.seedbank.backend.schema.SchemaChanger;
import dev.seedbank.backend.schema.SchemaPlan;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import java.time.Duration;

/** Runs plans, command by command: the server has no other way. */
public final class MongoSchemaChanger implements SchemaChanger {
    private final Namespaces namespaces;
    private final MigrationLease lease;
    private final MongoIndexer indexer;
    private final Commands commands;

    private MongoSchemaChanger(Namespaces namespaces, MigrationLease lease) {
        this.namespaces = namespaces;
        this.lease = lease;
        this.indexer = MongoIndexer.within(namespaces, "push");
        this.commands = new Commands(namespaces);
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
        for (var change : Change.of(plan.steps())) {
            lease.check();
            for (int i = 0; i < change.steps().size(); i++) {
                listener.statement(done + i + 1, total, change.steps().get(i));
            }
            run(change, done, total);
            done += change.steps().size();
        }
    }

    private void run(Change change, int done, int total) {
        try {
            run(change);
        } catch (MongoException | IllegalStateException e) {
            throw told(MongoErrors.failure("changing " + change.object(), e), done, total);
        } catch (OperationFailed e) {
            throw told(e, done, total);
        }
    }

    private void run(Change change) {
        if (change.isRemaking()) {
            new Remaking(namespaces, commands, change).run();
            return;
        }
        commands.require(change.untold());
        if (change.isOfIndex()) {
            var collection = new Collection(namespaces.name(), change.collection(), true, Collection.Kind.DATA);
            indexer.apply(collection, change.commands(), Indexer.Listener.SILENT);
        } else {
            change.commands().forEach(commands::run);
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
