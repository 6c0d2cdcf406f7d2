package dev.seedbank.backend.postgres;

import dev.seedbank.backend.Store;
import dev.seedbank.backend.migration.Migrator;
import dev.seedbank.backend.migration.Scratch;
import dev.seedbank.backend.migration.Script;
import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.PostgresConnector;
import dev.seedbank.backend.postgres.script.ScriptStatements;
import dev.seedbank.backend.postgres.script.ServerWide;
import dev.seedbank.backend.postgres.script.Statement;
import dev.seedbank.config.ConnectionUrl;
import dev.seedbank.config.StoreSettings;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import java.util.Optional;
import java.util.UUID;

/** A database beside another, made from {@code template0}, so that it has nothing that a migration does not make. */
final class PostgresScratch implements Scratch {
    private static final String PREFIX = "seedbank_scratch_";

    private final PostgresConnector beside;
    private final Store store;
    private final String name;

    private PostgresScratch(PostgresConnector beside, Store store, String name) {
        this.beside = beside;
        this.store = store;
        this.name = name;
    }

    static PostgresScratch create(PostgresBackend backend, StoreSettings settings, Optional<ConnectionUrl> at) {
        var there = at.map(settings::at).orElse(settings);
        var beside = new PostgresConnector(there);
        var name = PREFIX + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        make(beside, name);
        try {
            return new PostgresScratch(beside, backend.open(there, beside.to(name)), name);
        } catch (Failure e) {
            drop(beside, name);
            throw e;
        }
    }

    private static void make(PostgresConnector beside, String name) {
        try (var session = beside.open()) {
            if (session.greeting().pooled()) {
                throw new OperationFailed("A pooler is in between, which cannot make databases", "");
            }
            session.run("create database %s template template0".formatted(Identifiers.quote(name)));
        } catch (OperationFailed e) {
            throw new OperationFailed(
                    e.code(),
                    "No scratch database can be made at %s: %s".formatted(beside.address(), e.getMessage()),
                    "Let the user make databases (ALTER ROLE … CREATEDB), or name a server where it may: seedbank.scratch-url in seedbank.yaml.",
                    e);
        }
    }

    private static void drop(PostgresConnector beside, String name) {
        try (var session = beside.open()) {
            session.run("drop database if exists %s with (force)".formatted(Identifiers.quote(name)));
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Migrator migrator(Migrator.Options options, Migrator.Listener listener) {
        return store.migrator(options, listener);
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
        drop(beside, name);
    }
}
