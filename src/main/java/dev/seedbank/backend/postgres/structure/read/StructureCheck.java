package dev.seedbank.backend.postgres.structure.read;

import dev.seedbank.backend.postgres.structure.definition.Check;
import dev.seedbank.backend.postgres.structure.definition.Statements;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A check of a table or domain.
 *
 * @param isUnvalidated whether rows may violate it, so that it comes after them
 */
record StructureCheck(StructureKey key, StructureKey owner, Check check, boolean isUnvalidated) {
    /** Since PostgreSQL 18 a not-null constraint can be unvalidated too, and a check need not be enforced at all. */
    private static final String SQL = """
            select k.oid, case when k.contypid = 0 then 'pg_class' else 'pg_type' end, case when k.contypid = 0 then k.conrelid else k.contypid end,
                quote_ident(k.conname), pg_get_constraintdef(k.oid),
                k.conislocal, k.coninhcount > 0, not k.convalidated and coalesce((j ->> 'conenforced')::boolean, true)
            from pg_constraint k cross join lateral to_jsonb(k) j
            where k.oid >= 16384 and (k.contype = 'c' or k.contype = 'n' and k.conrelid <> 0 and not k.convalidated)
            """;

    private static final String OF_DOMAINS = " and k.contypid <> 0";
    private static final String OF_TABLES = " and k.conrelid = any (?::oid[])";
    private static final String IN_ORDER = " order by k.conname collate \"C\"";

    /** By the domain. */
    static Map<StructureKey, List<StructureCheck>> ofDomains(Connection connection, StructureGraph graph)
            throws SQLException {
        try (var statement = connection.prepareStatement(SQL + OF_DOMAINS + IN_ORDER)) {
            return read(statement, graph);
        }
    }

    /** By the table. */
    static Map<StructureKey, List<StructureCheck>> ofTables(
            Connection connection, StructureGraph graph, Collection<Long> oids) throws SQLException {
        try (var statement = connection.prepareStatement(SQL + OF_TABLES + IN_ORDER)) {
            statement.setArray(1, connection.createArrayOf("int8", oids.toArray()));
            return read(statement, graph);
        }
    }

    private static Map<StructureKey, List<StructureCheck>> read(PreparedStatement statement, StructureGraph graph)
            throws SQLException {
        var checks = new HashMap<StructureKey, List<StructureCheck>>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                var key = new StructureKey("pg_constraint", rows.getLong(1));
                var owner = new StructureKey(rows.getString(2), rows.getLong(3));
                boolean isUnvalidated = rows.getBoolean(8);
                var check = new Check(
                        rows.getString(4),
                        ArrayCasts.kept(rows.getString(5)),
                        rows.getBoolean(6),
                        rows.getBoolean(7),
                        isUnvalidated || graph.isSeparate(key));
                checks.computeIfAbsent(owner, it -> new ArrayList<>())
                        .add(new StructureCheck(key, owner, check, isUnvalidated));
            }
        }
        return checks;
    }

    /** For a check that has a statement of its own. */
    StructureNode node(StructureNode of, String alter) {
        return new StructureNode(
                key,
                isUnvalidated ? StructureKind.UNVALIDATED : StructureKind.CHECK,
                of.schema(),
                of.name() + "." + check.name(),
                of.key(),
                List.of(),
                Statements.of(alter + " " + of.name() + " ADD " + check.sql()));
    }
}
