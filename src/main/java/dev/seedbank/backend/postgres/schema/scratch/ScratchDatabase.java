package dev.seedbank.backend.postgres.schema.scratch;

import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.PostgresConnector;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import java.util.UUID;

/**
 * A database with a random name beside another, made from {@code template0}, so that it has nothing but what the server itself brings.
 * As long as it lives, the session that made it holds a lock by its name: one whose lock nobody holds was left by a run that was
 * killed, and the next one removes it.
 */
public final class ScratchDatabase implements AutoCloseable {
    private final PostgresConnector beside;
    private final Session maker;
    private final String name;

    private ScratchDatabase(PostgresConnector beside, Session maker, String name) {
        this.beside = beside;
        this.maker = maker;
        this.name = name;
    }

    /** @throws OperationFailed saying why, if the server lets this role make none */
    public static ScratchDatabase make(PostgresConnector beside) {
        var maker = beside.open();
        try {
            if (maker.greeting().pooled()) {
                throw new OperationFailed("The connection goes through a pooler, which cannot create databases", "");
            }
            ScratchLeftovers.remove(maker);
            var name = ScratchName.PREFIX
                    + UUID.randomUUID().toString().replace("-", "").substring(0, ScratchName.DIGITS);
            maker.run("select pg_catalog.pg_advisory_lock(?)", ScratchName.lock(name));
            create(maker, name);
            return new ScratchDatabase(beside, maker, name);
        } catch (OperationFailed e) {
            maker.close();
            throw new OperationFailed(
                    e.code(),
                    "No scratch database can be created at %s: %s".formatted(beside.address(), e.getMessage()),
                    "Let the user create databases (ALTER ROLE … CREATEDB), or set seedbank.scratch-url in seedbank.yaml to a server where it may.",
                    e);
        } catch (Failure e) {
            maker.close();
            throw e;
        }
    }

    /** With the same locale, because it decides how the server writes and compares some things; without, where that cannot be. */
    private static void create(Session maker, String name) {
        var sql = "create database %s template template0".formatted(Identifiers.quote(name));
        var options = DatabaseLocale.of(maker);
        try {
            maker.run(sql + options);
        } catch (OperationFailed e) {
            if (options.isEmpty()) {
                throw e;
            }
            maker.run(sql);
        }
    }

    public String name() {
        return name;
    }

    /** To it. */
    public PostgresConnector connector() {
        return beside.to(name);
    }

    /** The search path that the role has in the database beside it. */
    String searchPathBeside() {
        return maker.greeting().searchPath();
    }

    /** @throws Failure naming it, if it cannot be dropped */
    @Override
    public void close() {
        try (maker) {
            maker.run("drop database if exists %s with (force)".formatted(Identifiers.quote(name)));
        }
    }
}
