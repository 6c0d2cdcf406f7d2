package dev.seedbank.backend.postgres.structure.read;

import dev.seedbank.backend.postgres.structure.definition.Descent;
import dev.seedbank.backend.postgres.structure.definition.Statements;
import dev.seedbank.backend.postgres.structure.definition.TableDefinition;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tables with their columns, defaults and checks. A child of plain inheritance whose columns do not come in the order that INHERITS
 * would give them (its parent got one later) is made on its own, and given to its parents afterwards.
 */
final class StructureTables {
    private static final String TABLES = """
            select c.oid, n.nspname, format('%I.%I', n.nspname, c.relname), c.relpersistence = 'u',
                (select array_agg(h.inhparent::text order by h.inhseqno) from pg_inherits h where h.inhrelid = c.oid),
                (select array_agg(format('%I.%I', m.nspname, p.relname) order by h.inhseqno) from pg_inherits h
                    join pg_class p on p.oid = h.inhparent join pg_namespace m on m.oid = p.relnamespace where h.inhrelid = c.oid),
                pg_get_expr(c.relpartbound, c.oid), pg_get_partkeydef(c.oid), quote_ident(nullif(a.amname, 'heap')),
                (select array_agg(array[prefix || quote_ident(split_part(o, '=', 1)), quote_literal(substr(o, strpos(o, '=') + 1))] order by prefix, i)
                    from (select '', o, i from unnest(c.reloptions) with ordinality x(o, i)
                        union all select 'toast.', o, i from unnest(t.reloptions) with ordinality x(o, i)) x(prefix, o, i)),
                case when c.reloftype <> 0 then c.reloftype::regtype::text end, quote_ident(s.srvname),
                (select array_agg(array[quote_ident(option_name), quote_nullable(option_value)]) from pg_options_to_table(f.ftoptions))
            from pg_class c join pg_namespace n on n.oid = c.relnamespace left join pg_am a on a.oid = c.relam left join pg_class t on t.oid = c.reltoastrelid
                left join (pg_foreign_table f join pg_foreign_server s on s.oid = f.ftserver) on f.ftrelid = c.oid
            where c.oid = any (?::oid[])
            """;

    private static final String OIDS = """
            select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'f') and c.relpersistence <> 't' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            """;

    /** Tables that are in the memory at once. */
    private static final int BATCH = 200;

    /**
     * @param definition without its columns, checks and descent
     * @param bound as in FOR VALUES; null if the table is no partition
     */
    private record Table(
            StructureKey key,
            String schema,
            TableDefinition definition,
            List<Long> parents,
            List<String> parentNames,
            @Nullable String bound) {
        String name() {
            return definition.name();
        }
    }

    private final Map<StructureKey, List<StructureCheck>> checks;
    private final Map<Long, List<StructureColumn>> columns;
    private final Consumer<StructureNode> into;

    private StructureTables(
            Map<StructureKey, List<StructureCheck>> checks,
            Map<Long, List<StructureColumn>> columns,
            Consumer<StructureNode> into) {
        this.checks = checks;
        this.columns = columns;
        this.into = into;
    }

