package dev.seedbank.backend.postgres.dump;

import dev.seedbank.backend.SensitiveField;
import dev.seedbank.backend.postgres.catalog.Table;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.config.SensitiveFields;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.UsageFailure;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Refuses to leave a column out of a backup that a restore could not do without. */
final class SensitiveCheck {
    /** A column of a domain has what the domain says, too. */
    private static final String COLUMNS = """
            select a.attname,
                   a.attnotnull or t.typnotnull,
                   a.atthasdef or a.attidentity <> '' or t.typdefault is not null,
                   a.attidentity = 'a',
                   exists (select from pg_index i where i.indrelid = a.attrelid and i.indisprimary and a.attnum = any (i.indkey)),
                   exists (select from pg_partitioned_table p where p.partrelid = a.attrelid and a.attnum = any (p.partattrs)),
                   exists (select from pg_constraint k where k.confrelid = a.attrelid and k.contype = 'f' and a.attnum = any (k.confkey))
            from pg_attribute a join pg_type t on t.oid = a.atttypid
            where a.attrelid = ? and a.attname = any (?) and not a.attisdropped
            """;

    /** With the columns behind expressions, such as {@code lower(email)}; an index with a condition is not of all rows. */
    private static final String UNIQUE = """
            select coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false),
                   array (select a.attname::text from pg_attribute a
                          where a.attrelid = i.indrelid and a.attnum > 0
                            and (a.attnum = any (i.indkey)
                                 or exists (select from pg_depend d
                                            where d.classid = 'pg_class'::regclass and d.objid = i.indexrelid
                                              and d.refclassid = 'pg_class'::regclass and d.refobjid = i.indrelid
                                              and d.refobjsubid = a.attnum)))
            from pg_index i where i.indrelid = ? and i.indisunique and i.indpred is null
            """;

    private final Session session;
    private final Table table;
    private final List<SensitiveField> fields;

    SensitiveCheck(Session session, Table table, List<SensitiveField> fields) {
        this.session = session;
        this.table = table;
        this.fields = fields;
    }

    /** @throws UsageFailure naming the first */
    void require() {
        var names = fields.stream().map(SensitiveField::name).toList();
        var uniques = session.query(UNIQUE, row -> new Unique(row.getBoolean(1), texts(row.getArray(2))), table.oid());
        session.query(COLUMNS, SensitiveCheck::facts, table.oid(), names)
                .forEach(facts -> require(field(facts.name), facts, uniques));
        uniques.forEach(this::require);
    }

    /** What the catalog says of a column. */
    private record Facts(
            String name,
            boolean notNull,
            boolean hasDefault,
            boolean identity,
            boolean key,
            boolean partition,
            boolean referenced) {}

    private static Facts facts(ResultSet row) throws SQLException {
        return new Facts(
                row.getString(1),
                row.getBoolean(2),
                row.getBoolean(3),
                row.getBoolean(4),
                row.getBoolean(5),
                row.getBoolean(6),
                row.getBoolean(7));
    }

    private record Unique(boolean nullsEqual, List<String> columns) {}

    private void require(SensitiveField field, Facts facts, List<Unique> uniques) {
        if (facts.key || facts.partition || facts.identity) {
            var what = facts.key ? "the primary key" : facts.partition ? "the partition key" : "an identity column";
            throw refused(field, "is of " + what, "Take it out of seedbank.sensitive.");
        }
        if (facts.referenced) {
            throw refused(field, "is what a foreign key refers to", "Take it out of seedbank.sensitive.");
        }
        if (facts.notNull && !facts.hasDefault && field.fill().isEmpty()) {
            boolean unique = uniques.stream().anyMatch(it -> it.columns.contains(field.name()));
            throw refused(field, "may not be null and has no default", advice(field, unique));
        }
    }

    /** Rows that get nothing are equal to each other only where nulls are. */
    private void require(Unique unique) {
        boolean all = unique.columns.stream()
                .allMatch(column -> fields.stream().anyMatch(field -> isSameForAll(field, column, unique)));
        if (all) {
            var field = field(unique.columns.getFirst());
            throw refused(field, "is unique, and all rows would get the same", advice(field, true));
        }
    }

    private static boolean isSameForAll(SensitiveField field, String column, Unique unique) {
        return field.name().equals(column)
                && (field.isConstant() || (field.fill().isEmpty() && unique.nullsEqual));
    }

    private SensitiveField field(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private UsageFailure refused(SensitiveField field, String why, String advice) {
        return new UsageFailure(
                ErrorCode.SETTINGS,
                "%s.%s %s: it cannot be left out of a backup".formatted(table.label(), field.name(), why),
                advice,
                null);
    }

    private String advice(SensitiveField field, boolean unique) {
        return SensitiveFields.fillAdvice(table.label() + "." + field.name(), unique);
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
