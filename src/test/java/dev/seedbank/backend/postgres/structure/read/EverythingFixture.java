package dev.seedbank.backend.postgres.structure.read;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Collection.Kind;
import dev.seedbank.backend.Structure;
import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.structure.model.GrantedBy;
import dev.seedbank.backend.postgres.structure.script.StructureScript;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The database of {@code everything.sql}, and how to take its structure from one database to another. */
public final class EverythingFixture {
    private EverythingFixture() {}

    /** Makes in an empty database all that a server of this version knows. */
    public static void build(Database db, int major) {
        run(db, "everything.sql");
        if (major >= 15) {
            run(db, "everything-since-15.sql");
        }
        if (major >= 18) {
            run(db, "everything-since-18.sql");
        }
    }

    /** Of {@link #buildAsSuperuser}; they belong to the server. */
    static void createRoles(Database db) {
        db.run("""
                do $$ declare role text; begin
                    for role in select unnest(array['Seedbank Owner', 'Lab "Reader"', 'seedbank_writer']) loop
                        if not exists (select from pg_roles where rolname = role) then
                            execute format('create role %I', role);
                        end if;
                    end loop;
                end $$""");
    }

    /** What only a superuser can make, owners and grants, after {@link #build}. */
    public static void buildAsSuperuser(Database db, int major) {
        createRoles(db);
        run(db, "everything-superuser.sql");
        if (major >= 15) {
            run(db, "everything-superuser-since-15.sql");
        }
    }

    /** Makes in an empty database, as a superuser, what {@code everything.sql} has no example of. */
    public static void buildCorners(Database db, int major) {
        createRoles(db);
        run(db, "corners.sql");
        if (major >= 18) {
            run(db, "corners-since-18.sql");
        }
    }

    /** After the databases that they own things in are gone. */
    public static void dropRoles(PostgresServer server) {
        try (var db = server.createDatabase()) {
            db.run("drop role if exists \"Seedbank Owner\", \"Lab \"\"Reader\"\"\", seedbank_writer");
        }
    }

    /** No backup has them. */
    static void dropSecrets(Database db) {
        db.run(
                "alter foreign data wrapper \"odd; wrapper\" options (drop api_key)",
                "alter server \"far; away\" options (drop password)",
                "alter user mapping for public server \"far; away\" options (drop password)",
                "alter user mapping for \"Lab \"\"Reader\"\"\" server near options (drop password)");
    }

    public static void fill(Database db) {
        run(db, "everything-rows.sql");
    }

    /** The server takes the file apart: the driver stumbles over bodies of functions in SQL. */
    private static void run(Database db, String file) {
        db.as(db.url() + "?preferQueryMode=simple").run(resource(file));
    }

    static String resource(String name) {
        try (var in = EverythingFixture.class.getResourceAsStream("/postgres/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All tables and views but partitions, of all schemas but those that only extensions live in. */
    static List<Collection> collections(Database db) {
        var found = new ArrayList<Collection>();
        try (var connection = db.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select n.nspname, c.relname, c.relkind in ('v', 'm') from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
                        """)) {
            while (rows.next()) {
                found.add(new Collection(
                        rows.getString(1), rows.getString(2), true, rows.getBoolean(3) ? Kind.VIEW : Kind.DATA));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String dump(Database db) {
        return dump(db, collections(db), Optional.of(new Schemas(List.of())));
    }

    public static String dump(Database db, List<Collection> tables, Optional<Schemas> schemas) {
        try (var connection = db.connect()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            try (var dump = PostgresStructure.dump(connection, tables, schemas)) {
                return new Structure("schema.sql", dump, List.of()).text();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs both parts in one transaction, with the rows of {@code between} in the middle. */
    static void apply(String sql, Database db, String between) {
        try (var connection = db.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (var one : StructureScript.statements(sql, false)) {
                execute(statement, one);
            }
            execute(statement, between);
            for (var one : StructureScript.statements(sql, true)) {
                execute(statement, one);
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(java.sql.Statement statement, String sql) {
        for (var one : GrantedBy.statements(sql)) {
            try {
                statement.execute(one);
            } catch (SQLException e) {
                throw new AssertionError(e.getMessage() + "\n" + one, e);
            }
        }
    }

    /** What the server's catalog says of the structure, asked in another way than the code under test does. */
    static List<String> facts(Database db) {
        return db.query(resource("structure-facts.sql")).stream().sorted().toList();
    }
}