    static void read(Connection connection, StructureGraph graph, Consumer<StructureNode> into) throws SQLException {
        var oids = new ArrayList<Long>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(OIDS)) {
            while (rows.next()) {
                oids.add(rows.getLong(1));
            }
        }
        for (int from = 0; from < oids.size(); from += BATCH) {
            var tables = read(connection, oids.subList(from, Math.min(from + BATCH, oids.size())));
            tables.removeIf(table -> graph.isPart(table.key));
            var own = tables.stream().map(table -> table.key.oid()).toList();
            var withParents = new LinkedHashSet<>(own);
            tables.forEach(table -> withParents.addAll(table.parents));
            var batch = new StructureTables(
                    StructureCheck.ofTables(connection, graph, own),
                    StructureColumn.read(connection, graph, withParents),
                    into);
            tables.forEach(batch::add);
        }
    }

    private static List<Table> read(Connection connection, List<Long> oids) throws SQLException {
        var tables = new ArrayList<Table>();
        try (var statement = connection.prepareStatement(TABLES)) {
            statement.setArray(1, connection.createArrayOf("int8", oids.toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    tables.add(new Table(
                            new StructureKey("pg_class", rows.getLong(1)),
                            rows.getString(2),
                            definition(rows),
                            StructureQuery.oids(rows, 5),
                            StructureQuery.texts(rows, 6),
                            rows.getString(7)));
                }
            }
        }
        return tables;
    }

    private static TableDefinition definition(ResultSet rows) throws SQLException {
        var server = rows.getString(12);
        var partitionKey = rows.getString(8);
        return new TableDefinition(
                rows.getString(3),
                rows.getBoolean(4),
                List.of(),
                List.of(),
                new Descent.Root(),
                partitionKey == null ? null : ArrayCasts.kept(partitionKey),
                rows.getString(9),
                StructureQuery.settings(rows, 10),
                rows.getString(11),
                server == null ? null : new TableDefinition.Server(server, StructureQuery.settings(rows, 13)));
    }

    private void add(Table table) {
        var own = checks.getOrDefault(table.key, List.of());
        var definition = table.definition.with(
                columns(table).stream()
                        .map(column ->
                                table.parents.isEmpty() ? column.column() : column.below(inherited(table, column)))
                        .toList(),
                own.stream().map(StructureCheck::check).toList(),
                descent(table));
        var node = new StructureNode(
                table.key,
                definition.server() == null ? StructureKind.TABLE : StructureKind.FOREIGN_TABLE,
                table.schema,
                table.name(),
                table.bound == null ? null : new StructureKey("pg_class", table.parents.getFirst()),
                List.of(),
                definition);
        into.accept(node);
        columns(table).stream()
                .filter(column -> column.column().isDefaultApart())
                .forEach(column -> addDefault(node, column));
        own.stream()
                // an inherited one comes from the parent's statement
                .filter(check -> check.check().apart() && check.check().declared())
                .forEach(check -> into.accept(check.node(node, "ALTER TABLE")));
    }

    private Descent descent(Table table) {
        if (table.bound != null) {
            return new Descent.Partition(table.parentNames.getFirst(), table.bound);
        }
        if (table.parents.isEmpty()) {
            return new Descent.Root();
        }
        return hasNaturalOrder(table) ? new Descent.Child(table.parentNames) : new Descent.Joined(table.parentNames);
    }

    private List<StructureColumn> columns(Table table) {
        return columns.getOrDefault(table.key.oid(), List.of());
    }

    /** Whether the columns come as INHERITS would put them: the parents' in their order, then the rest. */
    private boolean hasNaturalOrder(Table table) {
        var actual = columns(table).stream().map(StructureColumn::name).toList();
        var natural = new LinkedHashSet<String>();
        for (var parent : table.parents) {
            columns.getOrDefault(parent, List.of()).forEach(column -> natural.add(column.name()));
        }
        natural.addAll(actual);
        return actual.equals(List.copyOf(natural));
    }

    private List<StructureColumn> inherited(Table table, StructureColumn column) {
        return table.parents.stream()
                .flatMap(parent -> columns.getOrDefault(parent, List.of()).stream())
                .filter(from -> from.name().equals(column.name()))
                .toList();
    }

    private void addDefault(StructureNode table, StructureColumn column) {
        into.accept(new StructureNode(
                Objects.requireNonNull(column.defaultKey()),
                StructureKind.DEFAULT,
                table.schema(),
                table.name() + "." + column.name(),
                table.key(),
                List.of(),
                Statements.of("ALTER TABLE ONLY " + table.name() + " ALTER COLUMN " + column.name() + " SET DEFAULT "
                        + column.column().expression())));
    }
}
