package dev.seedbank.backend.postgres;

import dev.seedbank.backend.Collection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The structure of a PostgreSQL database as SQL that an empty one of version 14 to 18 takes: all around the rows, in a part
 * to run before them and one after them. The server deparses everything itself, with an empty {@code search_path}, so that
 * all names come out qualified. Equal databases give equal scripts.
 *
 * <p>Left out on purpose: what belongs to the server (roles, tablespaces) or to the database itself (its owner, privileges and
 * settings), rows of foreign tables, passwords of user mappings, subscriptions, the values of sequences. What of it there is
 * the script says. The roles that it names must exist where it runs.
 */
final class PostgresStructure {
    /** What decides how expressions are printed. */
    private static final String PRINTING = """
            select set_config('search_path', '', true), set_config('datestyle', 'ISO, YMD', true),
                set_config('intervalstyle', 'postgres', true), set_config('timezone', 'UTC', true),
                set_config('extra_float_digits', '3', true), set_config('lc_monetary', 'C', true),
                set_config('quote_all_identifiers', 'off', true), set_config('xmlbinary', 'base64', true)
            """;

    /** What decides how they are read. Bodies of functions are not checked: they may use what comes later. */
    private static final List<String> SETTINGS = List.of(
            "SET search_path = ''",
            "SET check_function_bodies = off",
            "SET standard_conforming_strings = on",
            "SET xmloption = content",
            "SET lc_monetary = 'C'",
            "SET client_min_messages = warning");

    private static final List<String> RESETS = SETTINGS.reversed().stream()
            .map(setting -> "RE" + setting.substring(0, setting.indexOf(" =")))
            .toList();

    private static final String LEFT_OUT = "-- Left out: ";

    private static final String OIDS = """
            select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
                join unnest(?::text[], ?::text[]) wanted(schema, name) on n.nspname = wanted.schema and c.relname = wanted.name
            """;

    private PostgresStructure() {}

    /**
     * Reads the structure inside the current transaction, which it leaves as it was.
     *
     * @param tables and views; of a partitioned table only the root
     * @param schemas everything in these and all that is in no schema; absent for the tables alone, with all that they need
     */
    static String dump(Connection connection, List<Collection> tables, Optional<Schemas> schemas) throws SQLException {
        try (var statement = connection.createStatement()) {
            // in SQL, because the driver's own savepoints want its own transactions
            statement.execute("savepoint structure");
            statement.execute(PRINTING);
            var catalog = StructureCatalog.read(connection);
            var selection = new StructureSelection(catalog, keys(connection, tables), schemas);
            var leftOut = new ArrayList<>(selection.leftOut());
            if (schemas.isPresent()) {
                leftOut.addAll(StructureLeftOut.read(connection));
            }
            var script = script(
                    objects(catalog, selection.nodes()),
                    leftOut,
                    connection.getMetaData().getDatabaseMajorVersion());
            statement.execute("rollback to savepoint structure");
            return script;
        }
    }

    /**
     * Reads inside the current transaction, which it leaves as it was, all that there is.
     *
     * @param schemas those of the store
     */
    static LiveStructure live(Connection connection, Schemas schemas) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("savepoint structure");
            statement.execute(PRINTING);
            var catalog = StructureCatalog.read(connection);
            var store = new StructureSelection(catalog, Set.of(), Optional.of(schemas)).nodes();
            var live = new LiveStructure(
                    new StructureSet(objects(catalog, List.copyOf(catalog.nodes()))),
                    store.stream().map(StructureCatalog::id).collect(Collectors.toSet()));
            statement.execute("rollback to savepoint structure");
            return live;
        }
    }

    /** What the script says that it leaves out. */
    static List<String> leftOut(String script) {
        return script.lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.startsWith(LEFT_OUT))
                .map(line -> line.substring(LEFT_OUT.length()))
                .toList();
    }

    /** The statements of one part of a script of {@link #dump}, without their semicolons. */
    static List<String> statements(String sql, boolean after) {
        return StructureScript.statements(sql, after);
    }

    private static Set<StructureKey> keys(Connection connection, List<Collection> tables) throws SQLException {
        var keys = new HashSet<StructureKey>();
        try (var query = connection.prepareStatement(OIDS)) {
            query.setArray(
                    1,
                    connection.createArrayOf(
                            "text", tables.stream().map(Collection::namespace).toArray()));
            query.setArray(
                    2,
                    connection.createArrayOf(
                            "text", tables.stream().map(Collection::name).toArray()));
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    keys.add(new StructureKey("pg_class", rows.getLong(1)));
                }
            }
        }
        return keys;
    }

    /** In the order in which they can be created. */
    private static List<StructureObject> objects(StructureCatalog catalog, List<StructureNode> nodes) {
        var order = new StructureOrder(catalog, nodes);
        return order.sorted().stream()
                .map(node -> catalog.object(node, order.isAfterRows(node)))
                .toList();
    }

    private static String script(List<StructureObject> objects, java.util.Collection<String> leftOut, int major) {
        var text = new StringBuilder(
                "-- Structure of a PostgreSQL %d database: run the first part, load the rows, run the rest.\n"
                        .formatted(major));
        leftOut.forEach(line -> text.append(LEFT_OUT)
                .append(line.replace('\n', ' ').replace('\r', ' '))
                .append('\n'));
        text.append(BackupStructure.kindsLine()).append("\n\n");
        appendPart(text, objects, false);
        text.append(StructureScript.AFTER_THE_DATA).append("\n\n");
        appendPart(text, objects, true);
        text.append("-- The session's own settings again\n\n");
        RESETS.forEach(statement -> StructureScript.append(text, statement));
        return text.toString();
    }

    private static void appendPart(StringBuilder text, List<StructureObject> objects, boolean afterRows) {
        SETTINGS.forEach(statement -> StructureScript.append(text, statement));
        objects.stream()
                .filter(object -> object.afterRows() == afterRows)
                .forEach(object -> StructureScript.append(text, object));
    }
}
