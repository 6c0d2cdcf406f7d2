package dev.seedbank.backend.postgres.structure.definition;

import java.util.ArrayList;
import java.util.List;

/** The SQL of a table: CREATE TABLE, what that cannot say of columns, and its parents. */
final class TableStatements {
    private final TableDefinition table;
    /** Whether INHERITS brings columns and checks. */
    private final boolean inherits;
    /** Inside of the parentheses. */
    private final List<String> lines = new ArrayList<>();

    private final List<String> after = new ArrayList<>();

    TableStatements(TableDefinition table) {
        this.table = table;
        this.inherits = table.descent() instanceof Descent.Child;
    }

    List<String> all() {
        table.columns().forEach(this::add);
        table.checks().stream()
                .filter(check -> !check.apart() && (check.declared() || !inherits))
                .forEach(check -> lines.add(check.sql()));
        var statements = new ArrayList<String>();
        statements.add(create());
        statements.addAll(after);
        statements.addAll(table.descent().statements(table.name()));
        if (table.ofType() != null) {
            statements.add("ALTER TABLE ONLY " + table.name() + " OF " + table.ofType());
        }
        return statements;
    }

    private void add(Column column) {
        if (!inherits || column.declared()) {
            lines.add(column.sql(!inherits));
        } else {
            addInherited(column);
        }
        column.settings().forEach(setting -> after.add(alter(column) + setting));
    }

    private String alter(Column column) {
        return "ALTER TABLE ONLY " + table.name() + " ALTER COLUMN " + column.name() + " ";
    }

    private void addInherited(Column column) {
        boolean isChanged = column.origin() == Column.Origin.CHANGED;
        if (isChanged && column.isGenerated()) {
            lines.add(column.sql(false));
            return;
        }
        if (isChanged && column.expression() == null) {
            after.add(alter(column) + "DROP DEFAULT");
        } else if (isChanged && !column.isDefaultApart()) {
            after.add(alter(column) + "SET DEFAULT " + column.expression());
        }
        addNotNull(column);
    }

    private void addNotNull(Column column) {
        var notNull = column.notNull();
        if (notNull == null || !notNull.declared()) {
            return;
        }
        if (notNull.isConstraint()) {
            lines.add(notNull.sql(" " + column.name()));
        } else {
            after.add(alter(column) + "SET NOT NULL");
        }
    }

    private String create() {
        var sql = new StringBuilder("CREATE ").append(table.unlogged() ? "UNLOGGED " : "");
        sql.append(table.server() == null ? "TABLE " : "FOREIGN TABLE ").append(table.name());
        sql.append(lines.isEmpty() ? " ()" : " (\n    " + String.join(",\n    ", lines) + "\n)");
        if (table.descent() instanceof Descent.Child(var parents)) {
            sql.append("\nINHERITS (").append(String.join(", ", parents)).append(')');
        }
        if (table.partitionKey() != null) {
            sql.append("\nPARTITION BY ").append(table.partitionKey());
        }
        if (table.accessMethod() != null) {
            sql.append("\nUSING ").append(table.accessMethod());
        }
        if (!table.options().isEmpty()) {
            sql.append("\nWITH (").append(Setting.list(table.options(), "=")).append(')');
        }
        if (table.server() != null) {
            appendServer(sql, table.server());
        }
        return sql.toString();
    }

    private static void appendServer(StringBuilder sql, TableDefinition.Server server) {
        sql.append("\nSERVER ").append(server.name());
        if (!server.options().isEmpty()) {
            sql.append("\nOPTIONS (")
                    .append(Setting.list(server.options(), " "))
                    .append(')');
        }
    }
}
