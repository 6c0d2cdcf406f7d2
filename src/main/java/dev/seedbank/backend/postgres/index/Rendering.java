package dev.seedbank.backend.postgres.index;

import dev.seedbank.backend.IndexDeclaration;
import dev.seedbank.backend.postgres.catalog.Table;
import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.PostgresErrors;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.failure.OperationFailed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Has the server write declared indexes in its own words: they are built over an empty temporary table with the same name and columns,
 * in a transaction that is rolled back. The table itself is only read.
 */
final class Rendering implements AutoCloseable {
    private final Session session;
    private boolean open;

    Rendering(Session session) {
        this.session = session;
    }

    /**
     * @return what each would be; its name means nothing
     * @throws dev.seedbank.failure.UsageFailure naming file and line, if the server does not take one
     */
    Map<Declared, Index> of(IndexDeclaration declaration, Table table, List<Declared> declared) {
        var made = "pg_temp." + Identifiers.quote(table.collection().name());
        try {
            begin();
            session.run("create temporary table %s (like %s)".formatted(made, table.sql()));
        } catch (OperationFailed e) {
            throw cannot(declaration, e);
        }
        var names = new LinkedHashMap<String, Declared>();
        for (var one : declared) {
            var name = "declared_" + names.size();
            build(declaration, one, one.statement(name, made));
            names.put(name, one);
        }
        return read(made, names);
    }

    private static OperationFailed cannot(IndexDeclaration declaration, OperationFailed e) {
        return new OperationFailed(
                "%s cannot be compared, because this needs a temporary table: %s"
                        .formatted(declaration.shown(), e.getMessage()),
                "Use a role with the TEMPORARY privilege, not on a standby; or declare each index with the definition that pg_indexes shows.",
                e);
    }

    /** As the role has its search path, because files are written for that. */
    private void begin() {
        if (!open) {
            session.begin("read write");
            open = true;
        }
        session.query(
                "select pg_catalog.set_config('search_path', ?, true)",
                row -> row.getString(1),
                session.greeting().searchPath());
    }

    private void build(IndexDeclaration declaration, Declared one, String sql) {
        try {
            session.change(sql);
        } catch (SQLException e) {
            if (PostgresErrors.translate(e) instanceof OperationFailed) {
                throw declaration
                        .document()
                        .failure(
                                one.line(),
                                "the server does not take this index: " + PostgresErrors.reason(e),
                                "Correct it.");
            }
            throw PostgresErrors.translate(e);
        }
    }

    private Map<Declared, Index> read(String table, Map<String, Declared> names) {
        session.run("set local search_path = ''");
        var oid = session.number("select ?::regclass::oid", table);
        var found = new TreeMap<String, Index>();
        ExistingIndexes.of(session, List.of(oid)).forEach(it -> found.put(it.plainName(), it));
        session.run("drop table " + table);
        var indexes = new LinkedHashMap<Declared, Index>();
        new ArrayList<>(names.keySet()).forEach(name -> {
            var index = found.get(name);
            if (index != null) {
                var one = Objects.requireNonNull(names.get(name));
                indexes.put(one, index.in(one.tablespace())); // temporary tables have theirs elsewhere
            }
        });
        return indexes;
    }

    @Override
    public void close() {
        if (open) {
            session.rollback();
        }
    }
}
