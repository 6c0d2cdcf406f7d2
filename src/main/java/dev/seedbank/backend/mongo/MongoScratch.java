package dev.seedbank.backend.mongo;

import dev.seedbank.backend.migration.Migrator;
import dev.seedbank.backend.migration.Scratch;
import dev.seedbank.backend.migration.Script;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import dev.seedbank.backend.mongo.script.ScriptFile;
import dev.seedbank.backend.mongo.script.Step;
import dev.seedbank.backend.mongo.structure.StructureText;
import dev.seedbank.config.StoreSettings;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import java.util.UUID;
import org.bson.Document;

/** A database beside another. */
final class MongoScratch implements Scratch {
    private static final String PREFIX = "seedbank_scratch_";

    /** Of Seedbank's own, so that it is no part of the structure. */
    private static final String BEGINNING = Namespaces.OWN + "_scratch";

    private final MongoStore store;
    private final Namespaces namespaces;
    private volatile boolean aborted;

    private MongoScratch(MongoStore store) {
        this.store = store;
        this.namespaces = store.namespaces();
    }

    static MongoScratch create(MongoBackend backend, StoreSettings settings) {
        var name = PREFIX + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        var scratch = new MongoScratch(backend.open(settings, name));
        try {
            scratch.make();
            return scratch;
        } catch (Failure e) {
            scratch.store.close();
            throw e;
        }
    }

    /** It is there when something is in it. */
    private void make() {
        try {
            MongoErrors.during("making the database " + name(), () -> {
                namespaces.database(name()).getCollection(BEGINNING).insertOne(new Document("_id", name()));
            });
        } catch (OperationFailed e) {
            throw new OperationFailed(
                    e.code(),
                    "No scratch database can be created at %s: %s".formatted(store.address(), e.getMessage()),
                    "Give the user the roles readWriteAnyDatabase and dbAdminAnyDatabase, or name a server where it has them: seedbank.scratch-url in seedbank.yaml.",
                    e);
        }
    }

    Namespaces namespaces() {
        return namespaces;
    }

    @Override
    public String name() {
        return namespaces.name();
    }

    @Override
    public Migrator migrator(Migrator.Options options, Migrator.Listener listener) {
        return store.migrator(options, listener);
    }

    /** Users and roles stay on the server when their database is dropped. Programs are refused when they are to run. */
    @Override
    public void requireWithin(Script script) {
        ScriptFile.read(script, name()).of(script.direction()).forEach(it -> refuseLasting(it, script));
    }

    private static void refuseLasting(Step step, Script script) {
        switch (step) {
            case Step.When when -> when.steps().forEach(it -> refuseLasting(it, script));
            case Step.Each each -> each.steps().forEach(it -> refuseLasting(it, script));
            case Step.Command command
            when isLasting(command.command().getFirstKey()) ->
                throw new UsageFailure(
                        "%s:%d: %s changes more than its own database, so the migrations cannot be tried in a scratch database. None was run"
                                .formatted(
                                        script.file(),
                                        command.place().line(),
                                        command.command().getFirstKey()),
                        "Users and roles belong to the whole server: create them outside of migrations.");
            default -> {}
        }
    }

    private static boolean isLasting(String command) {
        return command.endsWith("User") || command.endsWith("Role");
    }

    @Override
    public String structure() {
        return MongoErrors.during("reading the structure of " + name(), () -> StructureText.of(namespaces));
    }

    @Override
    public void abort() {
        aborted = true;
        store.abort();
    }

    @Override
    public void close() {
        try {
            if (aborted) {
                namespaces.clearAway(() -> namespaces.drop(name()));
            } else {
                MongoErrors.during("dropping the scratch database " + name(), () -> namespaces.drop(name()));
            }
        } finally {
            store.close();
        }
    }
}
