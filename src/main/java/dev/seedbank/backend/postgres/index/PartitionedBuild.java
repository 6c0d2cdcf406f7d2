package dev.seedbank.backend.postgres.index;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.postgres.catalog.Table;
import dev.seedbank.backend.postgres.connection.PostgresErrors;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.failure.OperationFailed;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;

/**
 * Builds the index of a partitioned table without keeping writers waiting: one that holds the others together, then one on each
 * partition, which is attached (PostgreSQL manual, CREATE INDEX, Building Indexes Concurrently). Goes on where an attempt was broken off.
 */
final class PartitionedBuild {
    private static final String PARTITIONS = """
            select c.oid, n.nspname, c.relname, c.relkind from pg_catalog.pg_inherits h
            join pg_catalog.pg_class c on c.oid = h.inhrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where h.inhparent = ?::oid and c.relkind in ('r', 'p') order by c.relname collate "C"
            """;

    private static final String ATTACHED = """
            select i.indrelid from pg_catalog.pg_inherits h join pg_catalog.pg_index i on i.indexrelid = h.inhrelid
            where h.inhparent = ?::regclass
            """;

    private final Session looking;
    private final IndexStatements statements;
    private final PostgresChange.Create create;

    PartitionedBuild(Session looking, IndexStatements statements, PostgresChange.Create create) {
        this.looking = looking;
        this.statements = statements;
        this.create = create;
    }

    /** @param name of the new index; empty if the server is to choose */
    void run(String name) {
        var parent = create.broken().map(Index::name).orElseGet(() -> made(create.table(), name));
        attachAll(create.table(), parent);
    }

    /** The new index's name; that of a partitioned table is invalid until all partitions have theirs. */
    private String made(Table table, String name) {
        var before = new HashSet<String>();
        indexes(table).forEach(it -> before.add(it.name()));
        var sql = Statements.create(table, create.declared(), name);
        if (table.partitioned() || !create.declared().concurrently()) {
            statements.brief(sql);
        } else {
            patient(table, sql);
        }
        return indexes(table).stream()
                .filter(it -> !before.contains(it.name()))
                .map(Index::name)
                .findFirst()
                .orElseThrow(() -> new OperationFailed(
                        "%s: the index %s is gone again"
                                .formatted(table.label(), create.rendered().words()),
                        "Run seedbank index apply again."));
    }

    private List<Index> indexes(Table table) {
        return ExistingIndexes.ofPartition(looking, table.oid());
    }

    private void attachAll(Table table, String parent) {
        var attached = new HashSet<>(looking.query(ATTACHED, row -> row.getLong(1), parent));
        for (var partition : partitions(table)) {
            if (!attached.contains(partition.oid())) {
                var index = ofPartition(partition);
                statements.brief("alter index %s attach partition %s".formatted(parent, index));
            }
        }
    }

    private List<Table> partitions(Table table) {
        return looking.query(
                PARTITIONS,
                row -> new Table(
                        row.getLong(1),
                        new Collection(row.getString(2), row.getString(3), false, Collection.Kind.DATA),
                        row.getString(4).equals("p"),
                        -1,
                        List.of()),
                table.oid());
    }

    /** One that fits and that no parent has, or a new one. */
    private String ofPartition(Table partition) {
        var free = indexes(partition).stream()
                .filter(it -> it.isBuiltAs(create.rendered())
                        && !isAttached(it)
                        && !it.state().constraint())
                .findFirst();
        if (partition.partitioned()) {
            var name = free.map(Index::name).orElseGet(() -> made(partition, ""));
            attachAll(partition, name);
            return name;
        }
        if (free.filter(it -> it.state().valid()).isPresent()) {
            return free.get().name();
        }
        free.ifPresent(it -> patient(partition, Statements.drop(it)));
        return made(partition, "");
    }

    private boolean isAttached(Index index) {
        return looking.test(
                "select exists (select from pg_catalog.pg_inherits where inhrelid = ?::regclass)", index.name());
    }

    private void patient(Table partition, String sql) {
        try {
            statements.patient(sql);
        } catch (SQLException e) {
            throw PostgresErrors.translate(
                    e,
                    "%s: the index %s was not built"
                            .formatted(partition.label(), create.rendered().words()));
        }
    }
}
