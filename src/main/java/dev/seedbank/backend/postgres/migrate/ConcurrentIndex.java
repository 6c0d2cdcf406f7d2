package dev.seedbank.backend.postgres.migrate;

import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.script.Statement;
import dev.seedbank.failure.OperationFailed;
import java.util.List;
import java.util.Optional;

/**
 * What {@code CREATE INDEX CONCURRENTLY} makes: when it breaks off, an invalid index stays (PostgreSQL manual, CREATE INDEX), which
 * {@code IF NOT EXISTS} takes for the index.
 *
 * @param name as the statement writes it, perhaps with quotes; empty if the server chooses one
 * @param table as the statement writes it
 */
record ConcurrentIndex(Session session, String name, String table) {
    /** The schema of an index is its table's. */
    private static final String INVALID = """
            select pg_catalog.format('%I.%I', n.nspname, c.relname) from pg_catalog.pg_index i
            join pg_catalog.pg_class c on c.oid = i.indexrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where i.indrelid = pg_catalog.to_regclass(?) and not i.indisvalid and (? = '' or c.relname = ?)
              and not exists (select from pg_catalog.pg_stat_progress_create_index p where p.index_relid = i.indexrelid)
            """;

    private static final String VALID = """
            select exists (select from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indexrelid
            where i.indrelid = pg_catalog.to_regclass(?) and i.indisvalid and c.relname = ?)
            """;

    /** Empty for every other statement. */
    static Optional<ConcurrentIndex> of(Statement statement, Session session) {
        if (!statement.words().createsIndexConcurrently()) {
            return Optional.empty();
        }
        var words = statement.words().words();
        int on = words.indexOf("ON");
        if (on < 0 || on + 1 >= words.size()) {
            return Optional.empty();
        }
        var between = words.subList(words.indexOf("CONCURRENTLY") + 1, on);
        var name = between.isEmpty() ? "" : between.getLast();
        int table = words.get(on + 1).equals("ONLY") ? on + 2 : on + 1;
        return Optional.of(new ConcurrentIndex(session, plain(name), qualified(words, table, statement.sql())));
    }

    /** As the server stores it. */
    private static String plain(String name) {
        return name.startsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name.toLowerCase(java.util.Locale.ROOT);
    }

    /** With its schema, if the statement has one: the words do not tell dots from spaces. */
    private static String qualified(List<String> words, int at, String sql) {
        var table = words.get(at);
        if (at + 1 < words.size()) {
            var both = table + "." + words.get(at + 1);
            if (sql.toUpperCase(java.util.Locale.ROOT).contains(both.toUpperCase(java.util.Locale.ROOT))) {
                return both;
            }
        }
        return table;
    }

    /**
     * After a run that was broken off inside the statement: drops what it left.
     *
     * @return whether the index was finished
     */
    boolean settle() {
        if (isThere()) {
            return true;
        }
        session.query(INVALID, row -> row.getString(1), table, name, name)
                .forEach(index -> session.run("drop index concurrently if exists " + index));
        return false;
    }

    /** Whether there is a valid index of this name. */
    boolean isThere() {
        return !name.isEmpty() && session.test(VALID, table, name);
    }

    void requireValid(String file, int line) {
        if (!name.isEmpty()
                && !session.query(INVALID, row -> row.getString(1), table, name, name)
                        .isEmpty()) {
            throw new OperationFailed(
                    "%s:%d: the index %s is there, but it is invalid: an earlier attempt to make it was broken off"
                            .formatted(file, line, name),
                    "Drop it (drop index concurrently %s), then run seedbank migrate again.".formatted(name));
        }
    }
}
