package dev.seedbank.backend.postgres.structure.read;

import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.read.StructureColumn.NotNullFrom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tables with their columns, defaults and checks.
 *
 * <p>A partition is made as a table of its own and then attached, which keeps its own order of columns, defaults and names
 * of constraints. A child of plain inheritance is made with INHERITS if its columns then come in the order that they have;
 * otherwise (its parent got a column later) likewise on its own, and given to its parents afterwards.
 */
final class StructureTables {
    private static final String TABLES = """
            select c.oid, n.nspname, format('%I.%I', n.nspname, c.relname), case when c.relpersistence = 'u' then 'UNLOGGED ' else '' end,
                (select array_agg(h.inhparent::text order by h.inhseqno) from pg_inherits h where h.inhrelid = c.oid),
                (select array_agg(format('%I.%I', m.nspname, p.relname) order by h.inhseqno) from pg_inherits h
                    join pg_class p on p.oid = h.inhparent join pg_namespace m on m.oid = p.relnamespace where h.inhrelid = c.oid),
                pg_get_expr(c.relpartbound, c.oid),
                concat(E'\\nPARTITION BY ' || pg_get_partkeydef(c.oid), E'\\nUSING ' || quote_ident(nullif(a.amname, 'heap')),
                    (select E'\\nWITH (' || string_agg(prefix || format('%I=%L', split_part(o, '=', 1), substr(o, strpos(o, '=') + 1)), ', ' order by prefix, i) || ')'
                    from (select '', o, i from unnest(c.reloptions) with ordinality x(o, i)
                        union all select 'toast.', o, i from unnest(t.reloptions) with ordinality x(o, i)) x(prefix, o, i))),
                case when c.reloftype <> 0 then format('ALTER TABLE ONLY %I.%I OF %s', n.nspname, c.relname, c.reloftype::regtype) end,
                (select format(E'\\nSERVER %I%s', s.srvname, (select E'\\nOPTIONS (' || string_agg(format('%I %L', option_name, option_value), ', ') || ')' from pg_options_to_table(f.ftoptions)))
                    from pg_foreign_table f join pg_foreign_server s on s.oid = f.ftserver where f.ftrelid = c.oid)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace left join pg_am a on a.oid = c.relam left join pg_class t on t.oid = c.reltoastrelid
            where c.oid = any (?::oid[])
            """;

    private static final String OIDS = """
            select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'f') and c.relpersistence <> 't' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            """;

    /** Tables that are in the memory at once. */
    private static final int BATCH = 200;

    /**
     * @param bound as in FOR VALUES; null if the table is no partition
     * @param server of a foreign table, with its options; null if it is none
     */
    private record Table(
            StructureKey key,
            String schema,
            String name,
            String unlogged,
            List<Long> parents,
            List<String> parentNames,
            @Nullable String bound,
            String options,
            @Nullable String ofType,
            @Nullable String server) {}

    private final StructureGraph graph;
    private final Map<StructureKey, List<StructureCheck>> checks;
    private final Map<Long, List<StructureColumn>> columns;
    private final Consumer<StructureNode> into;

