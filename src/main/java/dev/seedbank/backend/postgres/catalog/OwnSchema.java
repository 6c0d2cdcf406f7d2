package dev.seedbank.backend.postgres.catalog;

import dev.seedbank.backend.postgres.connection.Session;

/** The schema in which Seedbank keeps what it knows about a database. Everybody may look into it; each of its tables has its own grants. */
public record OwnSchema(Session session) {
    private boolean exists() {
        return session.test("select exists (select from pg_catalog.pg_namespace where nspname = ?)", Schemas.OWN);
    }

    /** Whether this role may make tables in it, and it itself. Asked first where a refusal must not end a transaction. */
    public boolean isAllowed() {
        return exists()
                ? session.test("select pg_catalog.has_schema_privilege(?, 'CREATE')", Schemas.OWN)
                : session.test("select pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE')");
    }

    /** Makes it if it is not there: "if not exists" wants the right to create even where there is nothing to create. */
    public void require() {
        if (!exists()) {
            session.run("create schema " + Schemas.OWN);
            session.run("grant usage on schema " + Schemas.OWN + " to public");
        }
    }
}
