package dev.seedbank.backend.postgres;

import dev.seedbank.backend.migration.Migrator;
import dev.seedbank.backend.migration.Scratch;
import dev.seedbank.backend.migration.Script;
import dev.seedbank.backend.postgres.connection.PostgresConnector;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.migrate.RunWatch;
import dev.seedbank.backend.postgres.schema.scratch.ScratchDatabase;
import dev.seedbank.backend.postgres.script.ScriptStatements;
import dev.seedbank.backend.postgres.script.ServerWide;
import dev.seedbank.backend.postgres.script.Statement;
import dev.seedbank.config.ConnectionUrl;
import dev.seedbank.config.StoreSettings;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.UsageFailure;
import java.util.Optional;

/** A database beside another, made from {@code template0}, so that it has nothing that a migration does not make. */
final class PostgresScratch implements Scratch {
    private final ScratchDatabase database;
    private final PostgresStore store;

    private PostgresScratch(ScratchDatabase database, PostgresStore store) {
        this.database = database;
        this.store = store;
    }

    static PostgresScratch create(PostgresBackend backend, StoreSettings settings, Optional<ConnectionUrl> at) {
        var there = at.map(settings::at).orElse(settings);
        var database = ScratchDatabase.make(new PostgresConnector(there));
        try {
            return new PostgresScratch(database, backend.open(there, database.connector()));
        } catch (Failure e) {
            database.close();
            throw e;
        }
    }

    /** A connection to it, for its structure; the caller closes it. */
    static Session reading(Scratch scratch) {
        return ((PostgresScratch) scratch).database.connector().open();
    }

    @Override
    public String name() {
        return database.name();
    }

    @Override
    public Migrator migrator(Migrator.Options options, Migrator.Listener listener) {
        return store.migrator(options, listener, RunWatch.NONE);
    }

    @Override
    public void requireWithin(Script script) {
        try (var statements = ScriptStatements.oneByOne(script, true)) {
            for (var next = statements.next(); next.isPresent(); next = statements.next()) {
                refuseServerWide(next.get(), script);
            }
        }
    }

    private static void refuseServerWide(Statement statement, Script script) {
        if (ServerWide.isIn(statement)) {
            throw new UsageFailure(
                    "%s:%d: %s changes more than its own database, so the migrations cannot be tried in a scratch database. None was run"
                            .formatted(
                                    script.file(),
                                    statement.line(),
                                    statement.words().shown()),
                    "Roles, databases and settings belong to the whole server: create them outside of migrations.");
        }
    }

    @Override
    public String structure() {
        try (var snapshot = store.snapshot()) {
            return snapshot.structure(snapshot.collections()).text();
        }
    }

    @Override
    public void abort() {
        store.abort();
    }

    @Override
    public void close() {
        store.close();
        database.close();
    }
}
