package dev.seedbank.backend.postgres.catalog;

import static java.util.stream.Collectors.joining;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Collection.Kind;
import dev.seedbank.backend.Column;
import dev.seedbank.backend.ForeignKey;
import dev.seedbank.backend.SequenceValue;
import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What there is in the schemas of a store, asked of {@code pg_catalog}; needs the session's search path to be empty. */
public final class PostgresCatalog {
    /** A domain, of a domain, of … counts as the type under it; {@code element} only for true arrays. */
    private static final String COLUMNS = """
            with recursive based (attrelid, attnum, typid) as (
                select a.attrelid, a.attnum, a.atttypid from pg_attribute a
                where a.attrelid = any (?::oid[]) and a.attnum > 0 and not a.attisdropped
                union all
                select b.attrelid, b.attnum, t.typbasetype from based b join pg_type t on t.oid = b.typid where t.typtype = 'd'),
            element (arrayid, oid, typid, typtype) as (
                select e.typarray, e.oid, e.oid, e.typtype from pg_type e
                where e.typarray in (select typid from based)
                union all
                select m.arrayid, m.oid, t.typbasetype, u.typtype
                from element m join pg_type t on t.oid = m.typid join pg_type u on u.oid = t.typbasetype where m.typtype = 'd')
            select a.attrelid, a.attname, format_type(a.atttypid, a.atttypmod), format_type(a.atttypid, -1),
                   b.typid, coalesce(e.typid, 0), coalesce(e.typtype, ''), a.attgenerated, a.attidentity,
                   a.attnotnull and not a.atthasdef and a.attidentity = '', t.typcategory = 'S'
            from pg_attribute a
            join based b using (attrelid, attnum) join pg_type t on t.oid = b.typid and t.typtype <> 'd'
            left join element e on e.arrayid = b.typid and e.typtype <> 'd'
            order by a.attrelid, a.attnum
            """;

    /** Sequences in one statement. */
    private static final int BATCH = 100;

    private final Session session;
    private final Schemas schemas;
    private final String relations;

    public PostgresCatalog(Session session, Schemas schemas) {
        this.session = session;
        this.schemas = schemas;
        this.relations = relations(schemas);
    }

    /** Not temporary, not a partition, not part of an extension. */
    private static String relations(Schemas schemas) {
        return """
                select c.oid, n.nspname, c.relname, c.relkind, c.reltuples
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where %s and c.relkind = any (?) and c.relname !~ '^_seedbank'
                  and not c.relispartition and c.relpersistence <> 't'
                  and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
                order by n.nspname collate "C", c.relname collate "C"
                """.formatted(schemas.condition("n.nspname"));
    }

    /** Tables, and views among them, sorted by schema and name; the database's large objects are one more, if it has any. */
    public List<Collection> collections() {
        var collections = new ArrayList<>(session.query(relations, this::collection, List.of("r", "p", "v", "m")));
        if (session.test("select exists (select from pg_largeobject_metadata)")) {
            collections.add(PostgresLargeObjects.COLLECTION);
        }
        return collections;
    }

    /** Sorted by schema and name, without their columns, which take the server longer than all else of them. */
    public List<Table> tablesAlone() {
        return relations(List.of("r", "p"));
    }

    /** Tables and materialized views, which can have indexes, without their columns. */
    public List<Table> indexable() {
        return relations(List.of("r", "p", "m"));
    }

    private List<Table> relations(List<String> kinds) {
        return session.query(
                relations,
                row -> new Table(
                        row.getLong(1), collection(row), row.getString(4).equals("p"), row.getDouble(5), List.of()),
                kinds);
    }

    /** With their columns, sorted by schema and name. */
    public List<Table> tables() {
        var tables = new ArrayList<>(tablesAlone());
        var columns = columns(tables.stream().map(Table::oid).toList());
        tables.replaceAll(table -> new Table(
                table.oid(),
                table.collection(),
                table.partitioned(),
                table.estimate(),
                List.copyOf(columns.getOrDefault(table.oid(), List.of()))));
        return tables;
    }

