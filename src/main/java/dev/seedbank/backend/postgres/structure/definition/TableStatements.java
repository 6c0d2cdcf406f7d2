package dev.seedbank.backend.postgres.structure.definition;

import dev.seedbank.backend.postgres.structure.definition.TableDefinition.Descent;
import java.util.ArrayList;
import java.util.List;

/** The SQL of a table: CREATE TABLE, what that cannot say of columns, and its parents. */
final class TableStatements {
    private final TableDefinition table;
    /** Inside of the parentheses. */
    private final List<String> lines = new ArrayList<>();

    private final List<String> after = new ArrayList<>();

    TableStatements(TableDefinition table) {
        this.table = table;
    }

    List<String> all() {
        table.columns().forEach(this::add);
        table.checks().stream()
                .filter(check -> check.declared() && !check.apart())
                .forEach(check -> lines.add(check.sql()));
        var statements = new ArrayList<String>();
        statements.add(create());
        statements.addAll(after);
        joinParents(statements);
        if (table.ofType() != null) {
            statements.add("ALTER TABLE ONLY " + table.name() + " OF " + table.ofType());
        }
        return statements;
    }

    private void add(Column column) {
        var alter = "ALTER TABLE ONLY " + table.name() + " ALTER COLUMN " + column.name() + " ";
        switch (column.origin()) {
            case DECLARED -> lines.add(column.sql());
            case INHERITED -> addNotNull(column, alter);
            case CHANGED -> addChanged(column, alter);
        }
        column.settings().forEach(setting -> after.add(alter + setting));
    }

    private void addChanged(Column column, String alter) {
        if (column.isGenerated()) {
            lines.add(column.sql());
            return;
        }
        if (column.expression() == null) {
            after.add(alter + "DROP DEFAULT");
        } else if (!column.isDefaultApart()) {
            after.add(alter + "SET DEFAULT " + column.expression());
        }
        addNotNull(column, alter);
    }

    private void addNotNull(Column column, String alter) {
        var notNull = column.notNull();
        if (notNull == null || !notNull.declared()) {
            return;
        }
        if (notNull.isConstraint()) {
            lines.add(notNull.sql(" " + column.name()));
        } else {
            after.add(alter + "SET NOT NULL");
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

    private void joinParents(List<String> statements) {
        switch (table.descent()) {
            case Descent.Root root -> {
                // none
            }
            case Descent.Child child -> {
                // CREATE TABLE said it
            }
            case Descent.Joined(var parents) ->
                parents.forEach(parent -> statements.add("ALTER TABLE ONLY " + table.name() + " INHERIT " + parent));
            case Descent.Partition(var parent, var bound) ->
                statements.add("ALTER TABLE ONLY " + parent + " ATTACH PARTITION " + table.name() + " " + bound);
        }
    }
}