    private StructureTables(
            StructureGraph graph,
            Map<StructureKey, List<StructureCheck>> checks,
            Map<Long, List<StructureColumn>> columns,
            Consumer<StructureNode> into) {
        this.graph = graph;
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
                    graph,
                    StructureCheck.ofTables(connection, own),
                    StructureColumn.read(connection, withParents),
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
                            rows.getString(3),
                            rows.getString(4),
                            StructureQuery.oids(rows, 5),
                            StructureQuery.texts(rows, 6),
                            rows.getString(7),
                            rows.getString(8),
                            rows.getString(9),
                            rows.getString(10)));
                }
            }
        }
        return tables;
    }

    private void add(Table table) {
        var inherits = table.bound == null && !table.parents.isEmpty() && hasNaturalOrder(table);
        var lines = new ArrayList<String>();
        var after = new ArrayList<String>();
        for (var column : columns(table)) {
            addColumn(table, column, inherits, lines, after);
        }
        var owner = table.bound == null ? null : new StructureKey("pg_class", table.parents.getFirst());
        var node = new StructureNode(
                table.key,
                table.server == null ? StructureKind.TABLE : StructureKind.FOREIGN_TABLE,
                table.schema,
                table.name,
                owner,
                List.of(),
                List.of());
        for (var check : checks.getOrDefault(table.key, List.of())) {
            addCheck(node, check, inherits, lines);
        }
        var statements = new ArrayList<String>();
        statements.add(create(table, inherits, lines));
        statements.addAll(after);
        statements.addAll(joinParents(table, inherits));
        into.accept(node.with(statements));
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

    private void addColumn(
            Table table, StructureColumn column, boolean inherits, List<String> lines, List<String> after) {
        var alter = "ALTER TABLE ONLY " + table.name + " ALTER COLUMN " + column.name() + " ";
        var inherited = inherits ? inherited(table, column) : List.<StructureColumn>of();
        if (inherits && !column.isLocal()) {
            addInherited(column, inherited, alter, lines, after);
        } else {
            lines.add(
                    column.text(graph, column.isNotNull() && (inherited.isEmpty() || isOwnNotNull(column, inherited))));
        }
        if (column.isDefaultApart(graph)) {
            into.accept(new StructureNode(
                    Objects.requireNonNull(column.defaultKey()),
                    StructureKind.DEFAULT,
                    table.schema,
                    table.name + "." + column.name(),
                    table.key,
                    List.of(),
                    List.of(alter + "SET DEFAULT " + column.expression())));
        }
        column.settings().forEach(setting -> after.add(alter + setting));
    }

    /** A column that stands in the table only because its parents have it, but may differ from theirs. */
    private void addInherited(
            StructureColumn column,
            List<StructureColumn> inherited,
            String alter,
            List<String> lines,
            List<String> after) {
        var sameExpression = inherited.stream()
                .allMatch(
                        from -> !from.isDefaultApart(graph) && Objects.equals(from.expression(), column.expression()));
        if (column.isGenerated() && !sameExpression) {
            lines.add(column.text(graph, isOwnNotNull(column, inherited)));
            return;
        }
        if (!sameExpression && column.expression() == null) {
            after.add(alter + "DROP DEFAULT");
        } else if (!sameExpression && !column.isDefaultApart(graph)) {
            after.add(alter + "SET DEFAULT " + column.expression());
        }
        if (isOwnNotNull(column, inherited) && column.notNullFrom() == NotNullFrom.HERE) {
            lines.add(column.notNullName() + "NOT NULL " + column.name() + column.notNullEnd());
        } else if (isOwnNotNull(column, inherited)) {
            after.add(alter + "SET NOT NULL");
        }
    }

    private List<StructureColumn> inherited(Table table, StructureColumn column) {
        return table.parents.stream()
                .flatMap(parent -> columns.getOrDefault(parent, List.of()).stream())
                .filter(from -> from.name().equals(column.name()))
                .toList();
    }

    /** Where the catalogue does not say whose a not-null constraint is, it is the parents' if one has it. */
    private static boolean isOwnNotNull(StructureColumn column, List<StructureColumn> inherited) {
        return column.isNotNull()
                && switch (column.notNullFrom()) {
                    case HERE -> true;
                    case PARENT -> false;
                    case UNKNOWN -> inherited.stream().noneMatch(StructureColumn::isNotNull);
                };
    }

    private void addCheck(StructureNode table, StructureCheck check, boolean inherits, List<String> lines) {
        if (!check.isApart(graph)) {
            if (check.isLocal() || !inherits) {
                lines.add(check.text());
            }
        } else if (check.isLocal()) { // an inherited one comes from the parent's statement
            into.accept(check.node(table, "ALTER TABLE " + table.name()));
        }
    }

    private static String create(Table table, boolean inherits, List<String> lines) {
        return "CREATE " + table.unlogged + (table.server == null ? "TABLE " : "FOREIGN TABLE ") + table.name
                + (lines.isEmpty() ? " ()" : " (\n    " + String.join(",\n    ", lines) + "\n)")
                + (inherits ? "\nINHERITS (" + String.join(", ", table.parentNames) + ")" : "")
                + table.options
                + (table.server == null ? "" : table.server);
    }

    private static List<String> joinParents(Table table, boolean inherits) {
        var statements = new ArrayList<String>();
        if (table.bound != null) {
            statements.add("ALTER TABLE ONLY " + table.parentNames.getFirst() + " ATTACH PARTITION " + table.name + " "
                    + table.bound);
        } else if (!inherits) {
            table.parentNames.forEach(
                    parent -> statements.add("ALTER TABLE ONLY " + table.name + " INHERIT " + parent));
        }
        if (table.ofType != null) {
            statements.add(table.ofType);
        }
        return statements;
    }
}