    public Map<Collection, Table> tablesByName() {
        var tables = new TreeMap<Collection, Table>();
        tables().forEach(table -> tables.put(table.collection(), table));
        return Collections.unmodifiableMap(tables);
    }

    /** Between tables of the store. */
    public List<ForeignKey> foreignKeys() {
        var sql = """
                select k.conname, cn.nspname, c.relname, pn.nspname, p.relname from pg_constraint k
                join pg_class c on c.oid = k.conrelid join pg_namespace cn on cn.oid = c.relnamespace
                join pg_class p on p.oid = k.confrelid join pg_namespace pn on pn.oid = p.relnamespace
                where k.contype = 'f' and k.conparentid = 0 and not c.relispartition and not p.relispartition
                  and %s and %s
                order by cn.nspname, c.relname, k.conname
                """.formatted(schemas.condition("cn.nspname"), schemas.condition("pn.nspname"));
        return session.query(
                sql,
                row -> new ForeignKey(
                        row.getString(1),
                        collection(row.getString(2), row.getString(3), Kind.DATA),
                        collection(row.getString(4), row.getString(5), Kind.DATA)));
    }

    /** Inside a transaction. Many in one statement, because each answer takes a round trip; no lock is kept. */
    public List<SequenceValue> sequences() {
        var names = session.query(relations, row -> Map.entry(row.getString(2), row.getString(3)), List.of("S"));
        var sequences = new ArrayList<SequenceValue>();
        session.run("savepoint sequences");
        for (int from = 0; from < names.size(); from += BATCH) {
            var batch = names.subList(from, Math.min(from + BATCH, names.size()));
            session.query(valuesOf(batch), row -> {
                var name = batch.get(row.getInt(1));
                return sequences.add(
                        new SequenceValue(name.getKey(), name.getValue(), row.getLong(2), row.getBoolean(3)));
            });
            session.run("rollback to savepoint sequences");
        }
        return sequences;
    }

    private static String valuesOf(List<Map.Entry<String, String>> sequences) {
        return IntStream.range(0, sequences.size())
                .mapToObj(i -> "select %d, last_value, is_called from %s"
                        .formatted(
                                i,
                                Identifiers.qualified(
                                        sequences.get(i).getKey(),
                                        sequences.get(i).getValue())))
                .collect(joining(" union all ", "", " order by 1"));
    }

    private Collection collection(ResultSet row) throws SQLException {
        var kind = row.getString(4).equals("r") || row.getString(4).equals("p") ? Kind.DATA : Kind.VIEW;
        return collection(row.getString(2), row.getString(3), kind);
    }

    public Collection collection(String schema, String name, Kind kind) {
        return new Collection(schema, name, schema.equals(schemas.main()), kind);
    }

    private Map<Long, List<TableColumn>> columns(List<Long> oids) {
        var columns = new HashMap<Long, List<TableColumn>>();
        var known = new HashMap<String, TableColumn>(); // thousands of tables have the same id
        session.query(
                COLUMNS,
                row -> {
                    var column = column(row);
                    return columns.computeIfAbsent(row.getLong(1), oid -> new ArrayList<>())
                            .add(known.computeIfAbsent(identity(row), key -> column));
                },
                oids);
        return columns;
    }

    /** Equal only for columns that are equal in everything: the rest follows from these. */
    private static String identity(ResultSet row) throws SQLException {
        return String.join(
                "\0",
                row.getString(2),
                row.getString(3),
                row.getString(5),
                row.getString(8),
                row.getString(9),
                row.getString(10));
    }

    private static TableColumn column(ResultSet row) throws SQLException {
        var type = ColumnTypes.format(row.getLong(5), row.getLong(6), row.getString(7));
        return new TableColumn(
                new Column(row.getString(2), row.getString(3)),
                row.getString(4),
                type,
                !row.getString(8).isEmpty(),
                row.getString(9).equals("a"),
                row.getBoolean(10),
                row.getBoolean(11));
    }
}
