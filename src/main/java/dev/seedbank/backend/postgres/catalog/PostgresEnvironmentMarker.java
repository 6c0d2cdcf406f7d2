package dev.seedbank.backend.postgres.catalog;

import dev.seedbank.backend.EnvironmentMarker;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.config.Environment;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import java.util.List;
import java.util.Optional;

/** One row in {@code seedbank.environment}, a schema of Seedbank's own. */
public record PostgresEnvironmentMarker(Session session, String database) implements EnvironmentMarker {
    private static final String TABLE = Schemas.OWN + ".environment";

    private static final String TABLE_KIND = "r";

    /** A word that is none of ours has no position, and is replaced by nothing less than {@code production}. */
    private static final String RAISE = """
            insert into seedbank.environment as present (environment) values (?)
            on conflict (one) do update set environment = excluded.environment, written_at = now()
            where excluded.environment = 'production'
               or array_position(array['development', 'test', 'production'], present.environment)
                < array_position(array['development', 'test', 'production'], excluded.environment)
            """;

    /** Two processes that create the same table at once disturb each other even with "if not exists". */
    private static final long LOCK = 73332266;

    @Override
    public Reading read() {
        var kind = kind();
        if (kind.isEmpty()) {
            return new Unmarked();
        }
        if (!kind.get().equals(TABLE_KIND)) { // it could say anything, and another thing each time
            return unreadable("is no ordinary table", "it");
        }
        List<String> labels;
        try {
            labels = session.query("select environment::text from " + TABLE, row -> String.valueOf(row.getString(1)));
        } catch (OperationFailed e) {
            return unreadable("cannot be read (%s)".formatted(e.getMessage()));
        }
        if (labels.isEmpty()) {
            return unreadable("has no row");
        }
        for (var label : labels) {
            if (Environment.of(label).isEmpty()) { // perhaps the word of a newer version
                return unreadable("says '%s', which is not an environment that this version knows".formatted(label));
            }
        }
        return new Marked(labels.stream()
                .flatMap(label -> Environment.of(label).stream())
                .max(Environment::compareTo)
                .orElseThrow());
    }

    private Unreadable unreadable(String why) {
        return unreadable(why, "table " + TABLE);
    }

    private Unreadable unreadable(String why, String dropped) {
        return new Unreadable(
                "the environment marker %s of '%s' %s".formatted(TABLE, database, why),
                "If it is production: seedbank init --quick --profile prod. If you are sure that it is not: drop %s, then seedbank init."
                        .formatted(dropped));
    }

    /** {@link dev.seedbank.backend.Store#mark}. */
    public void write(Environment environment) {
        session.begin("");
        try {
            session.run("select pg_catalog.pg_advisory_xact_lock(?)", LOCK);
            createTable();
            if (!kind().equals(Optional.of(TABLE_KIND))) {
                throw new OperationFailed(
                        "The environment marker %s of '%s' is no ordinary table".formatted(TABLE, database),
                        "Drop it, then mark the database again.");
            }
            session.run(RAISE, environment.label());
            session.commit();
        } catch (Failure e) {
            session.rollback();
            throw e;
        }
    }

    /** Everybody may read it: who cannot, takes the database for production. */
    private void createTable() {
        new OwnSchema(session).require();
        if (kind().isEmpty()) {
            session.run("create table " + TABLE
                    + " (one boolean primary key default true check (one), environment text not null,"
                    + " written_at timestamptz not null default now())");
            session.run("grant select on " + TABLE + " to public");
        }
    }

    /**
     * What there is by the marker's name, as {@code pg_class} says it. Of the catalog, which everybody may read: {@code to_regclass}
     * fails where the schema may not be used.
     */
    private Optional<String> kind() {
        return session.first(
                "select c.relkind::text from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                        + " where n.nspname = ? and c.relname = 'environment'",
                row -> row.getString(1),
                Schemas.OWN);
    }
}
