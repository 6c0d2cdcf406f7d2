package dev.seedbank.backend.postgres;

import dev.seedbank.backend.EnvironmentMarker;
import dev.seedbank.config.Environment;
import java.util.Optional;

/** One row in {@code seedbank.environment}, a schema of Seedbank's own. */
record PostgresEnvironmentMarker(Session session) implements EnvironmentMarker {
    private static final String TABLE = PostgresCatalog.OWN_SCHEMA + ".environment";

    @Override
    public Optional<Environment> read() {
        if (!exists("to_regclass", TABLE)) {
            return Optional.empty();
        }
        // A word that this version does not know comes from a newer one: the careful reading is the safe one.
        return session.first("select environment from " + TABLE, row -> row.getString(1))
                .map(label -> Environment.of(label).orElse(Environment.PRODUCTION));
    }

    @Override
    public void write(Environment environment) {
        // Asked first, because "if not exists" wants the right to create even where there is nothing to create.
        if (!exists("to_regnamespace", PostgresCatalog.OWN_SCHEMA)) {
            session.run("create schema if not exists " + PostgresCatalog.OWN_SCHEMA);
        }
        if (!exists("to_regclass", TABLE)) {
            session.run("create table if not exists " + TABLE
                    + " (one boolean primary key default true check (one), environment text not null,"
                    + " written_at timestamptz not null default now())");
        }
        session.run(
                "insert into " + TABLE + " (environment) values (?)"
                        + " on conflict (one) do update set environment = excluded.environment, written_at = now()",
                environment.label());
    }

    private boolean exists(String function, String name) {
        return session.test("select pg_catalog." + function + "(?) is not null", name);
    }
}
