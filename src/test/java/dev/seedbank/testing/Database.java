package dev.seedbank.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A database of a {@link PostgresServer} for one test, as one role sees it: at first the one that runs the server. */
public final class Database implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final PostgresUrl url;
    private final PostgresUrl administration;

    Database(PostgresUrl url, PostgresUrl administration) {
        this.url = url;
        this.administration = administration;
    }

    public String name() {
        return url.database();
    }

    /** {@code postgresql://user:password@host:port/database} of the role that this object is. */
    public String url() {
        return url.toString();
    }

    public String url(String user, String password) {
        return url.withUser(user, password).toString();
    }

    /** A new session in autocommit; values print alike on every server: UTC, ISO dates, bytes in hex. */
    public Connection connect() throws SQLException {
        return url.connect();
    }

    /** Runs each on one session. One argument may hold many statements. */
    public Database run(String... sql) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            for (var one : sql) {
                statement.execute(one);
            }
            return this;
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** The first column as text; {@code null} as the word. */
    public List<String> query(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(String.valueOf(rows.getString(1)));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /**
     * Makes a role that owns this database and is nothing more than that, as on servers where nobody is superuser.
     * Tables that are there already stay whose they are.
     *
     * @return the URL of this database for it
     */
    public String createOwner() {
        var role = "owner_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
        new Database(administration.withDatabase(name()), administration)
                .run(
                        "create role " + role + " login nosuperuser nocreatedb nocreaterole password 'secret of " + role
                                + "'",
                        "alter database " + quote(name()) + " owner to " + role,
                        "grant all on schema public to " + role);
        return url(role, "secret of " + role);
    }

    /** The same database for another of its URLs: {@code db.as(db.createOwner()).run("create table …")}. */
    public Database as(String otherUrl) {
        return new Database(PostgresUrl.parse(otherUrl), administration);
    }

    /** Drops it, whoever is still connected, and the role that owns it if that was made here. */
    @Override
    public void close() {
        var server = new Database(administration, administration);
        var owners = server.query("select rolname from pg_database d join pg_roles r on r.oid = d.datdba "
                + "where rolname ~ '^owner_[0-9]+_[0-9]+$' and datname = '" + name().replace("'", "''") + "'");
        server.run("drop database if exists " + quote(name()) + " with (force)");
        owners.forEach(owner -> server.run("drop role if exists " + owner));
    }

    static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
