package dev.seedbank.backend.postgres.schema.scratch;

import dev.seedbank.backend.postgres.connection.Enclosed;
import dev.seedbank.backend.postgres.connection.PostgresErrors;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.failure.OperationFailed;
import java.sql.SQLException;
import java.util.UUID;

/**
 * An area's transaction, which nothing can commit: a row in it breaks a constraint that the server checks when a transaction commits.
 *
 * @param id as the server knows it
 */
public record AreaTransaction(Session session, String id) {
    /** Of an error that {@link #check} raises. */
    private static final String ENDED = "SB001";

    private static final String RIGHTS = """
            select pg_catalog.has_database_privilege(pg_catalog.current_database(), 'temporary'), coalesce(
                (select pg_catalog.has_language_privilege(oid, 'usage') from pg_catalog.pg_language where lanname = '%s'), false)
            """.formatted(Enclosed.LANGUAGE);

    private static final String BROKEN = """
            create %1$stable %2$s.%3$s (id int primary key,
                other int constraint nothing_of_it_is_ever_committed references %2$s.%3$s deferrable initially deferred);
            insert into %2$s.%3$s values (1, 2)""";

    /** What the role may do in it. */
    private record Rights(boolean temporary, boolean language) {}

    /** @throws OperationFailed if nothing can be run in it */
    static AreaTransaction begin(Session session) {
        session.begin("isolation level read committed");
        var rights = session.first(RIGHTS, row -> new Rights(row.getBoolean(1), row.getBoolean(2)))
                .orElseThrow();
        if (!rights.language) {
            throw new OperationFailed(
                    "The language %s, which is needed to load the files, is missing in the database, or this role may not use it"
                            .formatted(Enclosed.LANGUAGE),
                    "Let an administrator run CREATE EXTENSION %1$s, or GRANT USAGE ON LANGUAGE %1$s."
                            .formatted(Enclosed.LANGUAGE));
        }
        var name = "%sarea_%s"
                .formatted(AwaySchemas.PREFIX, UUID.randomUUID().toString().replace("-", ""));
        if (!rights.temporary) { // what is away is left out of all that is read
            session.run("create schema " + name);
        }
        session.run(
                rights.temporary ? BROKEN.formatted("temporary ", "pg_temp", name) : BROKEN.formatted("", name, name));
        return new AreaTransaction(session, session.transactionId());
    }

    /** A statement that fails unless it runs in this transaction. */
    String check() {
        return """
                do $$begin if pg_catalog.pg_current_xact_id()::text operator(pg_catalog.<>) '%s' then
                    raise exception using errcode = '%s', message = 'another transaction';
                end if; end$$;""".formatted(id, ENDED);
    }

    /**
     * Goes back to a savepoint after an error.
     *
     * @param near what ran last
     * @throws OperationFailed if the transaction has ended
     */
    void back(String savepoint, String near, SQLException error) {
        try {
            if (!PostgresErrors.state(error).equals(ENDED)) {
                session.runAsIs("rollback to savepoint " + savepoint);
                session.runAsIs(check());
                return;
            }
        } catch (SQLException e) {
            if (PostgresErrors.server(e).isEmpty()) {
                throw PostgresErrors.translate(e);
            }
        }
        throw new OperationFailed(
                "%s: a statement here, or one that was run together with it, ended the transaction in which the files are tried"
                        .formatted(near),
                "Remove whatever commits or rolls back. Nothing was changed: what is tried is never committed.");
    }
}
