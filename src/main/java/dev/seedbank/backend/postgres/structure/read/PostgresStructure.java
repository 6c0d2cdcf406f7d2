package dev.seedbank.backend.postgres.structure.read;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.structure.model.LiveStructure;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The structure of a PostgreSQL database as SQL that an empty one of version 14 to 18 takes: all around the rows, in a part
 * to run before them and one after them. The server deparses everything itself, with an empty {@code search_path}, so that
 * all names come out qualified. Equal databases give equal scripts.
 *
 * <p>Left out on purpose: what belongs to the server (roles, tablespaces) or to the database itself (its owner, privileges and
 * settings), rows of foreign tables, passwords of user mappings, subscriptions, the values of sequences. What of it there is
 * the script says. The roles that it names must exist where it runs.
 */
public final class PostgresStructure {
    /** What decides how expressions are printed. */
    private static final String PRINTING = """
            select set_config('search_path', '', true), set_config('datestyle', 'ISO, YMD', true),
                set_config('intervalstyle', 'postgres', true), set_config('timezone', 'UTC', true),
                set_config('extra_float_digits', '3', true), set_config('lc_monetary', 'C', true),
                set_config('quote_all_identifiers', 'off', true), set_config('xmlbinary', 'base64', true)
            """;

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
    public static StructureDump dump(Connection connection, List<Collection> tables, Optional<Schemas> schemas)
            throws SQLException {
        try (var statement = connection.createStatement()) {
            // in SQL, because the driver's own savepoints want its own transactions
            statement.execute("savepoint structure");
            statement.execute(PRINTING);
            var catalog = StructureCatalog.read(connection, DefinitionStore.ofStatements());
            var selection = new StructureSelection(catalog, numbers(connection, tables, catalog), schemas);
            var leftOut = new ArrayList<>(selection.leftOut());
            if (schemas.isPresent()) {
                leftOut.addAll(StructureLeftOut.read(connection));
            }
            int major = connection.getMetaData().getDatabaseMajorVersion();
            statement.execute("rollback to savepoint structure");
            return new StructureDump(catalog, selection.objects(), leftOut, major);
        }
    }

    /**
     * Reads the complete structure as statements, inside the current transaction, which it leaves as it was: to compare it with a
     * script's.
     *
     * @param schemas those of the store
     */
    public static LiveStructure live(Connection connection, Schemas schemas) throws SQLException {
        return live(connection, schemas, DefinitionStore.ofStatements());
    }

    /** The same with all its parts, all of it in memory: to compare it with another database's. */
    public static LiveStructure parts(Connection connection, Schemas schemas) throws SQLException {
        return live(connection, schemas, DefinitionStore.ofParts());
    }

    /** Servers, wrappers and user mappings with options that are not read, because they may be secret. */
    public static Set<StructureId> withSecrets(Connection connection) throws SQLException {
        var found = new HashSet<StructureId>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(StructureForeign.WITH_SECRETS)) {
            while (rows.next()) {
                found.add(new StructureId(StructureKind.valueOf(rows.getString(1)), rows.getString(2)));
            }
        }
        return found;
    }

    private static LiveStructure live(Connection connection, Schemas schemas, DefinitionStore definitions)
            throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("savepoint structure");
            statement.execute(PRINTING);
            LiveStructure live;
            try (var catalog = StructureCatalog.read(connection, definitions)) {
                live = live(catalog, schemas);
            }
            statement.execute("rollback to savepoint structure");
            return live;
        }
    }

    private static LiveStructure live(StructureCatalog catalog, Schemas schemas) {
        var all = new BitSet();
        catalog.objects().forEach(all::set);
        var order = new StructureOrder(catalog, all);
        var objects = IntStream.of(order.sorted())
                .mapToObj(number -> catalog.object(number, order.isAfterRows(number)))
                .toList();
        var store = new StructureSelection(catalog, new BitSet(), Optional.of(schemas)).objects();
        return new LiveStructure(
                new StructureSet(objects), store.stream().mapToObj(catalog::id).collect(Collectors.toSet()));
    }

    private static BitSet numbers(Connection connection, List<Collection> tables, StructureCatalog catalog)
            throws SQLException {
        var numbers = new BitSet();
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
                    int number = catalog.number(new StructureKey("pg_class", rows.getLong(1)));
                    if (number >= 0) {
                        numbers.set(number);
                    }
                }
            }
        }
        return numbers;
    }
}
