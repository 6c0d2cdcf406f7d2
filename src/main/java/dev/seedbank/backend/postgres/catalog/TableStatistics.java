package dev.seedbank.backend.postgres.catalog;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import dev.seedbank.backend.CollectionStatistics;
import dev.seedbank.backend.postgres.connection.Session;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Counts and sizes of tables: counted where that is quick, the server's estimate where it is not. */
public record TableStatistics(Session session) {
    private static final double COUNTED_ROWS = 1_000_000;
    /** For tables that were never analyzed, whose number of rows nobody knows. */
    private static final long COUNTED_BYTES = 256L << 20;
    /** Bytes; with the alignment of most. */
    private static final long ROW_HEADER = 28;

    private static final long COLUMN_WIDTH = 12;
    /** Tables in one statement. */
    private static final int BATCH = 100;

    /**
     * The number of rows is from the last analysis or, where there was none, what the server has counted since its last crash.
     * A partitioned table's are those of its partitions, which {@code pg_partition_tree} names; of another table it names none.
     */
    private static final String SIZES = """
            select t.oid,
                coalesce((select sum(pg_total_relation_size(relid)) from pg_partition_tree(t.oid)), pg_total_relation_size(t.oid)),
                coalesce((select sum(pg_relation_size(relid)) from pg_partition_tree(t.oid)), pg_relation_size(t.oid)),
                coalesce((select sum(case when c.reltuples < 0 then pg_stat_get_live_tuples(c.oid) else c.reltuples end)
                        from pg_partition_tree(t.oid) join pg_class c on c.oid = relid and c.relkind = 'r'),
                    case when t.reltuples < 0 then pg_stat_get_live_tuples(t.oid) else t.reltuples end)::bigint,
                has_schema_privilege(t.relnamespace, 'USAGE') and has_table_privilege(t.oid, 'SELECT') and not row_security_active(t.oid)
            from pg_class t where t.oid = any(?::oid[])""";

    /**
     * @param total bytes of rows, indexes and all
     * @param rows bytes of rows
     * @param estimate number of rows; 0 if nobody knows
     * @param readable whether this role may read all rows
     */
    private record Size(long oid, long total, long rows, long estimate, boolean readable) {}

    /** In the order of {@code tables}; one that is gone by now is left out. */
    public List<CollectionStatistics> of(List<Table> tables) {
        var sizes = sizes(tables);
        var there = tables.stream().filter(it -> sizes.containsKey(it.oid())).toList();
        var counts = counts(there.stream()
                .filter(it -> isQuick(it, Objects.requireNonNull(sizes.get(it.oid()))))
                .toList());
        return there.stream()
                .map(table -> of(table, Objects.requireNonNull(sizes.get(table.oid())), counts))
                .toList();
    }

    /** About how many rows each has, by oid: the server's estimate or, where nobody has analyzed it, what its file has room for. */
    public Map<Long, Long> estimates(List<Table> tables) {
        var sizes = sizes(tables);
        var estimates = new HashMap<Long, Long>();
        for (var table : tables) {
            var size = sizes.get(table.oid());
            if (size != null) {
                long width = ROW_HEADER + COLUMN_WIDTH * table.columns().size();
                boolean analyzed = size.estimate > 0 || (table.estimate() >= 0 && !table.partitioned());
                estimates.put(table.oid(), analyzed ? size.estimate : size.rows / width);
            }
        }
        return estimates;
    }

    /** Whether one of them holds a row. */
    public boolean anyRow(List<Table> tables) {
        for (int begin = 0; begin < tables.size(); begin += BATCH) {
            var batch = tables.subList(begin, Math.min(begin + BATCH, tables.size()));
            var sql = batch.stream()
                    .map(table -> "exists (select from " + table.onlySql() + ")")
                    .collect(joining(" or ", "select ", ""));
            if (session.test(sql)) {
                return true;
            }
        }
        return false;
    }

    /** Exact, or -1 if counting would take long. */
    public long quickCount(Table table) {
        return of(List.of(table)).stream()
                .filter(CollectionStatistics::exact)
                .mapToLong(CollectionStatistics::rows)
                .findFirst()
                .orElse(-1);
    }

    private static CollectionStatistics of(Table table, Size size, Map<Long, Long> counts) {
        var count = counts.get(table.oid());
        long estimate = size.estimate == 0 && size.rows > 0 ? -1 : size.estimate;
        return count == null
                ? new CollectionStatistics(table.collection(), estimate, false, size.total)
                : new CollectionStatistics(table.collection(), count, true, size.total);
    }

    private static boolean isQuick(Table table, Size size) {
        boolean analyzed = !table.partitioned() && table.estimate() >= 0;
        return size.readable && (analyzed ? table.estimate() < COUNTED_ROWS : size.rows < COUNTED_BYTES);
    }

    private Map<Long, Size> sizes(List<Table> tables) {
        var oids = tables.stream().map(Table::oid).toList();
        return session
                .query(
                        SIZES,
                        row -> new Size(
                                row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getBoolean(5)),
                        oids)
                .stream()
                .collect(toMap(Size::oid, size -> size));
    }

    /** Exact, by oid, however long it takes. */
    public Map<Long, Long> counts(List<Table> tables) {
        var counts = new HashMap<Long, Long>();
        for (int begin = 0; begin < tables.size(); begin += BATCH) {
            var batch = tables.subList(begin, Math.min(begin + BATCH, tables.size()));
            var sql = batch.stream()
                    .map(table -> "select %d::bigint, count(*) from %s".formatted(table.oid(), table.onlySql()))
                    .collect(joining(" union all "));
            session.query(sql, row -> counts.put(row.getLong(1), row.getLong(2)));
        }
        return counts;
    }
}
